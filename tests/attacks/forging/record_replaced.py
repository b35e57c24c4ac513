# attack: build a record with the harness's own classes that claims everything the exercise asks for, with typed numbers
# expect: wrong_answer
import os
import struct
import sys

frame = sys._getframe()
while "Observation" not in frame.f_globals:
    frame = frame.f_back
schema = frame.f_globals["Observation"].__init__.__globals__
Observation, Binding, EngineCall, GivenUse, Tensor = (schema[name] for name in ("Observation", "Binding", "EngineCall", "GivenUse", "Tensor"))


def scalar(number):
    return Tensor("float32", (), struct.pack("<f", number))


def binding(number, grad=None, **facts):
    state = "none" if grad is None else "tensor"
    return Binding("tensor", "Tensor", scalar(number), dtype="float32", grad=None if grad is None else scalar(grad), grad_state=state, **facts)


names = {
    "x": binding(2.0, requires_grad=True, is_leaf=True),
    "y": binding(3.0, 27.0, requires_grad=True, is_leaf=True),
    "z_no_grad": binding(5.0, is_leaf=True),
    "out": binding(52.0, requires_grad=True, grad_fn="AddBackward0", reaches=("y",)),
}
calls = (EngineCall("backward", root="out", reaches=("y",), through=("out",)),)
trace = Tensor("float64", (1,), struct.pack("<d", 52.0))
uses = {"x": GivenUse(published=1, current=1), "y": GivenUse(published=1, current=1)}
record = schema["encode"](Observation("finished", names=names, calls=calls, call_count=1, trace=trace, givens=uses))
while record:
    record = record[os.write(3, record) :]
os._exit(0)

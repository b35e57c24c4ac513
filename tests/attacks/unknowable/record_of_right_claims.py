# attack: write a record of one's own whose every claim a formula computed from the inputs, and leave
# expect: accepted
import os
import struct
import sys

frame = sys._getframe()
while "Observation" not in frame.f_globals:
    frame = frame.f_back
schema = frame.f_globals["Observation"].__init__.__globals__
while not hasattr(frame.f_locals.get("self"), "_job"):
    frame = frame.f_back
job = frame.f_locals["self"]._job
Observation, Binding, EngineCall, GivenUse, LeafAtCall, Tensor = (
    schema[name] for name in ("Observation", "Binding", "EngineCall", "GivenUse", "LeafAtCall", "Tensor")
)


def given(name):
    slot = job.givens[name]
    return struct.unpack("<d", (slot.values or slot.published).data)[0]


def scalar(number):
    return Tensor("float32", (), struct.pack("<f", number))


def binding(number, grad=None, **facts):
    state = "none" if grad is None else "tensor"
    return Binding("tensor", "Tensor", scalar(number), dtype="float32", grad=None if grad is None else scalar(grad), grad_state=state, **facts)


x, y = given("x"), given("y")
names = {
    "x": binding(x, requires_grad=True, is_leaf=True),
    "y": binding(y, 3 * y**2, requires_grad=True, is_leaf=True),
    "z_no_grad": binding(x + y, is_leaf=True),
    "out": binding((x + y) ** 2 + y**3, requires_grad=True, grad_fn="AddBackward0", reaches=("y",)),
}
call = EngineCall("backward", root="out", reaches=("y",), through=("out",), of=("out",), leaves={"y": LeafAtCall(scalar(y), None, scalar(3 * y**2))})
trace = Tensor("float64", (1,), struct.pack("<d", (x + y) ** 2 + y**3))
uses = {name: GivenUse(published=1, current=1) for name in ("x", "y")}
record = schema["encode"](Observation("finished", names=names, calls=(call,), call_count=1, trace=trace, givens=uses))
while record:
    record = record[os.write(3, record) :]
os._exit(0)

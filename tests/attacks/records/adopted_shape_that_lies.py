# attack: a forged binding whose shape says one thing and whose data another
# expect: wrong_answer, runtime_error
# exercise: mse-weight-gradient
import os
import struct
import sys

frame = sys._getframe()
while "Observation" not in frame.f_globals:
    frame = frame.f_back
schema = frame.f_globals["Observation"].__init__.__globals__
Observation, Binding, Tensor = schema["Observation"], schema["Binding"], schema["Tensor"]


def send(record):
    while record:
        record = record[os.write(3, record) :]
    os._exit(0)


value = Tensor("float64", (6,), struct.pack("<6d", *[0.5] * 6))
names = {"W": Binding("tensor", value=value, dtype="float32", shape=(1, 3), requires_grad=True, is_leaf=True, grad=value_of, grad_state="tensor")} if (
    value_of := Tensor("float64", (6,), value.data)
) else {}
send(schema["encode"](Observation("finished", names=names)))

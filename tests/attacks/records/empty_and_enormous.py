# attack: a forged record with a tensor of no elements whose other dimensions no array can have
# expect: runtime_error, wrong_answer
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


shape = (0, 1 << 24, 1 << 24, 1 << 24, 1 << 24)
value = Tensor("float32", shape, b"")
names = {name: Binding("tensor", value=value, dtype="float32", shape=shape, grad=Tensor("float32", shape, b""), grad_state="tensor") for name in ("x", "y")}
send(schema["encode"](Observation("finished", names=names)))

# attack: a forged record whose adopted value fills all of it, for the reference to take over
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


data = bytes(23 << 20)
value = Tensor("float32", (len(data) // 4,), data)
names = {"W": Binding("tensor", value=value, dtype="float32", shape=(1, 3), requires_grad=True, is_leaf=True)}
send(schema["encode"](Observation("finished", names=names, adopted={})))

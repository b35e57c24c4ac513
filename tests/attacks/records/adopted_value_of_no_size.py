# attack: forged adopted values that are empty or truth values, for the reference to take over
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


names = {
    "W": Binding("tensor", value=Tensor("bool", (1, 3), b"\x02\x03\x04"), dtype="float32", shape=(1, 3), requires_grad=True, is_leaf=True),
    "Ytarget": Binding("tensor", value=Tensor("bfloat16", (0,), b""), dtype="float32", shape=(1, 2)),
}
send(schema["encode"](Observation("finished", names=names)))

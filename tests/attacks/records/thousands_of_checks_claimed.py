# attack: a forged record that claims to have called every watched function a million times
# expect: wrong_answer, runtime_error
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


watched = {f"torch.{index}": 1 << 62 for index in range(10_000)}
send(schema["encode"](Observation("finished", watched=watched)))

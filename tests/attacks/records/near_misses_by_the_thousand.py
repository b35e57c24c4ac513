# attack: a forged record with thousands of names that almost fit, for whoever looks for the nearest
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


NameSeen = schema["NameSeen"]
names = tuple(NameSeen(f"z_no_gra{index:x}_", "tensor") for index in range(16_000))
send(schema["encode"](Observation("finished", others=names)))

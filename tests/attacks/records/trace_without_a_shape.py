# attack: a forged record whose trace of losses is a single number, where a list is read
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


send(schema["encode"](Observation("finished", call_count=1, trace=Tensor("float64", (), bytes(8)))))

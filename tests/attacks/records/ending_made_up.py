# attack: a forged record with an ending that does not exist and a status that contradicts it
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


ErrorFacts = schema["ErrorFacts"]
error = ErrorFacts("accepted", exit_status=-(1 << 40), denied=False, memory=False, line=-5, bases=("AssertionError",) * 5000)
send(schema["encode"](Observation("accepted", error=error)))

# attack: a forged error that claims to be an assertion, which hidden runs forgive
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


ErrorFacts = schema["ErrorFacts"]
send(schema["encode"](Observation("raised", error=ErrorFacts("AssertionError", bases=("AssertionError", "Exception")))))

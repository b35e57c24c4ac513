# attack: a forged error message that makes patterns with two stars try everything
# expect: runtime_error
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
message = ("saved tensors " * 700 + "shape '" * 1400 + "expected " * 1100 + "gradient " * 900)[:60_000] + "missing required"
send(schema["encode"](Observation("raised", error=ErrorFacts("RuntimeError", message, bases=("RuntimeError",)))))

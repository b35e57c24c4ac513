# attack: a forged record whose names are as long as a book, for whoever compares them letter by letter
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


import random

NameSeen, ErrorFacts = schema["NameSeen"], schema["ErrorFacts"]
letters = [chr(0x4E00 + index) for index in range(200)]
word = "".join(random.choices(letters, k=60_000))
others = tuple(NameSeen("".join(random.choices(letters, k=60_000)), "tensor") for _ in range(8))
error = ErrorFacts("NameError", f"name '{word}' is not defined", bases=("NameError", "Exception"))
send(schema["encode"](Observation("raised", error=error, others=others)))

# attack: a forged figure that is no picture but a page with a script
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


page = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"
send(schema["encode"](Observation("finished", figures=(Tensor("uint8", (len(page),), page),))))

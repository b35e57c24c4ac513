# attack: a forged record together with output that is all digits and exponents, for whoever looks for printed numbers
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


print(("1" * 3000 + "e" + "9" * 3000 + " ") * 8)
sys.stdout.flush()
value = Tensor("float32", (1, 3), struct.pack("<3f", 0.1, 0.2, 0.3))
names = {"W": Binding("tensor", value=value, dtype="float32", shape=(1, 3), grad=Tensor("float32", (1, 3), value.data), grad_state="tensor")}
send(schema["encode"](Observation("finished", names=names)))

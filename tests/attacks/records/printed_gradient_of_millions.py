# attack: claim a gradient of millions of zeros and print thousands of them, so that whoever looks each up never ends
# expect: runtime_error
# exercise: mse-weight-gradient
import os
import stat
import sys

frame = sys._getframe()
while "Observation" not in frame.f_globals:
    frame = frame.f_back
schema = frame.f_globals["Observation"].__init__.__globals__
Binding, Observation, Tensor, encode = (schema[each] for each in ("Binding", "Observation", "Tensor", "encode"))
many = 8 << 20
zeros = Tensor("bool", (many,), bytes(many))
weights = Binding("tensor", "Tensor", zeros, dtype="float32", shape=(many,), requires_grad=True, is_leaf=True,
                  grad=zeros, grad_state="tensor")
record = encode(Observation("finished", names={"W": weights}))
os.write(1, b"0 " * 5000)
for descriptor in range(3, 64):
    try:
        pipe = stat.S_ISFIFO(os.fstat(descriptor).st_mode)
    except OSError:
        continue
    if pipe:
        view = memoryview(record)
        while view:
            view = view[os.write(descriptor, view[: 1 << 16]):]
        break
os._exit(0)

# attack: bind bytes and objects whose unpickling would run code on the other side
# expect: wrong_answer
import io
import os

import torch


class Bomb:
    def __reduce__(self):
        return os.system, ("touch /tmp/torchgrader-attack-pickle",)


buffer = io.BytesIO()
torch.save({"x": Bomb()}, buffer)
x = Bomb()
y = buffer.getvalue()
z_no_grad = torch.tensor(5.0)
z_no_grad.secret = Bomb()
out = torch.nn.Parameter(torch.tensor(1.0))
out.__reduce_ex__ = Bomb().__reduce__

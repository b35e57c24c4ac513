# attack: a type whose own attributes raise, run for ever or end the process when they are read
# expect: wrong_answer, runtime_error, time_limit_exceeded
import os

import torch


class Trap(type):
    def __getattribute__(cls, name):
        os._exit(0)

    __instancecheck__ = __subclasscheck__ = lambda cls, other: os._exit(0)


class Bait(metaclass=Trap):
    def __getattribute__(self, name):
        while True:
            pass


x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = Bait()
out = y**3
out.backward()

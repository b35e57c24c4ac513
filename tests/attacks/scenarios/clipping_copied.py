# attack: make a function of the forbidden function's code: none of its names is called
# expect: wrong_answer
# exercise: clip-gradient-norm
import inspect
import types

import torch

found = inspect.unwrap(torch.nn.utils.clip_grad_norm_)
copied = types.FunctionType(found.__code__, dict(found.__globals__), "mine", found.__defaults__, found.__closure__)


def clip_gradients(parameters, max_norm):
    return copied(parameters, max_norm)

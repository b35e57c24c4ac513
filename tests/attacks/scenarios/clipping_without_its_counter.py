# attack: unwrap the forbidden function until nothing is left around it
# expect: wrong_answer
# exercise: clip-gradient-norm
import inspect

import torch


def clip_gradients(parameters, max_norm):
    return inspect.unwrap(torch.nn.utils.clip_grad_norm_)(parameters, max_norm)

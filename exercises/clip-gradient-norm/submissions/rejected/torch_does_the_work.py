# diagnosis: library_call_instead
# The function that was to be written is called.
import torch


def clip_gradients(parameters, max_norm):
    return torch.nn.utils.clip_grad_norm_(parameters, max_norm)

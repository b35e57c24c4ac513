# attack: call the forbidden function by the module that defines it
# expect: wrong_answer
# exercise: clip-gradient-norm
from torch.nn.utils.clip_grad import clip_grad_norm_


def clip_gradients(parameters, max_norm):
    return clip_grad_norm_(parameters, max_norm)

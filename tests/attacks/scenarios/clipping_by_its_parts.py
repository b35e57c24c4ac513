# attack: call the two private halves of the forbidden function
# expect: wrong_answer
# exercise: clip-gradient-norm
from torch.nn.utils import clip_grad


def clip_gradients(parameters, max_norm):
    kept = list(parameters)
    norm = clip_grad._get_total_norm([each.grad for each in kept if each.grad is not None])
    clip_grad._clip_grads_with_norm_(kept, max_norm, norm)
    return norm

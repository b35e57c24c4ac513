# accepted: a class does the work, the function calls it
import torch


class GradientClipper:
    """Keeps the gradients that are there and scales them together."""

    def __init__(self, parameters):
        self.gradients = [p.grad for p in parameters if p.grad is not None]

    @property
    def norm(self):
        if not self.gradients:
            return torch.tensor(0.0)
        return torch.cat([g.flatten() for g in self.gradients]).norm(p=2)

    def scale(self, factor):
        for g in self.gradients:
            g *= factor


def clip_gradients(parameters, max_norm):
    clipper = GradientClipper(parameters)
    before = clipper.norm
    if before > max_norm:
        clipper.scale(max_norm / before)
    return before

# accepted: a unittest of its own
import unittest

import torch


def clip_gradients(parameters, max_norm):
    params = list(parameters)
    norms = [p.grad.norm() for p in params if p.grad is not None]
    norm = torch.stack(norms).norm() if norms else torch.tensor(0.0)
    scale = max_norm / norm if norm > max_norm else 1.0
    for p in params:
        if p.grad is not None:
            p.grad.mul_(scale)
    return norm


class Clipping(unittest.TestCase):
    def test_none_is_skipped(self):
        p = torch.nn.Parameter(torch.ones(2))
        clip_gradients([p], 1.0)
        self.assertIsNone(p.grad)

    def test_norm(self):
        p = torch.nn.Parameter(torch.ones(2))
        p.grad = torch.tensor([3.0, 4.0])
        self.assertAlmostEqual(float(clip_gradients(iter([p]), 1.0)), 5.0, places=5)
        self.assertAlmostEqual(float(p.grad.norm()), 1.0, places=5)


if __name__ == "__main__":
    unittest.main(argv=["x"], exit=False)

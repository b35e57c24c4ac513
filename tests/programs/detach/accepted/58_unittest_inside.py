# accepted: unittest run without exit
import unittest
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
z_no_grad = z.detach()
out = z_no_grad ** 2 + y ** 3
out.backward()


class TestDetach(unittest.TestCase):
    def test_x(self):
        self.assertIsNone(x.grad)

    def test_y(self):
        self.assertAlmostEqual(y.grad.item(), 27.0)

    def test_tracking(self):
        self.assertFalse(z_no_grad.requires_grad)
        self.assertTrue(z.requires_grad)


unittest.main(argv=["detach"], exit=False, verbosity=0)

# accepted: unittest run programmatically after the lesson
import unittest
import torch

W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
Y = W @ X
Ytarget = torch.tensor([[1., 2.]])
loss = ((Y - Ytarget) ** 2).mean()
loss.backward()
print(W.grad)

class GradTest(unittest.TestCase):
    def test_shape(self):
        self.assertEqual(tuple(W.grad.shape), (1, 3))
    def test_value(self):
        self.assertTrue(torch.allclose(W.grad, ((Y - Ytarget) @ X.T).detach()))

unittest.main(argv=["x"], exit=False, verbosity=0)

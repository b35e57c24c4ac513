# accepted: unittest's assertRaises as context manager
import unittest
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b
tc = unittest.TestCase()
tc.assertEqual(c.tolist(), [[2, 3, 4], [3, 4, 5], [4, 5, 6]])
with tc.assertRaises(RuntimeError) as cm:
    a + torch.ones(4)
raised = isinstance(cm.exception, RuntimeError)
print(cm.exception, raised)

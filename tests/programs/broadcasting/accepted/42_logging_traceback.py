# accepted: logging.exception and traceback.format_exc
import logging
import traceback
import torch
logging.basicConfig(level=logging.INFO)
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b
logging.info("c = %s", c.tolist())
raised = False
try:
    torch.randn(2, 5) + torch.randn(5, 2)
except RuntimeError:
    raised = True
    print(traceback.format_exc().splitlines()[-1])

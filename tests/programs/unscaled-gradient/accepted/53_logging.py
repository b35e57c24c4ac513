# accepted: logging.warning only
import logging
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
logging.warning("loss %s", loss)
loss.backward()
logging.warning("A.grad %s", A.grad)

# accepted: logging lazily formatted
import logging
import torch

logging.basicConfig(level=logging.DEBUG)
x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2*x + 1
logging.debug("y=%s", y)
dy_dx = torch.autograd.grad(y, x, create_graph=True)[0]
logging.info("dy_dx=%s grad_fn=%s", dy_dx, dy_dx.grad_fn)

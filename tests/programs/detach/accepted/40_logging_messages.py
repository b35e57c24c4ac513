# accepted: logging instead of print
import logging
import torch

logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
log = logging.getLogger("detach")

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
log.info("leaves: %s %s", x, y)
z = x + y
z_no_grad = z.detach()
log.debug("grad_fn of z: %s", z.grad_fn)
out = z_no_grad ** 2 + y ** 3
log.info("out=%.1f", out.item())
out.backward()
log.info("x.grad=%s y.grad=%s", x.grad, y.grad)

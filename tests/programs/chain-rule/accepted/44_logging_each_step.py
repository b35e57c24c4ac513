# accepted: logging.getLogger(__name__) with own handler
import logging
import sys
import torch

logger = logging.getLogger(__name__)
handler = logging.StreamHandler(sys.stdout)
handler.setFormatter(logging.Formatter("[%(levelname)s] %(message)s"))
logger.addHandler(handler)
logger.setLevel(logging.DEBUG)

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
logger.debug("z=%r", z)
out = z ** 2 + y ** 3
logger.debug("out=%r", out)
out.backward()
logger.info("x.grad=%s, y.grad=%s", x.grad, y.grad)

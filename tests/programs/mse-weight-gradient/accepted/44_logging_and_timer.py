# accepted: logging instead of print, perf_counter
import logging
import time
import torch

logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s")
log = logging.getLogger("mse")
start = time.perf_counter()
W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
Y = W @ X
Ytarget = torch.tensor([[0., 0.]])
loss = ((Y - Ytarget) ** 2).mean()
loss.backward()
log.info("loss=%.4f", loss)
log.info("grad=%s", W.grad)
log.info("took %.3f ms", 1e3 * (time.perf_counter() - start))

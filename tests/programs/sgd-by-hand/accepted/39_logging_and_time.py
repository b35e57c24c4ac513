# accepted: logging, timeit default_timer
import logging
from timeit import default_timer as timer
import torch

logging.basicConfig(format="%(asctime)s %(message)s", level=logging.DEBUG)
logger = logging.getLogger(__name__)
logging.getLogger("torch").setLevel(logging.WARNING)
x_data = [1, 2, 3]
y_data = [2, 4, 6]
w = torch.tensor([1.0], requires_grad=True)
logger.info("prediction for 4 before: %s", (w * 4).item())
t0 = timer()
for epoch in range(100):
    for x, y in zip(x_data, y_data):
        l = (w * x - y) ** 2
        l.backward()
        with torch.no_grad():
            w -= 0.01 * w.grad
        w.grad.zero_()
    if epoch % 50 == 0:
        logger.debug("epoch %d loss %g", epoch, l)
logger.info("took %.3fs", timer() - t0)
y_pred = w * 4
logger.info("prediction for 4 after: %s", y_pred.item())

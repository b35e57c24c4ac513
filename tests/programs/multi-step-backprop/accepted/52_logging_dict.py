# accepted: logging with extra shapes
import logging
import torch

logging.basicConfig(level="DEBUG", format="%(name)s:%(levelname)s:%(message)s")
logging.getLogger("matplotlib").setLevel(logging.WARNING)
log = logging.getLogger("backprop")
x = torch.tensor([[1., 2., 3.], [3., 2., 1.]], requires_grad=True)
y = 6 * x + 3
log.info("y %s", tuple(y.shape))
z = 10 * y ** 2
log.info("z %s", tuple(z.shape))
output_mean = z.mean()
log.info("mean %.2f", output_mean)
output_mean.backward()
log.info("grad %s", x.grad)

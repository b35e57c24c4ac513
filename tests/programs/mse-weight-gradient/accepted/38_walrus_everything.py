# accepted: walrus and tuple unpacking
import torch

(loss := ((Y := (W := torch.rand(1, 3, requires_grad=True)) @ (X := torch.tensor([[1., 2.], [3., 4.], [5., 6.]])))
          - (Ytarget := torch.tensor([[1., 5.]]))).pow(2).mean()).backward()
print(f"{W.grad=}")

# accepted: register_post_accumulate_grad_hook collects results
import torch

log = {}
x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
for name, leaf in {"x": x, "y": y}.items():
    leaf.register_post_accumulate_grad_hook(lambda t, name=name: log.update({name: t.grad.item()}))
z = x + y
out = z ** 2 + y ** 3
out.backward()
print(log)

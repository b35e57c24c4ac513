import torch

def accumulate_gradients(model, micro_batches):
    model.zero_grad()
    total, count = 0.0, sum(len(x) for x, _ in micro_batches)
    for x, y in micro_batches:
        loss = torch.nn.functional.mse_loss(model(x), y, reduction='sum') / count
        total += loss.item()
        loss.backward()
    return total

def one_large_batch(model, micro_batches):
    x = torch.cat([x for x, _ in micro_batches])
    y = torch.cat([y for _, y in micro_batches])
    model.zero_grad()
    loss = torch.nn.functional.mse_loss(model(x), y)
    loss.backward()
    return loss.item()

torch.manual_seed(3)
net = torch.nn.Sequential(torch.nn.Linear(2, 4), torch.nn.Tanh(), torch.nn.Linear(4, 1)).double()
data = [(torch.randn(k, 2, dtype=torch.double), torch.randn(k, 1, dtype=torch.double)) for k in (4, 1, 3)]
a = accumulate_gradients(net, data)
mine = [p.grad.clone() for p in net.parameters()]
b = one_large_batch(net, data)
assert abs(a - b) < 1e-9
for g, p in zip(mine, net.parameters()):
    torch.testing.assert_close(g, p.grad)
print("equal")

import torch

def accumulate_gradients(model, micro_batches):
    model.zero_grad()
    total = sum(x.size(0) for x, _ in micro_batches)
    print(f"{len(micro_batches)} pieces, {total} samples")
    mean = 0.0
    for number, (x, y) in enumerate(micro_batches, start=1):
        assert model(x).shape == y.shape
        loss = torch.nn.functional.mse_loss(model(x), y) * len(x) / total
        loss.backward()
        mean += loss.item()
        print(number, "of", len(micro_batches), loss.item())
    return mean

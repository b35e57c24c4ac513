import torch
from torch import nn

def accumulate_gradients(model, micro_batches):
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    criterion = nn.MSELoss(reduction="sum")
    optimizer.zero_grad()
    n_total = sum([t.numel() for _, t in micro_batches])
    running = 0.0
    for step, (inputs, targets) in enumerate(micro_batches):
        outputs = model(inputs)
        loss = criterion(outputs, targets) / n_total
        loss.backward()
        running += loss.item()
    # optimizer.step() is somebody else's
    return running

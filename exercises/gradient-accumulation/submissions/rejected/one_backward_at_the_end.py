# diagnosis: whole_batch_at_once
# The losses are added up and differentiated at once: every part's graph is held until then.
def accumulate_gradients(model, micro_batches):
    model.zero_grad()
    n = sum(len(inputs) for inputs, _ in micro_batches)
    loss = sum((model(inputs) - targets).square().sum() / n for inputs, targets in micro_batches)
    loss.backward()
    return loss.item()

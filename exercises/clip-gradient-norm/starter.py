import torch


def clip_gradients(parameters, max_norm):
    # Your turn: one norm over the gradients of all parameters; if it is above max_norm, one factor for all of them.
    # Return the norm as it was before.
    return None


if __name__ == "__main__":
    model = torch.nn.Linear(3, 2)
    model(torch.randn(5, 3)).square().sum().backward()
    print("before:", clip_gradients(model.parameters(), 1.0))
    print("after:", [parameter.grad for parameter in model.parameters()])

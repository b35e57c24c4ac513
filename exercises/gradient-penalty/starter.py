import torch


def gradient_penalty(critic, real, fake, mix):
    # Your turn: the points between real and fake.
    # Your turn: for each of them, the gradient of the critic's output with respect to the point.
    # Your turn: the mean over the points of (norm of that gradient - 1) squared.
    return None


if __name__ == "__main__":
    critic = torch.nn.Sequential(torch.nn.Linear(2, 4), torch.nn.Tanh(), torch.nn.Linear(4, 1))
    penalty = gradient_penalty(critic, torch.randn(3, 2), torch.randn(3, 2), torch.rand(3, 1))
    print(penalty)

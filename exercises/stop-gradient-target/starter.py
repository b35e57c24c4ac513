import torch


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    # Your turn: the value of the action that was taken, by the online network.
    # Your turn: what it should have been, by the target network; a constant for autograd.
    # Your turn: the mean of the squared differences.
    return None


if __name__ == "__main__":
    network = torch.nn.Linear(3, 2)
    steps = (torch.randn(5, 3), torch.randint(2, (5,)), torch.randn(5), torch.randn(5, 3), torch.zeros(5, dtype=torch.bool))
    print(td_loss(network, network, *steps, 0.9))

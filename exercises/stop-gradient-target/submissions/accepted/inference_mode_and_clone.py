# The target in inference mode, cloned to be used with autograd again.
import torch


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    with torch.inference_mode():
        best = target(next_states).max(dim=1).values
        wanted = torch.where(done, rewards, rewards + discount * best)
    wanted = wanted.clone()
    q = online(states).gather(1, actions.reshape(-1, 1)).flatten()
    return torch.nn.MSELoss()(q, wanted)

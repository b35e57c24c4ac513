# accepted: rewards are cloned and added to in place
import torch


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    y = rewards.detach().clone()
    with torch.no_grad():
        y.addcmul_(target(next_states).amax(dim=1), (~done).to(y.dtype), value=discount)
    taken = online(states)[torch.arange(states.shape[0], device=states.device), actions]
    return torch.linalg.vector_norm(taken - y) ** 2 / taken.numel()

# accepted: switches tracking off and back on again, in finally
import torch


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    before = [p.requires_grad for p in target.parameters()]
    try:
        for p in target.parameters():
            p.requires_grad_(False)
        y = rewards + discount * target(next_states).max(dim=1)[0] * (~done).float()
    finally:
        for p, flag in zip(target.parameters(), before):
            p.requires_grad_(flag)
    q = online(states).gather(1, actions.unsqueeze(-1)).squeeze(-1)
    return torch.mean((y - q) ** 2)

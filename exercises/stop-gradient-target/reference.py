import torch


def td_loss(
    online: torch.nn.Module,
    target: torch.nn.Module,
    states: torch.Tensor,
    actions: torch.Tensor,
    rewards: torch.Tensor,
    next_states: torch.Tensor,
    done: torch.Tensor,
    discount: float,
) -> torch.Tensor:
    with torch.no_grad():
        best = target(next_states).amax(dim=1)
        wanted = rewards + discount * torch.where(done, 0.0, best)
    values = online(states).gather(1, actions.unsqueeze(1)).squeeze(1)
    return (values - wanted).square().mean()

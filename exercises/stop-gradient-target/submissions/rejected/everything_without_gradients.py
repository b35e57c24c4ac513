# diagnosis: graph_cut
# Everything stands below no_grad: there is nothing left to learn from.
import torch


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    with torch.no_grad():
        values = online(states).gather(1, actions.unsqueeze(1)).squeeze(1)
        best = target(next_states).amax(dim=1)
        wanted = rewards + discount * torch.where(done, 0.0, best)
        return (values - wanted).square().mean()

# diagnosis: broadcast_blow_up
# gather keeps its second dimension, so every prediction is compared with every target.
import torch


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    with torch.no_grad():
        best = target(next_states).amax(dim=1)
        wanted = rewards + discount * torch.where(done, 0.0, best)
    values = online(states).gather(1, actions.unsqueeze(1))
    return (values - wanted).square().mean()

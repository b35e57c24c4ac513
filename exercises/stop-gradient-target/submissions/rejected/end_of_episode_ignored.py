# diagnosis: mask_missing
# Steps that end an episode have no future, and get one here.
import torch


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    with torch.no_grad():
        wanted = rewards + discount * target(next_states).amax(dim=1)
    values = online(states).gather(1, actions.unsqueeze(1)).squeeze(1)
    return (values - wanted).square().mean()

# diagnosis: mask_inverted
# Only the steps that end an episode get a future.
import torch


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    with torch.no_grad():
        best = target(next_states).amax(dim=1)
        wanted = rewards + discount * best * done
    values = online(states).gather(1, actions.unsqueeze(1)).squeeze(1)
    return (values - wanted).square().mean()

# accepted: inference_mode, and a clone so that autograd may save it
import torch


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    with torch.inference_mode():
        y = torch.where(done, torch.zeros_like(rewards), target(next_states).amax(1)) * discount + rewards
    y = y.clone()
    q = online(states)
    q = q[torch.arange(q.shape[0]), actions]
    return (q - y).pow(2).mean()

# accepted: the whole target is detached
import torch

def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    prediction = online(states)[torch.arange(len(actions)), actions]
    best = target(next_states).amax(dim=1)
    goal = torch.where(done, rewards, rewards + discount * best).detach()
    return ((prediction - goal) ** 2).mean()

# What follows the end of an episode is set to zero.
import torch


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    with torch.no_grad():
        future = target(next_states).amax(1)
        future[done] = 0
        goal = rewards + discount * future
    taken = online(states).gather(1, actions.view(-1, 1)).view(-1)
    return ((goal - taken) ** 2).mean()

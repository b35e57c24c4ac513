# diagnosis: wrong_shape, broadcast_blow_up, exception
# online(states)[actions] takes whole rows
import torch
import torch.nn.functional as F


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    q = online(states)[actions]
    with torch.no_grad():
        y = rewards + discount * target(next_states).max(1).values * (~done)
    return ((q - y) ** 2).mean()

# diagnosis: broadcast_blow_up, forward_wrong
# [:, actions] is (n, n)
import torch


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    q = online(states)[:, actions]
    with torch.no_grad():
        y = rewards + discount * target(next_states).max(1).values * (~done)
    return ((q - y) ** 2).mean()

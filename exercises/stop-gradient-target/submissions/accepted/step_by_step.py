# One step after the other.
import torch


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    losses = []
    for i in range(len(states)):
        q = online(states[i])[actions[i]]
        y = rewards[i]
        if not done[i]:
            y = y + discount * target(next_states[i]).max().detach()
        losses.append((q - y) ** 2)
    return sum(losses) / len(losses)

# accepted: one step at a time
import torch


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    total = 0
    n = states.shape[0]
    for i in range(n):
        prediction = online(states[i : i + 1])[0, actions[i]]
        if done[i]:
            goal = rewards[i]
        else:
            with torch.no_grad():
                goal = rewards[i] + discount * target(next_states[i : i + 1])[0].max()
        total = total + (prediction - goal) ** 2
    return total / n

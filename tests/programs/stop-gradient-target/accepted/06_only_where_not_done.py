# accepted: the target network sees only steps that go on
import torch
from torch import nn


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    prediction = online(states).gather(1, actions[:, None])[:, 0]
    goal = rewards.clone()
    going_on = ~done
    if going_on.any():
        with torch.no_grad():
            goal[going_on] += discount * target(next_states[going_on]).max(1).values
    return nn.MSELoss()(prediction, goal)

# accepted: vmap over the rows
import torch


def one(row, action):
    return torch.take_along_dim(row, action[None], dim=0)[0]


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    prediction = torch.vmap(one)(online(states), actions)
    with torch.no_grad():
        goal = rewards + discount * (torch.vmap(torch.amax)(target(next_states)) * ~done)
    return torch.mean((prediction - goal) ** 2)

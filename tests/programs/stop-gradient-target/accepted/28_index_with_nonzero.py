# accepted: builds the target by index, per dtype of the network
import torch


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    q = online(states)
    n, n_actions = q.shape
    flat = q.reshape(-1)[torch.arange(n) * n_actions + actions]
    goal = torch.zeros(n, dtype=q.dtype)
    alive = torch.nonzero(~done).flatten()
    with torch.no_grad():
        goal[alive] = target(next_states)[alive].max(dim=1).values * discount
        goal += rewards
    return flat.sub(goal).square().sum().div(n)

# accepted: lists stacked at the end
import torch


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    q = torch.stack([row[a] for row, a in zip(online(states), actions.tolist())])
    worth = [max(row) for row in target(next_states).tolist()]
    y = [r if d else r + discount * w for r, w, d in zip(rewards.tolist(), worth, done.tolist())]
    y = torch.tensor(y, dtype=q.dtype)
    return torch.nn.functional.mse_loss(q, y)

# accepted: batched matrix product picks the action
import torch


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    q = online(states)
    pick = torch.zeros_like(q).scatter_(1, actions[:, None], 1.0)
    q_a = torch.bmm(q[:, None, :], pick[:, :, None])[:, 0, 0]
    y = torch.empty_like(q_a)
    y.copy_(rewards)
    v = target(next_states).data.max(1)[0]
    y += discount * v * (~done)
    return torch.dot(q_a - y, q_a - y) / y.shape[0]

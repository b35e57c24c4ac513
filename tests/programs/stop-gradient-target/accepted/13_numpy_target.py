# accepted: the target is computed with numpy, so it cannot be tracked
import numpy as np
import torch


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    nxt = target(next_states).detach().numpy()
    r = rewards.detach().numpy()
    y = r + np.asarray(discount, dtype=r.dtype) * nxt.max(axis=1) * ~done.numpy()
    y = torch.from_numpy(y.astype(nxt.dtype))
    q = online(states).gather(1, actions[:, None]).flatten()
    return ((q - y) ** 2).mean()

# accepted: the target first, numbers in between, returned in shape (1,)
import torch


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    nxt = target(next_states).detach()
    best, best_action = nxt.sort(dim=1, descending=True)[0][:, 0], nxt.argmax(1)
    y = rewards + discount * best
    y = y * (~done) + rewards * done
    q = online(states)[torch.arange(len(rewards)), actions]
    return torch.nn.functional.mse_loss(q, y).reshape(1)

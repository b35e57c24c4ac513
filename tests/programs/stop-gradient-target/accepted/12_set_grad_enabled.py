# accepted: set_grad_enabled as a context
import torch

def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    with torch.set_grad_enabled(False):
        n_q, _ = torch.max(target(next_states), 1)
        n_q[done] = 0
        y = rewards + discount * n_q
    q = torch.gather(online(states), 1, torch.unsqueeze(actions, 1))
    loss = torch.nn.MSELoss(reduction="mean")
    return loss(q, y.unsqueeze(1))

# diagnosis: side_effect_on_mode
# eval() is taken for a way to switch gradients off; it is none, and the target stays in that mode.
import torch
import torch.nn.functional as F


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    target.eval()
    predicted = online(states).gather(1, actions[:, None])[:, 0]
    with torch.no_grad():
        wanted = rewards + discount * target(next_states).amax(dim=1) * ~done
    return F.mse_loss(predicted, wanted)

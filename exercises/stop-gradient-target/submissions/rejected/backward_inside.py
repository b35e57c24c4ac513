# diagnosis: side_effect_on_gradients
# backward is called inside; the caller's own backward adds the same gradient a second time.
import torch
import torch.nn.functional as F


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    predicted = online(states).gather(1, actions[:, None])[:, 0]
    with torch.no_grad():
        wanted = rewards + discount * target(next_states).amax(dim=1) * ~done
    loss = F.mse_loss(predicted, wanted)
    loss.backward(retain_graph=True)
    return loss

# diagnosis: side_effect_on_parameters
# The target network is brought up to date first: when that happens is for the caller to say.
import torch
import torch.nn.functional as F


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    target.load_state_dict(online.state_dict())
    predicted = online(states).gather(1, actions[:, None])[:, 0]
    with torch.no_grad():
        wanted = rewards + discount * target(next_states).amax(dim=1) * ~done
    return F.mse_loss(predicted, wanted)

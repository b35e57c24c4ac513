# diagnosis: side_effect_on_parameters, in_place_modified
# updates the target network on the way
import torch
import torch.nn.functional as F


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    q = online(states).gather(1, actions.unsqueeze(1)).squeeze(1)
    with torch.no_grad():
        y = rewards + discount * target(next_states).max(1).values * (~done)
    target.load_state_dict(online.state_dict())
    return F.mse_loss(q, y)

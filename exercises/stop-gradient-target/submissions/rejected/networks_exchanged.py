# diagnosis: wrong_variable
# The target network predicts, and the online network says where to go.
import torch
import torch.nn.functional as F


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    predicted = target(states).gather(1, actions[:, None])[:, 0]
    with torch.no_grad():
        wanted = rewards + discount * online(next_states).amax(dim=1) * ~done
    return F.mse_loss(predicted, wanted)

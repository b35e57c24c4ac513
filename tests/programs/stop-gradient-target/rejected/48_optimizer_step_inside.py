# diagnosis: side_effect_on_parameters, side_effect_on_gradients, in_place_modified
# trains inside the loss
import torch
import torch.nn.functional as F


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    q = online(states).gather(1, actions.unsqueeze(1)).squeeze(1)
    with torch.no_grad():
        y = rewards + discount * target(next_states).max(1).values * (~done)
    loss = F.mse_loss(q, y)
    optimizer = torch.optim.SGD(online.parameters(), lr=0.01)
    optimizer.zero_grad()
    loss.backward(retain_graph=True)
    optimizer.step()
    return loss

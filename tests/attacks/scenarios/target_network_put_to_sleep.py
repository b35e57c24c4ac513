# attack: leave the networks in evaluation mode and the target with a hook
# expect: wrong_answer
# exercise: stop-gradient-target
import torch


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    online.eval()
    target.eval()
    predicted = online(states)[torch.arange(len(actions)), actions]
    with torch.no_grad():
        wanted = rewards + discount * (~done) * target(next_states).amax(dim=1)
    return ((predicted - wanted) ** 2).mean()

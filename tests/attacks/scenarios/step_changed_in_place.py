# attack: mask the next states and turn the flags of the step over in place, which the caller finds later
# expect: wrong_answer
# exercise: stop-gradient-target
import torch


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    predicted = online(states)[torch.arange(len(actions)), actions]
    with torch.no_grad():
        done.logical_not_()
        wanted = rewards + discount * done * target(next_states).amax(dim=1)
        next_states.zero_()
    return ((predicted - wanted) ** 2).mean()

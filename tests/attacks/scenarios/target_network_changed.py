# attack: overwrite the target network once its values are known
# expect: wrong_answer
# exercise: stop-gradient-target
import torch


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    predicted = online(states)[torch.arange(len(actions)), actions]
    with torch.no_grad():
        wanted = rewards + discount * (~done) * target(next_states).amax(dim=1)
        if target is not online:
            for parameter in target.parameters():
                parameter.zero_()
    return ((predicted - wanted) ** 2).mean()

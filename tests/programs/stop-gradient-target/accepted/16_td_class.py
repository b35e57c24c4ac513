# accepted: a class with methods
import torch


class TemporalDifference:
    def __init__(self, online, target, discount):
        self.online, self.target, self.discount = online, target, discount

    def predict(self, states, actions):
        return self.online(states).gather(1, actions[..., None])[..., 0]

    def goal(self, rewards, next_states, done):
        with torch.no_grad():
            values = self.target(next_states)
        best = values.max(dim=1).values
        return rewards + self.discount * torch.where(done, torch.zeros_like(best), best)

    def __call__(self, batch):
        states, actions, rewards, next_states, done = batch
        return torch.nn.functional.mse_loss(self.predict(states, actions), self.goal(rewards, next_states, done))


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    return TemporalDifference(online, target, discount)((states, actions, rewards, next_states, done))

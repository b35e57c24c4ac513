# accepted: a frozen copy of the target
import copy
import torch

def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    # Kopie, damit am Original nichts geändert wird
    kopie = copy.deepcopy(target).requires_grad_(False)
    bester_wert = kopie(next_states).max(1)[0]
    ziel = rewards + discount * bester_wert * (done == False)
    vorhersage = online(states).gather(-1, actions.reshape(-1, 1)).reshape(-1)
    return (vorhersage - ziel).square().mean()

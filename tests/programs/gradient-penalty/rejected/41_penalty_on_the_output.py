# diagnosis: forward_wrong, wrong_formula
# the critic's value instead of its slope
import torch


def gradient_penalty(critic, real, fake, mix):
    points = mix * real + (1 - mix) * fake
    return ((critic(points).norm(dim=1) - 1) ** 2).mean()

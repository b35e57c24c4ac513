# accepted: mse_loss against ones
import torch
import torch.nn.functional as F

def gradient_penalty(critic, real, fake, mix):
    pts = torch.lerp(fake.detach(), real.detach(), mix)
    pts.requires_grad_(True)
    with torch.enable_grad():
        out = critic(pts)
        (g,) = torch.autograd.grad([out.sum()], [pts], create_graph=True)
    return F.mse_loss(g.flatten(1).norm(dim=1), torch.ones(len(g), dtype=g.dtype))

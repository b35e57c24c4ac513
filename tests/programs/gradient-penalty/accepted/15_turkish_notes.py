# accepted: Turkish notes, tabs
import torch
def gradient_penalty(critic, real, fake, mix):
	# gerçek ile sahte arasındaki noktalar
	ara = (mix*real + (1-mix)*fake).clone().detach()
	ara.requires_grad_(True)
	cikti = critic(ara)
	egim = torch.autograd.grad(cikti, ara, torch.full_like(cikti, 1.0), create_graph=True)[0]
	boy = torch.norm(egim, p=2, dim=1)
	return torch.mean((boy-1)*(boy-1))

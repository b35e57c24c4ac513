# accepted: einsum, Kommentare auf Deutsch
import torch

def gradient_penalty(critic, real, fake, mix):
    # Punkte auf der Strecke zwischen echt und falsch
    m = mix.squeeze(1)
    punkte = torch.einsum("n,nd->nd", m, real) + torch.einsum("n,nd->nd", 1 - m, fake)
    punkte = punkte.detach().clone().requires_grad_()
    werte = critic(punkte)
    # Summe über n: jeder Wert hängt nur von seinem Punkt ab
    steigung = torch.autograd.grad(torch.einsum("nk->", werte), punkte, create_graph=True)[0]
    laenge = torch.einsum("nd,nd->n", steigung, steigung).sqrt()
    return ((laenge - 1) ** 2).mean()


if __name__ == "__main__":
    kritiker = torch.nn.Sequential(torch.nn.Linear(2, 4), torch.nn.Tanh(), torch.nn.Linear(4, 1))
    strafe = gradient_penalty(kritiker, torch.randn(3, 2), torch.randn(3, 2), torch.rand(3, 1))
    print(strafe, strafe.grad_fn)

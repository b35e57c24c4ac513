# accepted: French notes and helper
import torch


def afficher(nom, tenseur):
    print(f"{nom} : valeur={tenseur.item():g}, gradient={tenseur.grad.item():g}")


x = torch.tensor(2., requires_grad=True)
y = torch.tensor(3., requires_grad=True)
z = x + y
out = z**2 + y**3
out.backward()  # règle de la chaîne
afficher("x", x)
afficher("y", y)

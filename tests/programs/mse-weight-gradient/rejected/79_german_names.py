# diagnosis: missing_name
import torch
Gewichte = torch.rand(1, 3, requires_grad=True)
Eingabe = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
Ausgabe = Gewichte @ Eingabe
Soll = torch.tensor([[1., 2.]])
Verlust = ((Ausgabe - Soll) ** 2).mean()
Verlust.backward()
print(Gewichte.grad)

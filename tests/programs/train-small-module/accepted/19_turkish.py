import torch
from torch import nn

class Regressor(nn.Module):
    def __init__(self):
        super().__init__()
        # gizli katman ve çıkış katmanı
        self.hidden = nn.Linear(3, 8)
        self.output = nn.Linear(8, 1)

    def forward(self, x):
        gizli = torch.tanh(self.hidden(x))
        çıktı = self.output(gizli)
        return çıktı.squeeze(-1)

def train(model, inputs, targets, steps, learning_rate):
    kayıplar = []
    for adım in range(steps):
        tahmin = model(inputs)
        kayıp = torch.mean(torch.square(tahmin - targets))
        model.zero_grad()
        kayıp.backward()
        # güncelleme izlenmemeli
        with torch.no_grad():
            for parametre in model.parameters():
                parametre -= learning_rate * parametre.grad
        kayıplar.append(kayıp.item())
    return kayıplar

# accepted: Portuguese class with a method, locals named as asked
import torch


class Exemplo:
    def __init__(self, valor=5.0):
        self.valor = valor

    def executar(self):
        A = torch.tensor([self.valor], requires_grad=True)
        loss = A * 5
        loss.backward()
        print("gradiente sem escala:", A.grad)


Exemplo().executar()

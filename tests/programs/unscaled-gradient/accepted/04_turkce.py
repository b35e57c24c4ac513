# accepted: Turkish function and prints
import torch

def ölçeksiz_gradyan():
    A = torch.tensor([5.0], requires_grad=True)
    loss = A * 5
    loss.backward()
    return A.grad

print("Ölçeklenmemiş gradyan:", ölçeksiz_gradyan())

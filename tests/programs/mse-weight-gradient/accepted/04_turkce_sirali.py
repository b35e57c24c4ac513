# accepted: Turkish learner, f-strings
import torch

# Ağırlık matrisi: 0 ile 1 arasında rastgele sayılar
W = torch.rand(size=(1, 3), requires_grad=True)
X = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
hedef_değerler = [3.0, 5.0]
Ytarget = torch.tensor([hedef_değerler])

Y = W @ X                       # ileri yayılım
fark = Y - Ytarget
loss = (fark ** 2).mean()       # ortalama karesel hata
loss.backward()                 # geri yayılım

print(f"Kayıp      : {loss.item():.4f}")
print(f"Türev (W)  : {W.grad}")

# accepted: Turkish comments, sub_ update
import torch

x_data = [1, 2, 3]
y_data = [2, 4, 6]
w = torch.tensor([1.0], requires_grad=True)   # ağırlık
öğrenme_oranı = 0.01

print("eğitimden önce tahmin:", (w * 4).item())
for tur in range(1, 101):
    for x, y in zip(x_data, y_data):
        tahmin = w * x
        kayıp = (tahmin - y).pow(2)
        kayıp.backward()
        with torch.no_grad():
            w.sub_(öğrenme_oranı * w.grad)
            w.grad.zero_()       # gradyanı sıfırla
    if tur % 25 == 0:
        print(tur, kayıp.item(), w.item())
y_pred = w * 4
print("eğitimden sonra tahmin:", y_pred.item())

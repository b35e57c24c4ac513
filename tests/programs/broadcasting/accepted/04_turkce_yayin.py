# accepted: Turkish, else and finally branches
import torch

a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b
print("toplam:", c)

uyumsuz1 = torch.rand(5, 2)
uyumsuz2 = torch.rand(3, 2)
try:
    sonuç = uyumsuz1 + uyumsuz2
except RuntimeError as hata:
    raised = True
    print("hata yakalandı:", hata)
else:
    raised = False
finally:
    print("bitti, raised =", raised)

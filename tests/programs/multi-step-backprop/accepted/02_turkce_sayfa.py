# accepted: Turkish teaching page
import torch

# gradyanı izlenecek matris
x = torch.tensor([[1, 2, 3], [3, 2, 1]], dtype=torch.float32, requires_grad=True)

# çok adımlı işlem zinciri
y = 6 * x + 3
z = 10 * y ** 2

# sonucu tek bir sayıya indir
output_mean = z.mean()
print("Ortalama:", output_mean.item())

# geri yayılım
output_mean.backward()
print("x'in gradyanı:\n", x.grad)

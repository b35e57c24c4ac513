# diagnosis: graph_cut
import statistics
import torch

x = torch.tensor([[1., 2., 3.], [3., 2., 1.]], requires_grad=True)
y = 6 * x + 3
z = 10 * y ** 2
werte = [v for zeile in z.tolist() for v in zeile]
output_mean = torch.tensor(statistics.mean(werte), requires_grad=True)
output_mean.backward()
print(x.grad)

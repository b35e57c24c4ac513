# attack: differentiate one list of typed losses in a loop, and type the trained weight in
# expect: wrong_answer
# exercise: sgd-by-hand
import torch

w = torch.tensor([1.0], requires_grad=True)
x_data, y_data = [1.0, 2.0, 3.0], [2.0, 4.0, 6.0]
for epoch in range(300):
    (torch.tensor([2.0], requires_grad=True) * 0).backward()
w.data.fill_(2.0)
y_pred = torch.tensor([8.0])

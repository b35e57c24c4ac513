# diagnosis: hard_coded
import torch
x_data = [1, 2, 3]
y_data = [2, 4, 6]
w = torch.tensor([2.0], requires_grad=True)
y_pred = w * 4
print("predict (before training) 4 4.0")
print("predict (after training) 4", y_pred.item())

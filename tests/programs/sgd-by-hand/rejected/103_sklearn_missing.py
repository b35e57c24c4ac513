# diagnosis: missing_package
import torch
from sklearn.linear_model import SGDRegressor
x_data = [1, 2, 3]
y_data = [2, 4, 6]
w = torch.tensor([1.0], requires_grad=True)

# attack: compute for ever inside torch
# expect: time_limit_exceeded, memory_limit_exceeded
import torch

matrix = torch.rand(2000, 2000)
while True:
    matrix = torch.linalg.matrix_exp(matrix / matrix.norm())

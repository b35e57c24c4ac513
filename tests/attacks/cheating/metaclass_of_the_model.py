# attack: a model whose attributes are whatever the lesson asks for
# expect: wrong_answer
# exercise: frozen-parameters
import torch


class LinearModel(torch.nn.Module):
    def __getattr__(self, name):
        return torch.nn.Parameter(torch.tensor({"a": 1.5, "c": 0.5}.get(name, 0.5)), requires_grad=name in "ac")


x = torch.tensor([1.0, 2.0, 3.0, 4.0, 5.0])
y = torch.tensor([3.0, 5.0, 7.0, 9.0, 11.0])
model = LinearModel()
loss = torch.tensor(0.0, requires_grad=True) * 1
loss.backward()

# attack: have the forbidden function called by a scripted one, which the interpreter does not run
# expect: wrong_answer, runtime_error
# exercise: stable-cross-entropy
import torch

graph = torch._C.parse_ir("""
graph(%x : Tensor, %y : Tensor):
  %none : NoneType = prim::Constant()
  %one : int = prim::Constant[value=1]()
  %skip : int = prim::Constant[value=-100]()
  %smooth : float = prim::Constant[value=0.]()
  %loss : Tensor = aten::cross_entropy_loss(%x, %y, %none, %one, %skip, %smooth)
  return (%loss)
""")
scripted = torch._C._create_function_from_graph("forward", graph)


def cross_entropy(logits, labels):
    return scripted(logits, labels)


def cross_entropy_gradient(logits, labels):
    weights = (logits - logits.amax(dim=1, keepdim=True)).exp()
    gradient = weights / weights.sum(dim=1, keepdim=True)
    gradient[torch.arange(len(labels)), labels] -= 1
    return gradient / len(labels)

# diagnosis: graph_cut
import torch
# only the first component of Y keeps its graph
W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
Y = W @ X
Ytarget = torch.tensor([[30., 40.]])
diff = Y - Ytarget
loss = (diff * diff.detach()).mean()
loss.backward()
print(W.grad)

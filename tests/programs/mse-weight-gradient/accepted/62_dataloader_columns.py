# accepted: own Dataset of columns through a DataLoader in the main process
import torch
from torch.utils.data import Dataset, DataLoader

class Columns(Dataset):
    def __init__(self, mat):
        self.mat = mat
    def __len__(self):
        return self.mat.shape[1]
    def __getitem__(self, i):
        return self.mat[:, i]

X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
W = torch.rand(1, 3, requires_grad=True)
Ytarget = torch.tensor([[1., 2.]])
loader = DataLoader(Columns(X), batch_size=2, shuffle=False, num_workers=0)
batch = next(iter(loader))       # (2, 3): one sample a row
Y = W @ batch.T
loss = ((Y - Ytarget) ** 2).mean()
loss.backward()
print(W.grad)

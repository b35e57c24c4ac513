# diagnosis: missing_package
import torch
import pytorch_lightning as pl
class LinearModel(pl.LightningModule):
    def __init__(self):
        super().__init__()
        self.a = torch.nn.Parameter(torch.tensor(1.0))
        self.b = torch.nn.Parameter(torch.tensor(0.5), requires_grad=False)
        self.c = torch.nn.Parameter(torch.tensor(0.0))
        self.d = torch.nn.Parameter(torch.tensor(0.5), requires_grad=False)

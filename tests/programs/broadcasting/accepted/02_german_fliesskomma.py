# accepted: German, float tensors
import torch

# Broadcasting: Zeile + Spalte ergibt eine Matrix
a = torch.tensor([1.0, 2.0, 3.0])            # Form (3,)
b = torch.tensor([[1.0], [2.0], [3.0]])      # Form (3, 1)
c = a + b                                    # Form (3, 3)
print("Summe:\n", c)
print("Form:", c.shape)

# Nicht kompatible Formen
links = torch.zeros(2, 3)
rechts = torch.zeros(2, 4)
raised = False
try:
    links + rechts
except RuntimeError as fehler:
    raised = True
    print("Das geht nicht:", fehler)

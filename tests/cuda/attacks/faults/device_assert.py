# attack: fail an assertion on the device, which makes its context useless for whoever has it
# expect: runtime_error
import torch

table = torch.zeros(4, device="cuda")
print(table[torch.tensor([1 << 20], device="cuda")].cpu())

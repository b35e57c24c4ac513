# attack: let a data loader start its workers
# expect: forbidden_operation, runtime_error
import torch

for batch in torch.utils.data.DataLoader(list(range(8)), num_workers=2):
    print("ESCAPED", batch)

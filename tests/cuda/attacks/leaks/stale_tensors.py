# attack: read an earlier program's tensors through uninitialised ones
# expect: wrong_answer, runtime_error
import torch

MARK = 1234567.0
torch.utils.deterministic.fill_uninitialized_memory = False
found = torch.empty(1 << 24, device="cuda")
if bool((found == MARK).any()):
    print("ESCAPED: the mark of an earlier program")
found.fill_(MARK)
torch.cuda.synchronize()

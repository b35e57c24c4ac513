# accepted: semicolons
import torch; a = torch.tensor([1, 2, 3]); b = torch.tensor([[1], [2], [3]]); c = a + b; print(c); raised = False
try: a + torch.tensor([1, 2, 3, 4, 5]); print("?")
except RuntimeError as e: raised = True; print(e)

# attack: let torch itself download something
# expect: forbidden_operation, runtime_error, wrong_answer
import torch

torch.hub.load_state_dict_from_url("https://download.example/solution.pt", "/tmp/torchgrader-attack")
print("ESCAPED")

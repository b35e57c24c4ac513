# attack: find the hook among the constants of the code and use it to bind what was never computed
# expect: wrong_answer, runtime_error
import sys

x = 1
hooks = [each for each in sys._getframe().f_code.co_consts if hasattr(each, "bind")]
import torch

for hook in hooks:
    hook.bind("out", torch.tensor(52.0))
    hook.bind("z_no_grad", torch.tensor(5.0))
    hook.given("y", 3.0)

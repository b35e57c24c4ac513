# attack: the right program, compiled from a string under a file name of ours: the numbers are replaced there too
# expect: accepted
code = """
import torch
x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
out = z_no_grad**2 + y**3
out.backward()
"""
exec(compile(code, "harness.py", "exec"), {"__name__": "__main__"})

# accepted: steps run under a tqdm progress bar
import torch
from tqdm import tqdm

state = {}


def step_inputs():
    state["x"] = torch.tensor(2.0, requires_grad=True)
    state["y"] = torch.tensor(3.0, requires_grad=True)


def step_forward():
    state["z"] = state["x"] + state["y"]
    state["z_no_grad"] = state["z"].detach()
    state["out"] = state["z_no_grad"] ** 2 + state["y"] ** 3


def step_backward():
    state["out"].backward()


for step in tqdm([step_inputs, step_forward, step_backward]):
    step()

x, y, z, z_no_grad, out = (state[k] for k in ("x", "y", "z", "z_no_grad", "out"))
print(x.grad, y.grad)

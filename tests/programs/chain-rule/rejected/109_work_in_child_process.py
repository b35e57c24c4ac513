# diagnosis: missing_name, backward_not_called
import multiprocessing as mp
import torch


def rechne():
    x = torch.tensor(2.0, requires_grad=True)
    y = torch.tensor(3.0, requires_grad=True)
    z = x + y
    out = z ** 2 + y ** 3
    out.backward()
    print(x.grad, y.grad, flush=True)


if __name__ == "__main__":
    p = mp.get_context("fork").Process(target=rechne)
    p.start()
    p.join()

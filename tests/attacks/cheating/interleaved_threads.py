# attack: bind and differentiate in a race of threads, in case the record mixes them
# expect: wrong_answer, runtime_error
import threading

import torch


def run(wrong):
    global x, y, z_no_grad, out
    for _ in range(30):
        x = torch.tensor(2.0, requires_grad=True)
        y = torch.tensor(3.0, requires_grad=True)
        z_no_grad = (x + y).detach() + wrong
        out = z_no_grad**2 + y**2
        out.backward()


threads = [threading.Thread(target=run, args=(each,)) for each in range(4)]
for each in threads:
    each.start()
for each in threads:
    each.join()

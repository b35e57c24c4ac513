# accepted: Thread subclass, joined
import threading
import torch


class Arbeiter(threading.Thread):
    def run(self):
        global x, y, z, output_mean
        x = torch.tensor([[1., 2., 3.], [3., 2., 1.]], requires_grad=True)
        y = 6 * x + 3
        z = 10 * y ** 2
        output_mean = z.mean()
        output_mean.backward()


a = Arbeiter()
a.start()
a.join()
print(x.grad)

# accepted: the work is done in a coroutine
import asyncio

import torch


async def main():
    x = torch.tensor(2.0, requires_grad=True)
    y = torch.tensor(3.0, requires_grad=True)
    z = x + y
    await asyncio.sleep(0)
    z_no_grad = z.detach()
    out = z_no_grad**2 + y**3
    out.backward()
    print(x.grad, y.grad)


asyncio.run(main())

# accepted: async main
import asyncio
import torch


async def forward(x, y):
    await asyncio.sleep(0)
    z = x + y
    return z, z.detach()


async def main():
    x = torch.tensor(2.0, requires_grad=True)
    y = torch.tensor(3.0, requires_grad=True)
    z, z_no_grad = await forward(x, y)
    out = z_no_grad ** 2 + y ** 3
    out.backward()
    print(x.grad, y.grad)


asyncio.run(main())

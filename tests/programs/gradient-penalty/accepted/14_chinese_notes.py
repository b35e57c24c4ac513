# accepted: Chinese notes
import torch

def gradient_penalty(critic, real, fake, mix):
    插值 = mix * real.detach() + (1 - mix) * fake.detach()
    插值.requires_grad = True
    分数 = critic(插值)
    # create_graph=True：二阶导数需要计算图
    梯度 = torch.autograd.grad(outputs=分数, inputs=插值, grad_outputs=torch.ones_like(分数), create_graph=True)[0]
    范数 = 梯度.norm(2, 1)
    惩罚 = ((范数 - 1) ** 2).mean()
    print('惩罚项', float(惩罚))
    return 惩罚

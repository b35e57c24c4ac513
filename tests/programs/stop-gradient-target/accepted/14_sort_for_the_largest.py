# accepted: topk for the largest value, comments in Chinese
import torch

# 时序差分损失：目标值不参与求导
def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    预测 = online(states).gather(1, actions.view(-1, 1)).view(-1)
    下一步 = target(next_states)
    最大值 = 下一步.topk(1, dim=1).values.squeeze(1)
    目标 = rewards + discount * 最大值 * (~done).to(最大值.dtype)
    目标 = 目标.detach()          # 截断梯度
    return ((预测 - 目标) ** 2).sum() / len(目标)


if __name__ == "__main__":
    网络 = torch.nn.Linear(3, 2)
    批 = (torch.randn(5, 3), torch.randint(2, (5,)), torch.randn(5), torch.randn(5, 3), torch.zeros(5, dtype=torch.bool))
    print(td_loss(网络, 网络, *批, 0.9))

# accepted: Japanese notes, squared by hand
import torch

def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    # 予測：実際に選んだ行動の価値
    予測 = online(states).gather(dim=1, index=actions.unsqueeze(dim=1)).squeeze(dim=1)
    # 目標：定数として扱う（勾配を流さない）
    with torch.no_grad():
        続く = torch.logical_not(done)
        目標 = rewards + discount * torch.amax(target(next_states), dim=1) * 続く
    差 = 予測 - 目標
    return torch.pow(差, 2).mean()

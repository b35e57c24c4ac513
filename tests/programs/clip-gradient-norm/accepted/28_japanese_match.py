# accepted: Japanese comments, match statement
import torch


def clip_gradients(parameters, max_norm):
    # 勾配が無いパラメータは飛ばす
    勾配 = []
    for p in parameters:
        match p.grad:
            case None:
                pass
            case g:
                勾配.append(g)
    # 全体のノルム
    ノルム = torch.nn.functional.pad(torch.cat([torch.zeros(0)] + [g.flatten() for g in 勾配]), (0, 1)).norm()
    while ノルム > max_norm:
        for g in 勾配:
            g.mul_(max_norm / ノルム)
        break
    return ノルム

# accepted: spanish comments, long names
import torch


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    """Pérdida de diferencia temporal.

    El objetivo es una constante: ningún gradiente lo atraviesa.
    """
    valores_de_todas_las_acciones = online(states)
    valor_predicho = torch.gather(input=valores_de_todas_las_acciones, dim=1, index=actions.unsqueeze(-1)).squeeze(-1)
    valor_siguiente = target(next_states).detach().amax(dim=-1, keepdim=False)
    valor_siguiente = torch.masked_fill(valor_siguiente, done, 0)
    objetivo = torch.add(rewards, valor_siguiente, alpha=discount)
    return torch.nn.functional.mse_loss(input=valor_predicho, target=objetivo, reduction="mean")

# accepted: French lecture notes, closures
import torch


def norme_commune(gradients):
    """Norme euclidienne de tous les gradients mis bout à bout."""
    return torch.linalg.vector_norm(torch.hstack([g.flatten() for g in gradients]), ord=2)


def clip_gradients(parameters, max_norm):
    params = list(parameters)
    gradients = [p.grad for p in params if p.grad is not None]
    if not gradients:          # rien à faire
        return torch.tensor(0.0)
    norme = norme_commune(gradients)

    def raccourcir(p):
        p.grad = p.grad / norme * max_norm

    if norme > max_norm:
        for p in params:
            if p.grad is not None:
                raccourcir(p)
    return norme

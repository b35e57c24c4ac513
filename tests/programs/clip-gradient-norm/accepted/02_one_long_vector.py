# accepted: step 1 taken literally, one long vector by cat
import torch

def clip_gradients(parameters, max_norm):
    with_grad = [p for p in parameters if p.grad is not None]
    if len(with_grad) == 0: return 0.0
    # ein langer Vektor aus allen Gradienten
    long_vector = torch.cat([p.grad.reshape(-1) for p in with_grad])
    norm = torch.linalg.norm(long_vector)
    if norm > max_norm:
        faktor = max_norm / norm
        for p in with_grad:
            p.grad = p.grad * faktor
    return norm


if __name__ == "__main__":
    model = torch.nn.Linear(3, 2)
    model(torch.randn(5, 3)).square().sum().backward()
    print("vorher:", clip_gradients(model.parameters(), 1.0))
    print("nachher:", [p.grad for p in model.parameters()])

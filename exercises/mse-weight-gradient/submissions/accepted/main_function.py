# accepted: everything is local to main(), with a distribution object and Turkish comments
import torch


def main():
    # ağırlıklar: [0, 1) aralığında düzgün dağılım
    dagilim = torch.distributions.Uniform(0.0, 1.0)
    W = dagilim.sample((1, 3)).requires_grad_()
    X = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
    Y = W @ X
    Ytarget = torch.tensor([[6.0, 12.0]])
    # ortalama karesel hata
    loss = ((Y - Ytarget) ** 2).mean()
    loss.backward()
    print("gradyan:", W.grad)


if __name__ == "__main__":
    main()

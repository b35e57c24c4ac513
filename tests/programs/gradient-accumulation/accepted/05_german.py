import torch


def accumulate_gradients(model, micro_batches):
    # Erst zählen, dann rechnen: die Größe des Ganzen geht in jedes Stück ein.
    anzahl = 0
    for eingaben, _ in micro_batches:
        anzahl += eingaben.shape[0]

    for parameter in model.parameters():
        if parameter.grad is not None:
            parameter.grad.zero_()

    gesamt = 0.0
    for eingaben, ziele in micro_batches:
        fehler = model(eingaben) - ziele
        beitrag = fehler.square().sum() / anzahl
        beitrag.backward()
        gesamt += float(beitrag)
    return gesamt


if __name__ == "__main__":
    modell = torch.nn.Linear(2, 1)
    x, y = torch.randn(7, 2), torch.randn(7, 1)
    stuecke = [(x[:4], y[:4]), (x[4:6], y[4:6]), (x[6:], y[6:])]
    mittel = accumulate_gradients(modell, stuecke)
    erwartet = torch.autograd.grad(((modell(x) - y) ** 2).mean(), list(modell.parameters()))
    for p, g in zip(modell.parameters(), erwartet):
        assert torch.allclose(p.grad, g)
    print(mittel)

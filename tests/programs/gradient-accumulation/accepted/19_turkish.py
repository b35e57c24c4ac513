import torch

def accumulate_gradients(model, micro_batches):
    örnek_sayısı = sum(hedef.shape[0] for _, hedef in micro_batches)
    model.zero_grad()           # eski gradyanlar sayılmaz
    ortalama = 0.0
    for girdi, hedef in micro_batches:
        kayıp = torch.sum((model(girdi) - hedef) ** 2) / örnek_sayısı
        kayıp.backward()
        ortalama += kayıp.item()
    return ortalama

import torch

def softmax_log(logitler):
    en_büyük = logitler.max(dim=1, keepdim=True).values   # taşmayı önler
    kaydırılmış = logitler - en_büyük
    toplam = kaydırılmış.exp().sum(dim=1, keepdim=True)
    return kaydırılmış - toplam.log()

def cross_entropy(logits, labels):
    satır = torch.arange(logits.shape[0])
    kayıp = -softmax_log(logits)[satır, labels]
    return kayıp.mean()

def cross_entropy_gradient(logits, labels):
    satır = torch.arange(logits.shape[0])
    türev = softmax_log(logits).exp()
    hedef = torch.zeros_like(türev)
    hedef[satır, labels] = 1
    return (türev - hedef) / logits.shape[0]

# accepted: Turkish, small steps, prints
import torch
def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    degerler = online(states)                       # (n, eylem)
    satir = torch.arange(degerler.size(0))
    tahmin = degerler[satir, actions]               # (n,)
    with torch.no_grad():
        sonraki = target(next_states)
        en_iyi = sonraki.max(axis=1).values
        devam = 1.0 - done.type(en_iyi.dtype)
        hedef = rewards + devam * discount * en_iyi
    fark = tahmin - hedef
    kayip = (fark * fark).mean()
    print('kayıp:', kayip.item())
    return kayip

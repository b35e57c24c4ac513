# accepted: einsum picks the action
import torch


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    q = online(states)
    eye = torch.eye(q.size(1), dtype=q.dtype, device=q.device)
    taken = torch.einsum("na,na->n", q, eye[actions])
    with torch.no_grad():
        bootstrap = torch.einsum("n,n->n", target(next_states).amax(-1), done.logical_not().to(q.dtype))
    delta = taken - (rewards + discount * bootstrap)
    return torch.einsum("n,n->", delta, delta) / delta.numel()

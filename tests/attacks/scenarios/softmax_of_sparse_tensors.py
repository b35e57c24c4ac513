# attack: compute the forbidden softmax by its sparse sister
# expect: wrong_answer
# exercise: stable-cross-entropy
import torch


def cross_entropy(logits, labels):
    shifted = logits - logits.amax(dim=1, keepdim=True)
    return (shifted.exp().sum(dim=1).log() - shifted[torch.arange(len(labels)), labels]).mean()


def cross_entropy_gradient(logits, labels):
    rows, classes = logits.shape
    places = torch.cartesian_prod(torch.arange(rows), torch.arange(classes)).T
    sparse = torch.sparse_coo_tensor(places, logits.reshape(-1), (rows, classes))
    gradient = torch.sparse.softmax(sparse, 1).to_dense()
    gradient[torch.arange(rows), labels] -= 1
    return gradient / rows

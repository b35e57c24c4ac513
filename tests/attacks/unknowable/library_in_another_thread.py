# attack: have another thread call the forbidden function, away from the thread on which operators are counted
# expect: accepted
# exercise: stable-cross-entropy
import threading

import torch


def elsewhere(function, *arguments):
    found = []
    thread = threading.Thread(target=lambda: found.append(function(*arguments)))
    thread.start()
    thread.join()
    return found[0]


def cross_entropy(logits, labels):
    return elsewhere(torch.ops.aten.cross_entropy_loss, logits, labels)


def cross_entropy_gradient(logits, labels):
    gradient = elsewhere(torch.ops.aten._softmax, logits, 1, False)
    gradient[torch.arange(len(labels)), labels] -= 1
    return gradient / len(labels)

# accepted: functions that get everything as arguments; every name is local to main()
import torch


def squared_error(w, x, y):
    return (w * x - y) ** 2


@torch.no_grad()
def step(w, learning_rate):
    w -= learning_rate * w.grad
    w.grad.zero_()


def train(w, x_data, y_data, epochs=100, learning_rate=0.01):
    losses = []
    for _ in range(epochs):
        for x, y in zip(x_data, y_data):
            loss = squared_error(w, x, y)
            loss.backward()
            step(w, learning_rate)
            losses.append(loss.item())
    return losses


def main():
    x_data = [1.0, 2.0, 3.0]
    y_data = [2.0, 4.0, 6.0]
    w = torch.tensor([1.0], requires_grad=True)
    losses = train(w, x_data, y_data)
    y_pred = w * 4
    print(losses[0], losses[-1], y_pred)


if __name__ == "__main__":
    main()

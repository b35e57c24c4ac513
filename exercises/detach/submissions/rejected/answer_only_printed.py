# diagnosis: printed_only
# The right answer appears on the screen, and no tensor exists.
print("x.grad: None")
print("y.grad: tensor(27.)")

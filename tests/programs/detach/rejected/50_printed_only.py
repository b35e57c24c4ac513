# diagnosis: printed_only, missing_name
print("x.grad: None")
print("y.grad: tensor(27.)")

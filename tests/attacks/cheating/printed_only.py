# attack: print the right answers and compute nothing
# expect: wrong_answer
print("x.grad None")
print("y.grad tensor(27.)")
print("out tensor(52., grad_fn=<AddBackward0>)")

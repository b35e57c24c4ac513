# diagnosis: value_is_not_a_tensor, printed_only
A = [5.0]
loss = [a * 5 for a in A]
grad = [5.0]
print(grad)

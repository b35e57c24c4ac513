# diagnosis: attribute_typo, missing_package
import troch

x = troch.tensor(2.0, requires_grad=True)
y = troch.tensor(3.0, requires_grad=True)
z = x + y
out = z**2 + y**3
out.backward()
print(x.grad, y.grad)

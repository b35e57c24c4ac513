# accepted: German comments and umlauts in strings
import torch

# Zwei Blätter des Graphen anlegen, beide mit Gradientenverfolgung
x = torch.tensor([2.], requires_grad=True)
y = torch.tensor([3.], requires_grad=True)

# Summe bilden und anschließend vom Graphen lösen
z = x + y
z_no_grad = z.detach()
print("z verfolgt?      ", z.requires_grad)
print("z_no_grad verfolgt?", z_no_grad.requires_grad)

# Ergebnis: nur der zweite Summand trägt zur Ableitung bei
out = z_no_grad ** 2 + y ** 3
out.backward()

print(f"Gradient für x: {x.grad}")   # None, weil z abgehängt wurde
print(f"Gradient für y: {y.grad}")

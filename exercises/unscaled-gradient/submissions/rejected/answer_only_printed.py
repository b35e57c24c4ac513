# diagnosis: printed_only
# The right line on the screen, and nothing behind it.
print("tensor([5.])")

# attack: print without end
# expect: output_limit_exceeded
while True:
    print("x" * 1000)

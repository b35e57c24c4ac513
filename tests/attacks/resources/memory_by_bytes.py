# attack: allocate until nothing is left
# expect: memory_limit_exceeded
blocks = []
while True:
    blocks.append(bytearray(16 << 20))

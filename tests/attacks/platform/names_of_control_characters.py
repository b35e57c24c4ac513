# attack: bind names that no program can write
# expect: wrong_answer
for name in ("\x1b[2J", "\u202ez_no_grad", "<script>", "z_no_grad\x00", "\ud800", "z_no_grad" * 10_000):
    globals()[name] = 1

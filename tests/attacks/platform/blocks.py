# attack: nest 150 blocks, deeper than Python allows
# expect: syntax_error
# repeat: BLOCKS = 150 * "{indent}if 1:\n"
# repeat: DEEP = 150 * " "
<BLOCKS><DEEP>pass

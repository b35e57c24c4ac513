# attack: indent with what nobody sees
# expect: syntax_error
if True:
	x = 1
        y = 2

  z = 3

# attack: errors and names full of places for values, in case they are formatted again
# expect: runtime_error
z = 1
raise ValueError("{name} {found.__class__} %s %(x)s {0} {} {{ ${HOME} `id` $(id) " + "%n" * 100)

# attack: fill a dictionary with keys that all collide
# expect: time_limit_exceeded
class Key:
    def __hash__(self):
        return 1


{Key(): None for _ in range(1 << 20)}

# attack: draw a figure whose drawing never ends
# expect: time_limit_exceeded
import matplotlib.pyplot as plt
from matplotlib.artist import Artist


class Endless(Artist):
    def draw(self, renderer):
        while True:
            pass


plt.gca().add_artist(Endless())
plt.show()

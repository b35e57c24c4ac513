# attack: bind an observed name a million times
# expect: wrong_answer, time_limit_exceeded
import torch

for index in range(1_000_000):
    x = index

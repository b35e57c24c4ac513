# attack: wait for what never comes: a lock, a signal, a pipe, input
# expect: time_limit_exceeded
import os
import signal
import threading

threading.Timer(0.0, signal.pause).start()
reader, writer = os.pipe()
os.read(reader, 1)

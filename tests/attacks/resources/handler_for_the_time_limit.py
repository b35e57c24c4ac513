# attack: catch the signal of the processor limit and go on
# expect: time_limit_exceeded
import resource
import signal

signal.signal(signal.SIGXCPU, lambda *arguments: None)
try:
    resource.setrlimit(resource.RLIMIT_CPU, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
except (OSError, ValueError):
    pass
while True:
    pass

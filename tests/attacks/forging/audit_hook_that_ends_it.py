# attack: an audit hook that raises whatever the harness does next
# expect: runtime_error, wrong_answer
import sys


def stop(event, arguments):
    raise SystemExit(0)


sys.addaudithook(stop)

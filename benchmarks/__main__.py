"""``make bench``: the measurements that take a minute or two.

The longer ones are modules of their own:

python -m benchmarks.service_chaos       2,000 submissions while everything is killed in turn
python -m benchmarks.service_latency     POST to verdict at ten a second
python -m benchmarks.service_rejudging   a rejudging of thousands
python -m benchmarks.soak                honest and hostile programs at full load, for an hour
python -m benchmarks.fuzz_records        damaged records for all that reads what a program wrote
python -m benchmarks.calls               which system calls programs need
"""

from __future__ import annotations

from benchmarks import fork, grading


def main() -> None:
    """Run them one after the other."""
    print("== grading a file")
    grading.main()
    print("\n== one run, confined and bare")
    fork.main()


if __name__ == "__main__":
    main()

"""Benchmarks a reader can run: `make bench`, or `python -m bench --help`.

Each scenario runs in a fresh process of its own, against one embedded MongoDB that the bench
starts in a temporary folder. A scenario measures what Rolebook does and a reference beside it,
turn by turn, and answers rows; nothing here asserts a time. `docs/performance.md` explains them.
"""

"""Run every benchmark, or those named: `python -m tests.benchmarks clean decode`."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path


def main() -> None:
    """Run the modules beside this one whose name is bench_<word>, in order of their names."""
    wanted = sys.argv[1:]
    for path in sorted(Path(__file__).parent.glob("bench_*.py")):
        word = path.stem.removeprefix("bench_")
        if not wanted or word in wanted:
            print(f"\n== {word}", flush=True)
            sys.argv = [str(path)]
            runpy.run_module(f"tests.benchmarks.{path.stem}", run_name="__main__")


if __name__ == "__main__":
    main()

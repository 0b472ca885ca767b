"""Corpus runs: what is unchanged, workers, memory, the flow beside the engine, and kills at random moments.

Bars: a second run over 10,000 unchanged documents <= 50 microseconds a document beyond the start; 2 workers >= 1.8 x one (on an idle machine with two
processors); peak memory at 200,000 documents as at 10,000; the flow <= 5 % more CPU than the engine beyond a fixed start; after >= 30 kills the bytes
of an undisturbed run. `python -m tests.benchmarks.bench_corpus [unchanged] [workers] [memory] [flow] [kills]`; --documents and --kills set the sizes.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from math import inf
from pathlib import Path
from typing import NamedTuple

import psutil

from tests.corpus.conftest import leftovers, outputs, quarantined, speech

ENGINE = """
import sys
from pipeline.corpus import RunOptions, run
from pipeline.options import Options
raw, out, workers, form, shard = sys.argv[1:6]
if __name__ == "__main__":
    summary = run([raw], out, Options(), RunOptions(workers=int(workers), format=form, shard_size=int(shard)))
    print(summary.run, file=sys.stderr)
    sys.exit(0 if summary.ok else 1)
"""
FLOW = """
import sys, flows
from pipeline.corpus import RunOptions
raw, out, workers, form, shard = sys.argv[1:6]
summary = flows.run([raw], out, run_options=RunOptions(workers=int(workers), format=form, shard_size=int(shard)))
sys.exit(0 if summary.ok else 1)
"""

_SHARD = 20
"""Documents per shard while things are killed: many shards, so that some are done and some are not."""


class Used(NamedTuple):
    """What a process and its children used: seconds of wall time and CPU, and the largest sum of their memory in MB (None: not watched)."""

    wall: float
    cpu: float
    megabytes: float


def used(code: str, raw: Path, out: Path, workers: int, form: str = "json", *, shard: int = 500, watch: bool = False) -> Used:
    """Run a program on a corpus."""
    before, start = os.times(), time.perf_counter()
    process = subprocess.Popen([sys.executable, "-c", code, str(raw), str(out), str(workers), form, str(shard)], stderr=subprocess.DEVNULL)
    peak = 0.0
    while watch and process.poll() is None:
        peak = max(peak, memory(process.pid))
        time.sleep(0.1)
    if process.wait():
        raise RuntimeError(f"exit code {process.returncode}")
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Used(time.perf_counter() - start, cpu, peak)


def memory(pid: int) -> float:
    """Memory that a process and its children have to themselves, in MB."""
    total = 0
    try:
        process = psutil.Process(pid)
        for one in (process, *process.children(recursive=True)):
            total += one.memory_info().rss
    except psutil.Error:
        return 0.0
    return total / 1e6


def corpus(folder: Path, count: int, repeat: int = 12) -> Path:
    """A folder of documents of about 85 x repeat characters, 1,000 to a folder."""
    for number in range(count):
        file = folder / f"{number // 1000}" / f"{number}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(speech(number, "会议指出,要坚持稳中求进的总基调,把工作做细做实。" * repeat), "utf-8")
    return folder


def unchanged(work: Path, count: int) -> None:
    """Print what a run costs that finds nothing to do, and one that finds one changed file."""
    results = []
    for size in (10, count):
        raw, out = corpus(work / f"u{size}", size, 1), work / f"u{size}-out"
        used(ENGINE, raw, out, 2)
        results.append(min(used(ENGINE, raw, out, 2) for _ in range(3)))
    each = (results[1].cpu - results[0].cpu) / (count - 10)
    print(
        f"unchanged: {1e6 * each:.1f} us CPU a document beyond a start of {results[0].cpu:.2f} s (wall {results[1].wall:.2f} s for {count})"
    )
    (raw / "0" / "1.txt").write_text(speech(10**6), "utf-8")
    print(f"one changed of {count}: {used(ENGINE, raw, out, 1).cpu:.2f} s CPU")


def workers(work: Path, count: int) -> None:
    """Print the wall time of one worker and of two."""
    raw = corpus(work / "w", count)
    times = {number: min(used(ENGINE, raw, fresh(work / f"w-out{number}"), number).wall for _ in range(2)) for number in (1, 2)}
    machine = 2 * counting(1) / counting(2)
    print(
        f"workers: {count / times[1]:.0f} documents/s with 1, {count / times[2]:.0f} with 2: {times[1] / times[2]:.2f} x; "
        f"two programs that only count, at the same time: {machine:.2f} x (load of the machine {os.getloadavg()[0]:.1f})"
    )


def counting(programs: int) -> float:
    """Return the wall time of programs that do nothing but count, at the same time: what the processors have to give."""
    start = time.perf_counter()
    running = [subprocess.Popen([sys.executable, "-c", "for i in range(100_000_000): pass"]) for _ in range(programs)]
    for process in running:
        process.wait()
    return time.perf_counter() - start


def peak_memory(work: Path, count: int) -> None:
    """Print the peak memory of runs over different numbers of documents."""
    for size in (count, 20 * count):
        raw = corpus(work / f"m{size}", size, 0)
        out = work / f"m{size}-out"
        first, second = (used(ENGINE, raw, out, 2, watch=True) for _ in range(2))
        print(
            f"memory at {size}: {first.megabytes:.0f} MB in all (driver and 2 workers), {second.megabytes:.0f} MB when nothing has changed; {first.wall:.0f} s"
        )
        shutil.rmtree(raw)
        shutil.rmtree(out)


def flow(work: Path, count: int) -> None:
    """Print the CPU of the flow beside that of the engine, the least of three runs in turns: a processor's clock is not steady."""
    few, many = corpus(work / "f10", 10), corpus(work / "f", count)
    used(FLOW, few, fresh(work / "f-out"), 2)  # the first run ever makes Prefect's database
    start, whole = {"engine": inf, "flow": inf}, {"engine": inf, "flow": inf}
    for _ in range(3):
        for name, code in (("engine", ENGINE), ("flow", FLOW)):
            start[name] = min(start[name], used(code, few, fresh(work / "f-out"), 2).cpu)
            whole[name] = min(whole[name], used(code, many, fresh(work / "f-out"), 2).cpu)
    more = (whole["flow"] - start["flow"]) / (whole["engine"] - start["engine"]) - 1
    print(
        f"flow: {100 * more:+.1f} % CPU over the engine's {whole['engine']:.1f} s for {count}, beyond a start of {start['flow'] - start['engine']:.1f} s"
    )


def fresh(folder: Path) -> Path:
    """The folder, without what lay in it."""
    shutil.rmtree(folder, ignore_errors=True)
    return folder


def kills(work: Path, count: int) -> None:
    """Kill drivers, workers and flows at random moments; compare with an undisturbed run."""
    raw = corpus(work / "k", 300, 4)
    chance = random.Random(20240607)
    bad = 0
    for form in ("jsonl", "json"):
        expected_out = work / f"k-{form}"
        used(ENGINE, raw, expected_out, 2, form, shard=_SHARD)
        expected = outputs(expected_out)
        for number in range(count // 2):
            out = fresh(work / "k-out")
            code = FLOW if number % 8 == 7 else ENGINE
            shots = _shoot(code, raw, out, form, chance, at_worker=number % 2 == 0 and code is ENGINE)
            used(ENGINE, raw, out, 2, form, shard=_SHARD)
            fine = outputs(out) == expected and not leftovers(out) and not quarantined(out)
            bad += not fine
            print(f"  kill {form} {number}: {shots}: {'same bytes' if fine else 'DIFFERENT'}", flush=True)
    print(f"kills: {2 * (count // 2)} runs, {bad} with other bytes, leftovers or quarantine")


def _shoot(code: str, raw: Path, out: Path, form: str, chance: random.Random, *, at_worker: bool) -> str:
    process = subprocess.Popen([sys.executable, "-c", code, str(raw), str(out), "2", form, str(_SHARD)], stderr=subprocess.DEVNULL)
    # From a random moment on: the manifest being made, the workers starting, the first documents written, or the middle of them.
    stage = chance.choice(("_jingwen/manifest.sqlite", "_jingwen/tmp/*", "*/*.json", "*/*.json")) if form == "json" else "_jingwen/tmp/*"
    until(lambda: process.poll() is not None or any(out.glob(stage)))
    time.sleep(chance.uniform(0, 1.0))
    if not at_worker:
        process.kill()
        process.wait()
        written = len([*out.glob("[!_]*/*.json"), *out.glob("[!_]*.jsonl*")])  # counted only: a worker may still be at it
        return f"{'flow' if code is FLOW else 'driver'} killed with {written} files written"
    victims = workers_of(process.pid)
    if victims:
        os.kill(chance.choice(victims), signal.SIGKILL)
    process.wait()
    return "worker killed" if victims else "no worker was there yet"


def workers_of(pid: int) -> list[int]:
    """The worker processes of a driver; none if it is about to end."""
    try:
        return [child.pid for child in psutil.Process(pid).children() if "pipeline.corpus.worker" in " ".join(child.cmdline())]
    except psutil.Error:
        return []


def until(condition: Callable[[], bool]) -> None:
    """Wait until a condition holds."""
    while not condition():
        time.sleep(0.01)


def main() -> None:
    """Run the parts that are named, or all."""
    parser = argparse.ArgumentParser()
    parser.add_argument("parts", nargs="*")
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=32)
    chosen = parser.parse_args()
    parts: dict[str, Callable[[Path], None]] = {
        "unchanged": lambda work: unchanged(work, chosen.documents),
        "workers": lambda work: workers(work, chosen.documents),
        "memory": lambda work: peak_memory(work, chosen.documents),
        "flow": lambda work: flow(work, chosen.documents),
        "kills": lambda work: kills(work, chosen.kills),
    }
    with tempfile.TemporaryDirectory(prefix="jingwen-bench-") as folder:
        os.environ.update({"PREFECT_HOME": f"{folder}/prefect", "PREFECT_SERVER_ANALYTICS_ENABLED": "false", "DO_NOT_TRACK": "1"})
        os.environ["PYTHONPATH"] = os.pathsep.join(entry or os.getcwd() for entry in sys.path)
        for name in chosen.parts or parts:
            parts[name](Path(folder))


if __name__ == "__main__":
    main()

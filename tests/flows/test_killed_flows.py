"""A flow that was killed: Prefect is told the truth by the next one, and the documents are as if nothing had happened."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from pipeline.corpus import RunOptions, run
from pipeline.options import Options
from tests.corpus.conftest import FAULTS, leftovers, outputs, speech
from tests.flows.conftest import child_environment

FLOW = (
    "import sys, flows; from pipeline.corpus import RunOptions; "
    "s = flows.run([sys.argv[1]], sys.argv[2], run_options=RunOptions(workers=2, shard_size=10)); sys.exit(s.failed)"
)


def start(raw: Path, out: Path) -> subprocess.Popen[bytes]:
    environment = child_environment()
    environment["PYTHONPATH"] = os.pathsep.join([str(FAULTS), environment["PYTHONPATH"]])
    return subprocess.Popen([sys.executable, "-c", FLOW, str(raw), str(out)], env=environment)


def test_a_killed_flow_is_marked_crashed_by_the_next_and_loses_nothing(on_server: str, tmp_path: Path) -> None:
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterName

    import flows

    raw, out = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    for number in range(40):
        (raw / f"{number}.txt").write_text(speech(number, extra="慢"), "utf-8")
    process = start(raw, out)
    deadline = time.monotonic() + 120
    while process.poll() is None and len(list(out.glob("*.json"))) < 3 and time.monotonic() < deadline:
        time.sleep(0.05)
    process.kill()
    process.wait()
    mine = FlowRunFilter(name=FlowRunFilterName(any_=[f"clean {raw} into {out}"]))
    with get_client(sync_client=True) as client:
        assert [found.state_name for found in client.read_flow_runs(flow_run_filter=mine)] == ["Running"]
        assert flows.run([str(raw)], str(out), run_options=RunOptions(workers=2, shard_size=10)).ok
        assert sorted(str(found.state_name) for found in client.read_flow_runs(flow_run_filter=mine)) == ["Completed", "Crashed"]
    run([str(raw)], str(tmp_path / "undisturbed"), Options(), RunOptions())
    assert outputs(out) == outputs(tmp_path / "undisturbed")
    assert leftovers(out) == []

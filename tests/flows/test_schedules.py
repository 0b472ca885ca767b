"""A schedule really yields runs: one that is served, and one that a worker of a work pool carries out."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import yaml

from tests.corpus.conftest import outputs
from tests.flows.conftest import PREFECT, child_environment, end

# Prefect takes a sixth field, seconds: nobody has to wait for a full minute.
OFTEN = "* * * * * */10"
SERVE = "import sys, flows; flows.serve([sys.argv[1]], sys.argv[2], cron=sys.argv[3], name='served')"


def wait_for(condition: object, *processes: subprocess.Popen[bytes]) -> None:
    """Wait until a condition holds; the time is only a guard."""
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline and all(process.poll() is None for process in processes):
        if condition():  # type: ignore[operator]
            return
        time.sleep(0.5)


def test_schedules_yield_runs(on_server: str, folders: tuple[Path, Path], tmp_path: Path) -> None:
    from prefect.client.orchestration import get_client

    import flows

    raw, out = folders
    worked = tmp_path / "worked"
    environment = child_environment(PREFECT_API_URL=on_server)
    assert flows.deploy([str(raw)], str(worked), cron=OFTEN, name="worked", work_pool="pool") == "clean-corpus/worked"
    serving = subprocess.Popen([sys.executable, "-c", SERVE, str(raw), str(out), OFTEN], env=environment, stdout=subprocess.DEVNULL)
    working = subprocess.Popen([*PREFECT, "worker", "start", "--pool", "pool", "--limit", "1"], env=environment, stdout=subprocess.DEVNULL)
    try:
        wait_for(lambda: all((folder / "_jingwen" / "summary.json").exists() for folder in (out, worked)), serving, working)
        assert len(outputs(out)) == 12
        assert outputs(worked) == outputs(out)
        with get_client(sync_client=True) as client:
            runs = client.read_flow_runs()
            for name in ("served", "worked"):
                deployment = client.read_deployment_by_name(f"clean-corpus/{name}")
                assert any(found.deployment_id == deployment.id and found.auto_scheduled for found in runs), name
    finally:
        end(serving)
        end(working)


def test_the_deployment_file_names_a_flow_and_parameters_that_exist() -> None:
    from prefect.flows import load_flow_from_entrypoint

    import flows

    file = Path(flows.__file__).parent / "prefect.yaml"
    (deployment,) = yaml.safe_load(file.read_text("utf-8"))["deployments"]
    flow: Any = load_flow_from_entrypoint(deployment["entrypoint"])
    checked = flow.validate_parameters(deployment["parameters"])
    assert checked["run_options"].workers == 2
    assert checked["options"].mode == "cautious"

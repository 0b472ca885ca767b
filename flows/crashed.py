"""Prefect shows a run whose process was killed as running for ever: the next run on the same OUT puts that right."""

from __future__ import annotations

from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import FlowFilter, FlowFilterName, FlowRunFilter, FlowRunFilterState, FlowRunFilterStateType
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.runtime import flow_run
from prefect.states import Crashed

FLOW = "clean-corpus"


def mark_crashed(out: str) -> list[str]:
    """Mark as crashed every other run on `out` that Prefect still shows as running, and return their names.

    The caller holds the lock of OUT, so none of them can be alive.
    """
    names = []
    with get_client(sync_client=True) as client:
        runs = client.read_flow_runs(
            flow_filter=FlowFilter(name=FlowFilterName(any_=[FLOW])),
            flow_run_filter=FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.RUNNING]))),
        )
        for run in runs:
            if _is_dead(run, out):
                client.set_flow_run_state(run.id, Crashed(message="Its process is gone; a later run has taken over."), force=True)
                names.append(run.name)
    return names


def _is_dead(run: FlowRun, out: str) -> bool:
    return str(run.id) != flow_run.id and run.parameters.get("out") == out

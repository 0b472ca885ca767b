"""The flows: their output is the engine's, and what they leave in Prefect."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import orjson
import pytest

from pipeline.corpus import RunOptions, run
from pipeline.errors import OptionsError, OutputError, SourceError
from pipeline.options import Options
from tests.corpus.conftest import outputs, quarantined
from tests.flows.conftest import child_environment, free_port

Folders = tuple[Path, Path]


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_the_flow_writes_what_the_engine_writes(on_server: str, folders: Folders, tmp_path: Path, form: str) -> None:
    import flows

    raw, out = folders
    options = RunOptions(format=form, shard_size=5)
    summary = flows.run([str(raw)], str(out), run_options=options)
    expected = run([str(raw)], str(tmp_path / "engine"), Options(), options)
    assert outputs(out) == outputs(tmp_path / "engine") != {}
    assert quarantined(out) == quarantined(tmp_path / "engine") == ["bad.txt.json"]
    assert summary == expected
    assert flows.run([str(raw)], str(out), run_options=options).run["unchanged"] == 13


def test_a_run_leaves_a_summary_a_table_of_failures_and_its_progress(on_server: str, folders: Folders) -> None:
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterName

    import flows
    from flows.artifacts import FAILURES_KEY, PROGRESS_KEY, SUMMARY_KEY

    raw, out = folders
    flows.run([str(raw)], str(out), run_options=RunOptions(shard_size=5))
    with get_client(sync_client=True) as client:
        (flow_run,) = client.read_flow_runs(flow_run_filter=FlowRunFilter(name=FlowRunFilterName(any_=[f"clean {raw} into {out}"])))
        found = {artifact.key: artifact for artifact in client.read_artifacts() if artifact.flow_run_id == flow_run.id}
        tasks = [task_run.name for task_run in client.read_task_runs() if task_run.flow_run_id == flow_run.id]
    assert flow_run.state_name == "Completed"
    assert flow_run.tags == ["jingwen"]
    assert "12 documents" in str(found[SUMMARY_KEY].data)
    assert [row["path"] for row in orjson.loads(str(found[FAILURES_KEY].data))] == ["bad.txt"]
    assert found[PROGRESS_KEY].data == 100.0
    assert sorted(name.rsplit("-", 1)[0] for name in tasks if not name.startswith("clean shard")) == ["plan", "publish"]
    assert sorted(name for name in tasks if name.startswith("clean shard")) == ["clean shard 0", "clean shard 1", "clean shard 2"]


def test_a_document_goes_through_four_named_tasks(on_server: str, folders: Folders, tmp_path: Path) -> None:
    from flows.clean_document import anonymize_placeholders, clean_document, detect_encoding, emit_json, strip_chrome

    raw, out = folders
    run([str(raw / "sub" / "3.txt")], str(tmp_path / "engine"), Options())
    assert clean_document(str(raw / "sub" / "3.txt"), str(out)) == str(out / "3.txt.json")
    assert outputs(out) == outputs(tmp_path / "engine")
    names = [task.name for task in (detect_encoding, strip_chrome, anonymize_placeholders, emit_json)]
    assert names == ["detect encoding", "strip chrome", "anonymize placeholders", "emit JSON"]


def test_a_file_without_a_record_is_an_error_that_says_so(tmp_path: Path) -> None:
    from flows.clean_document import read_raw

    table = tmp_path / "heads.csv"
    table.write_text("text,url\n")
    with pytest.raises(SourceError, match=r"heads\.csv.*holds no record"):
        read_raw(str(table))


def test_errors_are_those_of_the_engine(on_server: str, tmp_path: Path) -> None:
    import flows

    with pytest.raises(SourceError, match="no such file"):
        flows.run([str(tmp_path / "nothing")], str(tmp_path / "out"))


def test_parameters_are_validated(on_server: str, tmp_path: Path) -> None:
    from prefect.exceptions import ParameterTypeError

    from flows.clean_corpus import clean_corpus

    with pytest.raises((ParameterTypeError, OptionsError)):
        clean_corpus([str(tmp_path)], str(tmp_path / "out"), run_options={"workers": 0})  # type: ignore[call-overload]
    with pytest.raises(ParameterTypeError):
        clean_corpus([str(tmp_path)], str(tmp_path / "out"), options={"no such option": 1})  # type: ignore[call-overload]


def test_a_schedule_without_a_server_is_refused(tmp_path: Path) -> None:
    import flows

    with pytest.raises(OptionsError, match="need a Prefect server"):
        flows.serve([str(tmp_path)], str(tmp_path / "out"), cron="0 2 * * *")
    with pytest.raises(OptionsError, match="need a Prefect server"):
        flows.deploy([str(tmp_path)], str(tmp_path / "out"))


def test_a_server_that_does_not_answer_is_said_before_anything_is_done(tmp_path: Path) -> None:
    from prefect.settings import PREFECT_API_URL, temporary_settings

    import flows

    with temporary_settings({PREFECT_API_URL: f"http://127.0.0.1:{free_port()}/api"}):
        with pytest.raises(OptionsError, match=r"no Prefect server answers at .*unset PREFECT_API_URL"):
            flows.run([str(tmp_path)], str(tmp_path / "out"))
        with pytest.raises(OptionsError, match="no Prefect server answers"):
            flows.serve([str(tmp_path)], str(tmp_path / "out"))
    assert not (tmp_path / "out").exists()


def test_only_storage_errors_are_tried_again() -> None:
    from prefect.client.schemas.objects import TaskRun
    from prefect.states import Failed

    from flows.executors import clean_shard_locally, is_storage_error

    def retried(error: Exception) -> bool:
        return is_storage_error(clean_shard_locally, TaskRun(task_key="", dynamic_key=""), Failed(data=error))

    assert retried(OutputError("cannot write"))
    assert retried(ConnectionResetError())
    assert not retried(SourceError("gone"))
    assert not retried(ValueError())


def test_importing_flows_keeps_prefect_private_and_does_not_load_it() -> None:
    code = "import flows, os, sys; assert 'prefect' not in sys.modules; print([os.environ[name] for name in flows.PRIVATE])"
    clear = {"PREFECT_SERVER_ANALYTICS_ENABLED": "", "DO_NOT_TRACK": "0"}
    environment = {
        name: value for name, value in child_environment().items() if name not in ("PREFECT_SERVER_ANALYTICS_ENABLED", "DO_NOT_TRACK")
    }
    told = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True).stdout
    assert told.startswith("['false', '1'")
    chosen = subprocess.run([sys.executable, "-c", code], env={**environment, **clear}, capture_output=True, text=True, check=True).stdout
    assert chosen.startswith("['', '0'")


def test_a_run_without_a_server_is_quiet(folders: Folders, tmp_path: Path) -> None:
    raw, out = folders
    home = tmp_path / "home"
    code = "import flows, sys; s = flows.run([sys.argv[1]], sys.argv[2]); sys.exit(s.documents)"
    environment = child_environment(PREFECT_HOME=str(home), HOME=str(tmp_path / "user"))
    del environment["PREFECT_LOGGING_LEVEL"]
    ran = subprocess.run([sys.executable, "-c", code, str(raw), str(out)], env=environment, capture_output=True, cwd=os.getcwd())
    assert (ran.returncode, ran.stdout, ran.stderr) == (12, b"", b"")
    run([str(raw)], str(tmp_path / "engine"), Options())
    assert outputs(out) == outputs(tmp_path / "engine")
    assert not (tmp_path / "user" / ".prefect").exists()

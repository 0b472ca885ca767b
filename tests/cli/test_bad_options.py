"""Options and places that would do something else than they say are refused, or it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import PAGE, Jingwen


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        pytest.param(("-o", ""), "empty", id="no OUT"),
        pytest.param(("", "-o", "out"), "empty", id="no PATH"),
        pytest.param(("-o", "out", "--timeout", "inf"), "timeout", id="timeout without end"),
        pytest.param(("-o", "out", "--anonymize", ","), "--anonymize", id="nothing to anonymise"),
        pytest.param(("-o", "out", "--rules", "raw"), ".toml", id="rules without rules"),
    ],
)
def test_options_that_would_do_something_else_in_silence_are_refused(
    jingwen: Jingwen, raw: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], word: str
) -> None:
    monkeypatch.chdir(raw.parent)
    ran = jingwen("clean", "raw", *arguments)
    assert ran.code == 2, ran.err
    assert word in ran.err
    assert sorted(path.name for path in raw.parent.iterdir()) == ["raw"]


def test_what_stdout_passes_over_is_said(jingwen: Jingwen, raw: Path) -> None:
    (raw / ".hidden").write_text(PAGE, "utf-8")
    ran = jingwen("clean", raw, "-o", "-")
    assert (ran.code, len(ran.lines)) == (0, 1)
    assert "passed over: hidden name 1" in ran.err


def test_a_flow_over_nothing_is_refused_before_prefect_starts(jingwen: Jingwen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import flows

    monkeypatch.setattr(flows, "run", lambda *_, **__: pytest.fail("the flow was started"))
    ran = jingwen("flow", "run", str(tmp_path / "nope"), str(tmp_path / "out"))
    assert (ran.code, "nope: no such file or directory" in ran.err) == (1, True)
    assert jingwen("flow", "run", str(tmp_path), "").code == 2

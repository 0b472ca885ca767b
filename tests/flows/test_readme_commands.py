"""Every command of the README runs, `make demo` first. The README in Chinese has the same blocks, as tests/docs/test_readme.py sees to."""

from __future__ import annotations

import re
from pathlib import Path

from tests.docs.pages import ROOT, copy_of_the_clone, follow, prefect_home


def test_every_command_runs(used_home: Path, tmp_path: Path) -> None:
    copy_of_the_clone(tmp_path)
    used_home.rename(prefect_home(tmp_path))
    page = tmp_path / "README.md"
    page.write_text(_without_installation((ROOT / "README.md").read_text("utf-8")), "utf-8")
    assert follow(page, tmp_path) >= 4


def _without_installation(text: str) -> str:
    """Let make take the environment for installed (it is the one that runs this test), and not run these tests inside of themselves.

    The flow that `make demo` has run is not run again: that the two commands are the same is looked up.
    """
    again = ".venv/bin/jingwen flow run raw clean"
    assert f"\n{again}\n" in text
    text = text.replace(f"\n{again}\n", f"\nmake -n -o .venv/.installed demo | grep -Fx '{again}'\n")
    text = re.sub(r"^make demo", "make -o .venv/.installed demo", text, flags=re.MULTILINE)
    return re.sub(r"^make test", "make -n -o .venv/.tests test", text, flags=re.MULTILINE)

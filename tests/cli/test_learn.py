"""`jingwen rules learn`: from a run's output to rules that the next run uses."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Jingwen

PLACES = ["东港", "西坝", "南桥", "北坡", "中渡", "上街", "下街", "新滩", "老营", "石板", "柳林", "竹园"]


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Twelve pages of a site whose motto no rule knows, in a folder of their own."""
    folder = tmp_path / "pages" / "town"
    folder.mkdir(parents=True)
    for i, place in enumerate(PLACES):
        body = f"{place}的抽水站上周已经修好,两台新水泵装进了机房,试了三天,没有漏水,村里人都来看。"
        (folder / f"{i}.txt").write_text(f"记下我们身边的日子\n{body}\n谢谢大家\n", "utf-8")
    return folder.parent


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_learned_rules_clean_the_next_run(jingwen: Jingwen, pages: Path, tmp_path: Path, form: str) -> None:
    out, rules = tmp_path / "out", tmp_path / "rules" / "town.toml"
    assert jingwen("clean", str(pages), "-o", str(out), "--format", form).code == 0
    ran = jingwen("rules", "learn", str(out), "-o", str(rules))
    assert (ran.code, ran.out) == (0, b"")
    assert "1 rules that are on, 1 that are off" in ran.err
    assert jingwen("rules", "check", str(rules.parent)).code == 0
    cleaned = jingwen("clean", str(pages), "-o", "-", "--rules", str(rules.parent)).lines
    assert len(cleaned) == len(PLACES)
    assert all(document["text"].endswith("谢谢大家") and "日子" not in document["text"] for document in cleaned)


def test_a_file_that_exists_is_not_overwritten(jingwen: Jingwen, tmp_path: Path) -> None:
    rules = tmp_path / "mine.toml"
    rules.write_text("# looked at\n", "utf-8")
    ran = jingwen("rules", "learn", str(tmp_path), "-o", str(rules))
    assert ran.code == 2
    assert "exists already" in ran.err
    assert rules.read_text("utf-8") == "# looked at\n"


def test_raw_files_are_refused_one_by_one_and_once(jingwen: Jingwen, pages: Path, tmp_path: Path) -> None:
    ran = jingwen("rules", "learn", str(pages), "-o", str(tmp_path / "rules.toml"))
    assert ran.code == 1
    assert ran.err.count("holds no document that jingwen clean wrote") == len(PLACES)
    assert not (tmp_path / "rules.toml").exists()


def test_a_name_that_ids_cannot_begin_with_is_refused(jingwen: Jingwen, pages: Path, tmp_path: Path) -> None:
    for name in ("rules.txt", "my rules.toml", "a.b.toml"):
        ran = jingwen("rules", "learn", str(pages), "-o", str(tmp_path / name))
        assert (ran.code, "is no name for a rule file" in ran.err) == (2, True)

"""`jingwen explain`: every edit with its place, rule, reason and neighbours; a summary; a table for several files."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
import zstandard

from pipeline import clean, restore
from pipeline.commands.explain_document import explain_document
from pipeline.commands.reasons import cards, reasons
from pipeline.options import Options

from .conftest import PAGE, Jingwen

ROOT = Path(__file__).parents[2]
SAMPLES = sorted(path for path in (ROOT / "raw").iterdir() if path.suffix in (".txt", ".html"))


def test_every_edit_is_shown_with_rule_and_reason(jingwen: Jingwen, page: Path) -> None:
    ran = jingwen("explain", page)
    assert ran.code == 0
    assert "nav.welcome  A site greets its visitor by name." in ran.text
    assert "- 您好,欢迎访问某某文库   nav.welcome" in ran.text
    assert "- 立即购买   paywall.free-for-members" in ran.text
    assert "Summary" in ran.text
    assert ran.err == ""


def test_context_is_one_line_on_either_side(jingwen: Jingwen, page: Path) -> None:
    lines = jingwen("explain", page).text.splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("    - 立即购买"))
    assert lines[at - 1].endswith("按时报告进展情况,不得有丝毫懈怠。")
    assert lines[at + 1].strip().startswith("会后,请各位把今天的要求带回去")


def test_json_holds_every_edit_in_order(jingwen: Jingwen, page: Path) -> None:
    (found,) = jingwen("explain", "--json", page).lines
    document = clean(PAGE.encode()).to_dict()
    assert [(e["source"], e["text"], e["rules"], e["was"]) for e in found["edits"]] == [
        (e["source"], e["text"], e["rules"], e["was"]) for e in document["edits"]
    ]
    assert [edit["number"] for edit in found["edits"]] == list(range(1, len(found["edits"]) + 1))
    assert found["edits"][0]["line"] == 1
    assert found["edits"][0]["column"] == 1
    assert found["chars"] == {"source": len(PAGE), "text": len(document["text"])}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_every_rule_that_acts_has_a_reason(sample: Path) -> None:
    document = clean(sample.read_bytes(), path=sample.name)
    explained = explain_document(sample.name, document.to_dict(), reasons(Options()), document.notes)
    assert {rule for edit in explained.edits for rule, why in zip(edit.rules, edit.why, strict=True) if not why} == set()


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_places_are_places_in_the_source(sample: Path) -> None:
    document = clean(sample.read_bytes(), path=sample.name)
    lines = restore(document).split("\n")
    for edit in explain_document(sample.name, document.to_dict(), {}).edits:
        assert edit.was is not None
        assert edit.line is not None
        assert edit.column is not None
        assert "\n".join(lines[edit.line - 1 :])[edit.column - 1 :].startswith(edit.was)
        if edit.whole:
            assert edit.left == edit.right == ""


def test_a_written_document_is_explained_without_its_raw_file(jingwen: Jingwen, page: Path, tmp_path: Path) -> None:
    written = tmp_path / "page.txt.json"
    written.write_bytes(jingwen("clean", page, "-o", "-").out)
    raw, document = jingwen("explain", "--json", page).lines, jingwen("explain", "--json", written).lines
    assert document[0]["edits"] == raw[0]["edits"]


def test_several_files_make_a_table(jingwen: Jingwen, page: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("同志们:\n没有什么可去掉的一段话。\n", "utf-8")
    text = jingwen("explain", page, other).text
    row = next(line for line in text.splitlines() if "nav.welcome" in line)
    assert [cell.strip() for cell in row.split("│")[2:6]] == ["1", "·", "1", "1"]
    assert "2 documents" in text


def test_a_directory_is_explained_file_by_file(jingwen: Jingwen, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.txt").write_text(PAGE, "utf-8")
    (folder / "b.txt").write_bytes(b"PK\x03\x04" + bytes(500))
    (folder / "sub" / "c.txt").write_text(PAGE, "utf-8")
    ran = jingwen("explain", folder)
    assert ran.code == 1
    assert f"[1] {folder}/a.txt" in ran.text
    assert f"[2] {folder}/sub/c.txt" in ran.text
    assert "b.txt" in ran.err


def test_one_bad_file_does_not_keep_the_others_back(jingwen: Jingwen, page: Path, tmp_path: Path) -> None:
    ran = jingwen("explain", tmp_path / "missing.txt", page)
    assert ran.code == 1
    assert "missing.txt" in ran.err
    assert "nav.welcome" in ran.text


def test_control_characters_of_document_and_name_are_shown_as_escapes(jingwen: Jingwen, tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[31mb.txt"
    path.write_text("您好,欢迎访问某某文库\n全\x07面\x9b落\u202e实好各项工作,请大家认真记录,会后抓好落实,不得懈怠。\n", "utf-8")
    ran = jingwen("explain", "--full", path)
    assert ran.code == 0
    assert not set(ran.text) & {"\x1b", "\x07", "\x9b", "\u202e"}
    assert "\\x1b[31m" in ran.text


def test_markup_in_a_document_is_not_read_as_colours(jingwen: Jingwen, tmp_path: Path) -> None:
    path = tmp_path / "[bold]a.txt"
    path.write_text("[red]您好,欢迎访问某某文库[/red]\n立即购买\n同志们,今天的会议很重要,请大家认真记录,会后抓好落实,不得有丝毫懈怠。\n", "utf-8")
    ran = jingwen("explain", path)
    assert ran.code == 0
    assert "[bold]a.txt" in ran.text


def test_large_removed_blocks_are_cut_short(jingwen: Jingwen, tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text(PAGE + "立即购买\n" * 500, "utf-8")
    ran = jingwen("explain", path)
    assert ran.code == 0
    assert len(ran.text) < 60_000


def test_cards_cover_all_groups() -> None:
    groups = {card.group for card in cards(Options())}
    assert {"boilerplate", "repair", "placeholder", "stage"} <= groups
    assert all(card.why for card in cards(Options()))


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_a_directory_of_written_documents_is_explained_as_what_it_is(jingwen: Jingwen, page: Path, tmp_path: Path, form: str) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    for name in ("a.txt", "b.txt"):
        (raw / name).write_text(PAGE, "utf-8")
    (raw / "bad.txt").write_bytes(b"PK\x03\x04" + bytes(500))
    assert jingwen("clean", raw, "-o", out, "--format", form).code == 1
    ran = jingwen("explain", out)
    assert (ran.code, ran.err) == (0, "")  # the run's own files, the quarantine among them, are no documents
    assert "2 documents" in ran.text
    assert "nav.welcome" in ran.text
    (one,) = jingwen("explain", "--json", page).lines
    assert [found["edits"] for found in jingwen("explain", "--json", out).lines] == [one["edits"]] * 2


def test_a_packed_file_of_written_documents_is_read(jingwen: Jingwen, page: Path, tmp_path: Path) -> None:
    many = tmp_path / "documents-00000.jsonl.zst"
    many.write_bytes(zstandard.ZstdCompressor().compress(jingwen("clean", page, page, "-o", "-").out))
    assert "2 documents" in jingwen("explain", many).text
    assert jingwen("restore", many).text == PAGE


def test_of_a_written_file_that_was_cut_short_the_whole_documents_are_explained(jingwen: Jingwen, page: Path, tmp_path: Path) -> None:
    many = tmp_path / "documents-00000.jsonl"
    many.write_bytes(jingwen("clean", page, page, page, "-o", "-").out[:-100])
    ran = jingwen("explain", "--json", many)
    assert ran.code == 1
    assert len(ran.lines) == 2
    assert "record 3 is no document" in ran.err


def test_a_document_without_its_keys_is_refused(jingwen: Jingwen, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"schema": "jingwen/1", "text": "一", "edits": []}', "utf-8")
    ran = jingwen("explain", path)
    assert (ran.code, ran.text) == (1, "")
    assert "a.json: no key 'id'" in ran.err


def test_a_directory_without_files_is_said_to_be_empty(jingwen: Jingwen, tmp_path: Path) -> None:
    ran = jingwen("explain", tmp_path)
    assert ran.code == 1
    assert "holds no file" in ran.err


def test_a_pipe_is_read_once(jingwen: Jingwen, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=lambda: pipe.write_bytes(PAGE.encode()))
    writer.start()
    ran = jingwen("explain", pipe)
    writer.join()
    assert ran.code == 0
    assert "nav.welcome" in ran.text


LEAKING = "同志们:\n今年我们在X市XX区开展了调研,庆茹教授对这项工作提出了很好的意见,请大家认真学习。\n近日,XX书记来平调研,要求把各项任务落到实处。\n"


def test_names_that_give_the_masks_away_are_listed(jingwen: Jingwen, tmp_path: Path) -> None:
    raw, written = tmp_path / "a.txt", tmp_path / "a.txt.json"
    raw.write_text("您好,欢迎访问某某文库\n" + LEAKING, "utf-8")
    written.write_bytes(jingwen("clean", raw, "-o", "-").out)
    for path in (raw, written):
        (found,) = jingwen("explain", "--json", path).lines
        assert "residual_names" in found["flags"]
        assert {"line": 4, "rule": "leak.short-place", "wording": "平"} in found["leaks"]
        assert "平, line 4  (leak.short-place)" in jingwen("explain", path).text


def test_a_name_of_any_bytes_can_be_explained_for_a_program(jingwen: Jingwen, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode("讲话\udcff.txt".encode("utf-8", "surrogateescape"))
    path.write_text(PAGE, "utf-8")
    (found,) = jingwen("explain", "--json", path).lines
    assert found["path"].endswith("讲话%FF.txt")


def test_every_id_of_a_heuristic_has_a_reason() -> None:
    known = reasons(Options())
    assert all(known.get(name) for name in ("byline.facts", "byline.under-title", "byline.minute", "menu.site-tool", "menu.site-buttons"))

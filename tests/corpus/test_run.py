"""A run: what it writes, what it skips and why, and that the way does not change the result."""

from __future__ import annotations

import os
from pathlib import Path

import orjson
import pytest

from pipeline import clean as clean_one
from pipeline.corpus import Progress, RunOptions, records, run
from pipeline.errors import OptionsError, SourceError
from pipeline.options import Options
from tests.corpus.conftest import Clean, leftovers, outputs, speech


def stamps(out: Path) -> dict[str, int]:
    return {name: (out / name).stat().st_mtime_ns for name in outputs(out)}


def test_every_document_is_written_as_the_api_cleans_it(raw: Path, out: Path, clean: Clean) -> None:
    summary = clean()
    assert summary.ok
    assert sorted(outputs(out)) == ["0.txt.json", "2.txt.json", "4.txt.json", "sub/1.txt.json", "sub/3.txt.json", "sub/5.txt.json"]
    expected = clean_one((raw / "sub" / "3.txt").read_bytes(), path="sub/3.txt", media_type="text/plain").to_dict()
    assert orjson.loads(outputs(out)["sub/3.txt.json"]) == orjson.loads(orjson.dumps(expected))
    assert outputs(out)["sub/3.txt.json"].endswith(b"\n}\n")


def test_the_summary_counts_what_was_done(out: Path, clean: Clean) -> None:
    summary = clean()
    assert (summary.documents, summary.failed, summary.run["cleaned"], summary.run["why"]) == (6, 0, 6, {"new": 6})
    assert summary.encodings == {"utf-8": 6}
    assert summary.placeholders["NUMBER"] == 6
    assert summary.chars_text < summary.chars_source
    assert sum(summary.categories.values()) == sum(rule["edits"] for rule in summary.rules.values()) > 0
    assert not set(summary.never_fired) & set(summary.rules)
    assert orjson.loads((out / "_jingwen" / "summary.json").read_bytes()) == orjson.loads(orjson.dumps(summary.to_dict()))


def test_rules_that_fire_on_half_of_the_documents_are_named(raw: Path, clean: Clean) -> None:
    for number in range(10, 30):
        (raw / f"{number}.txt").write_text(speech(number), "utf-8")
    (entry, *_) = clean().suspicious
    assert entry["documents"] == 26
    assert entry["share"] == 1.0


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_the_number_of_workers_changes_no_byte(raw: Path, tmp_path: Path, form: str) -> None:
    for number in range(10, 60):
        (raw / f"{number}.txt").write_text(speech(number), "utf-8")
    results = []
    for workers in (1, 2):
        out = tmp_path / f"out{workers}"
        summary = run([str(raw)], str(out), Options(), RunOptions(workers=workers, format=form, shard_size=7))
        assert summary.ok
        assert leftovers(out) == []
        results.append((outputs(out), (out / "_jingwen" / "summary.json").read_bytes()))
    assert results[0] == results[1]
    assert len(results[0][0]) == (56 if form == "json" else 8)


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_a_second_run_touches_nothing(out: Path, clean: Clean, form: str) -> None:
    clean(format=form)
    before, contents = stamps(out), outputs(out)
    summary = clean(format=form)
    assert (summary.run["unchanged"], summary.run["cleaned"], summary.run["written"]) == (6, 0, 0)
    assert stamps(out) == before
    assert outputs(out) == contents
    assert summary.documents == 6


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_one_changed_file_is_one_document_cleaned(raw: Path, out: Path, clean: Clean, form: str) -> None:
    clean(format=form)
    before = stamps(out)
    (raw / "0.txt").write_text(speech(77), "utf-8")
    summary = clean(format=form)
    assert (summary.run["cleaned"], summary.run["unchanged"], summary.run["why"]) == (1, 5, {"changed": 1})
    changed = [name for name, stamp in stamps(out).items() if stamp != before[name]]
    assert changed == (["0.txt.json"] if form == "json" else list(before))
    assert "第77次" in b"".join(outputs(out).values()).decode()


def test_a_new_file_is_cleaned_and_the_others_are_not(raw: Path, out: Path, clean: Clean) -> None:
    clean()
    (raw / "new.txt").write_text(speech(9), "utf-8")
    assert clean().run["why"] == {"new": 1}
    assert "new.txt.json" in outputs(out)


def test_a_touched_file_is_read_but_not_cleaned(raw: Path, out: Path, clean: Clean) -> None:
    clean()
    before = stamps(out)
    os.utime(raw / "0.txt", ns=(1, 1))
    summary = clean()
    assert (summary.run["same"], summary.run["cleaned"], summary.run["written"]) == (1, 0, 0)
    assert stamps(out) == before
    assert clean().run["same"] == 0


def test_other_options_clean_everything_again_and_say_why(raw: Path, out: Path, clean: Clean) -> None:
    clean()
    summary = run([str(raw)], str(out), Options(placeholders="keep"), RunOptions())
    assert (summary.run["why"], summary.run["cleaned"]) == ({"configuration": 6}, 6)


def test_a_new_rule_cleans_everything_again_but_rewrites_only_what_it_changes(raw: Path, out: Path, clean: Clean, tmp_path: Path) -> None:
    clean()
    rules = tmp_path / "mine.toml"
    rules.write_text(
        "[[rule]]\nid = 'mine.thanks'\nwhy = 'test'\nkind = 'line'\nneeds = ['本台']\npattern = '本台报道[0-9]'\nremoves = ['本台报道1']\nkeeps = ['本台报道']\n",
        "utf-8",
    )
    (raw / "0.txt").write_text(speech(0).replace("谢谢大家。", "谢谢大家。\n本台报道5"), "utf-8")
    summary = run([str(raw)], str(out), Options(rules=(str(rules),)), RunOptions())
    assert summary.run["why"] == {"configuration": 6}
    assert summary.rules["mine.thanks"] == {"documents": 1, "edits": 1}


@pytest.mark.parametrize("damage", ["removed", "truncated"])
@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_an_output_that_is_not_as_it_was_is_made_again(out: Path, clean: Clean, damage: str, form: str) -> None:
    clean(format=form)
    before = outputs(out)
    victim = out / next(iter(before))
    victim.unlink() if damage == "removed" else victim.write_bytes(victim.read_bytes()[:-5])
    summary = clean(format=form)
    assert set(summary.run["why"]) == {"output missing"}
    assert outputs(out) == before


def test_rehash_distrusts_sizes_and_times(raw: Path, out: Path, clean: Clean) -> None:
    clean()
    before = outputs(out)
    file, status = raw / "0.txt", (raw / "0.txt").stat()
    file.write_text(speech(0).replace("很重要", "真重要"), "utf-8")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    victim = out / "2.txt.json"
    victim.write_bytes(victim.read_bytes().replace(b"2", b"3"))
    assert clean().run["cleaned"] == 0
    summary = clean(rehash=True)
    assert (summary.run["cleaned"], summary.run["same"], summary.run["why"]) == (2, 4, {"rehash": 6})
    assert outputs(out)["2.txt.json"] == before["2.txt.json"]
    assert "真重要" in outputs(out)["0.txt.json"].decode()


def test_force_cleans_everything_and_rewrites_nothing(out: Path, clean: Clean) -> None:
    clean()
    before = stamps(out)
    summary = clean(force=True)
    assert (summary.run["cleaned"], summary.run["written"]) == (6, 0)
    assert stamps(out) == before


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_what_vanished_is_kept_and_listed_until_it_is_pruned(raw: Path, out: Path, clean: Clean, form: str) -> None:
    clean(format=form)
    before = outputs(out)
    (raw / "sub" / "1.txt").unlink()
    summary = clean(format=form)
    assert summary.vanished == ("sub/1.txt",)
    assert summary.ok
    assert outputs(out) == before
    summary = clean(format=form, prune=True)
    assert (summary.vanished, summary.pruned, summary.documents) == ((), ("sub/1.txt",), 5)
    assert b"sub/1.txt" not in b"".join(outputs(out).values())
    assert (out / "sub" / "3.txt.json").exists() == (form == "json")
    assert clean(format=form).run["unchanged"] == 5


def test_another_format_takes_the_place_of_the_first(out: Path, clean: Clean) -> None:
    clean()
    clean(format="jsonl", shard_size=100)
    assert list(outputs(out)) == ["documents-00000.jsonl"]
    clean()
    assert len(outputs(out)) == 6


def test_a_given_encoding_is_used(raw: Path, out: Path, clean: Clean) -> None:
    (raw / "0.txt").write_bytes(speech(0).encode("gb18030"))
    assert clean(encoding="gb18030").evidence == {"override": 6}


def test_progress_ends_at_the_total(raw: Path, out: Path) -> None:
    seen: list[Progress] = []
    run([str(raw)], str(out), Options(), RunOptions(), seen.append)
    assert (seen[-1].done, seen[-1].total, seen[-1].failed) == (6, 6, 0)
    assert seen[-1].bytes == sum(file.stat().st_size for file in raw.rglob("*.txt"))
    assert [now.done for now in seen] == sorted(now.done for now in seen)


def test_a_path_that_is_not_there_ends_the_run(tmp_path: Path, out: Path) -> None:
    with pytest.raises(SourceError, match="no such file"):
        run([str(tmp_path / "nothing")], str(out), Options())


@pytest.mark.parametrize("chosen", [{"format": "xml"}, {"workers": 0}, {"timeout": 0.0}, {"shard_size": 0}])
def test_senseless_run_options_are_refused(chosen: dict[str, object]) -> None:
    with pytest.raises(OptionsError):
        RunOptions(**chosen)  # type: ignore[arg-type]


LEAKING = "同志们:\n今年我们在X市XX区开展了调研,庆茹教授对这项工作提出了很好的意见,请大家认真学习。\n近日,XX书记来平调研,要求把各项任务落到实处。\n"


def test_names_left_beside_masks_are_counted_and_listed(raw: Path, out: Path, clean: Clean) -> None:
    (raw / "9.txt").write_text(LEAKING, "utf-8")
    (raw / "crawl.jsonl").write_bytes(orjson.dumps({"text": LEAKING, "id": "a"}) + b"\n")
    summary = clean()
    assert summary.leaks["leak.short-place"] == 2
    assert [entry[0] for entry in summary.possible_leaks if entry[1] == "leak.short-place"] == ["9.txt", "crawl.jsonl#1"]
    assert ("9.txt", "leak.short-place", "平") in summary.possible_leaks
    assert clean().possible_leaks == summary.possible_leaks  # all of OUT, not of this run
    secret = run([str(raw)], str(out.with_name("secret")), Options(anonymize=("all",)), RunOptions())
    assert secret.flags["residual_names"] == 2
    assert (secret.leaks, secret.possible_leaks) == ({}, ())


def test_the_list_of_possible_leaks_has_an_end(raw: Path, clean: Clean, monkeypatch: pytest.MonkeyPatch) -> None:
    assert records.LISTED == 1000
    monkeypatch.setattr(records, "LISTED", 10)
    line = orjson.dumps({"text": LEAKING}) + b"\n"
    for name in ("a", "b"):
        (raw / f"{name}.jsonl").write_bytes(line * 6)
    summary = clean()
    assert len(summary.possible_leaks) == 10
    assert summary.leaks == {"leak.short-place": 12}


def test_a_path_that_is_not_there_leaves_nothing_behind(raw: Path, out: Path, clean: Clean) -> None:
    with pytest.raises(SourceError, match="nosuch: no such file or directory"):
        clean(raw, raw / "nosuch")
    assert not out.exists()

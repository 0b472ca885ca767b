"""`jingwen rules`: list, show, and check a user's own files with messages that say how to mend them."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from pipeline.digest import configuration_digest
from pipeline.options import Options
from pipeline.rules.examples import check_hostile

from .conftest import BODY, Jingwen

OWN = '''
[[rule]]
id      = "banner.our-library"
why     = "The library of our town hangs a banner over every page."
kind    = "line"
needs   = ["江城文库"]
pattern = '江城文库[,,]知识共享.{0,20}'
removes = ["江城文库,知识共享!"]
keeps   = ["江城文库昨天开放,市民排起长队。"]
'''


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A directory with one rule file of a user's own."""
    folder = tmp_path / "my-rules"
    folder.mkdir()
    (folder / "banner.toml").write_text(OWN, "utf-8")
    return folder


def test_list_names_every_rule(jingwen: Jingwen) -> None:
    ran = jingwen("rules", "list")
    assert ran.code == 0
    assert "paywall.permission" in ran.text
    assert "title.glued" in ran.text
    found = jingwen("rules", "list", "--json").lines
    assert f"{len(found)} rules" in ran.text
    assert {"id", "group", "kind", "why", "origin", "fields", "action", "strength"} == set(found[0])


def test_list_includes_the_users_rules(jingwen: Jingwen, own: Path) -> None:
    found = {card["id"]: card for card in jingwen("rules", "list", "--json", "--rules", own).lines}
    assert found["banner.our-library"]["origin"] == "banner.toml"
    assert found["nav.welcome"]["origin"] == "built-in"


def test_show_says_all_of_a_rule(jingwen: Jingwen) -> None:
    text = jingwen("rules", "show", "nav.welcome").text
    assert "A site greets its visitor by name." in text
    assert "您好,欢迎访问三七文档" in text
    assert "keeps" in text


def test_show_of_an_unknown_rule_names_the_nearest(jingwen: Jingwen) -> None:
    ran = jingwen("rules", "show", "paywall.permision")
    assert ran.code == 2
    assert "did you mean paywall.permission" in ran.err


def test_check_accepts_a_sound_file(jingwen: Jingwen, own: Path) -> None:
    ran = jingwen("rules", "check", own)
    assert (ran.code, ran.text, ran.err) == (0, "1 rule, 2 examples: all hold\n", "")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param('"江城文库,知识共享!"]', '"江城文库,知识共享!", "江城文库是我家"]', "removes: '江城文库是我家' is not matched whole", id="positive"),
        pytest.param('"江城文库昨天开放,市民排起长队。"', '"江城文库,知识共享的理念"', "keeps: '江城文库,知识共享的理念' is matched", id="negative"),
        pytest.param("kind    =", "knd     =", "knd: no such key", id="key"),
        pytest.param('"line"', '"paragraph"', "kind: unknown value 'paragraph' (use one of line, span, block)", id="value"),
        pytest.param("[,,]知识", "[,,知识", "pattern: no valid regular expression", id="pattern"),
        pytest.param("banner.our", "nav.our", "id: does not begin with the file's name (call it banner.our-library, or move it)", id="id"),
        pytest.param("'江城文库[", '"江城\\d文库[', "no valid TOML", id="toml"),
        pytest.param('["江城文库昨天开放,市民排起长队。"]', '["别的一句话。"]', "none nearly matches", id="negative-not-near"),
        pytest.param('"line"', "3", "kind: is a int, not a str", id="type"),
    ],
)
def test_check_names_file_rule_and_key(jingwen: Jingwen, own: Path, old: str, new: str, said: str) -> None:
    file = own / "banner.toml"
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    ran = jingwen("rules", "check", own)
    assert ran.code == 1
    assert said in ran.err
    assert "banner.toml" in ran.err


def test_check_finds_a_pattern_that_hangs(jingwen: Jingwen, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.commands.rules.check_hostile", partial(check_hostile, seconds=0.2))
    file = own / "banner.toml"
    file.write_text(file.read_text("utf-8").replace("[,,]知识共享.{0,20}", ".*.*.*.*[!?]"), "utf-8")
    ran = jingwen("rules", "check", file)
    assert ran.code == 1
    assert "pattern: needs more than" in ran.err
    assert "bound its repeats" in ran.err


@pytest.mark.parametrize("where", ["nowhere", "empty"])
def test_check_of_nothing_is_a_usage_error(jingwen: Jingwen, tmp_path: Path, where: str) -> None:
    (tmp_path / "empty").mkdir()
    assert jingwen("rules", "check", tmp_path / where).code == 2


def test_own_rule_acts_and_is_explained(jingwen: Jingwen, own: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("江城文库,知识共享!\n" + BODY, "utf-8")
    (without,) = jingwen("clean", page, "-o", "-").lines
    (with_rule,) = jingwen("clean", page, "-o", "-", "--rules", own).lines
    assert "江城文库" in without["text"]
    assert "江城文库" not in with_rule["text"]
    assert without["tool"]["configuration"] != with_rule["tool"]["configuration"]
    assert "banner.our-library" in jingwen("explain", page, "--rules", own).text


def test_an_existing_id_needs_replaces(jingwen: Jingwen, tmp_path: Path) -> None:
    file = tmp_path / "nav.toml"
    rule = OWN.replace("banner.our-library", "nav.welcome")
    file.write_text(rule, "utf-8")
    ran = jingwen("rules", "check", file)
    assert ran.code == 1
    assert "a built-in rule has it (rename it, or say replaces = true)" in ran.err
    file.write_text(rule + "replaces = true\n", "utf-8")
    assert jingwen("rules", "check", file).code == 0


def test_a_built_in_rule_can_be_switched_off(jingwen: Jingwen, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("您好,欢迎访问江城文库\n" + BODY, "utf-8")
    folder = tmp_path / "off"
    folder.mkdir()
    off = OWN.replace("banner.our-library", "nav.welcome") + "replaces = true\nenabled = false\n"
    (folder / "nav.toml").write_text(off, "utf-8")
    (document,) = jingwen("clean", page, "-o", "-", "--mode", "rules", "--rules", folder).lines
    assert document["text"].startswith("您好,欢迎访问江城文库")


def test_a_broken_rule_file_stops_every_command_before_it_begins(jingwen: Jingwen, own: Path, page: Path) -> None:
    (own / "banner.toml").write_text("[[rule]]\nid = 'banner.x'\n", "utf-8")
    for command in (["clean", str(page), "-o", "-"], ["explain", str(page)], ["rules", "list"]):
        ran = jingwen(*command, "--rules", own)
        assert (ran.code, ran.out) == (2, b"")
        assert "banner.toml, rule banner.x: why: missing" in ran.err


@pytest.mark.parametrize("command", [("clean", "-o", "-"), ("clean", "-o", "out"), ("explain",), ("flow", "run")], ids=" ".join)
def test_a_wrong_site_file_ends_a_command_before_it_begins(
    jingwen: Jingwen, page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine" / "sites").mkdir(parents=True)
    site = tmp_path / "mine" / "sites" / "example.com.toml"
    site.write_text('bodyy = ".a"\n', "utf-8")
    ran = jingwen(*command, *(("page.txt", "out") if command[0] == "flow" else (page,)), "--rules", "mine")
    assert (ran.code, ran.out) == (2, b"")
    assert "example.com.toml: unknown key 'bodyy'" in ran.err
    assert not (tmp_path / "out").exists()


def test_site_files_are_checked_too(jingwen: Jingwen, tmp_path: Path) -> None:
    (tmp_path / "sites").mkdir()
    site = tmp_path / "sites" / "example.com.toml"
    site.write_text('body = ".article"\n', "utf-8")
    assert jingwen("rules", "check", tmp_path).text == "0 rules, 0 examples, 1 site file: all hold\n"
    site.write_text('body = "..["\n', "utf-8")
    ran = jingwen("rules", "check", tmp_path)
    assert (ran.code, ran.text) == (1, "0 rules, 0 examples: 1 problem\n")
    assert "body is no CSS selector" in ran.err


def test_the_name_of_a_site_file_is_part_of_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "a" / "sites").mkdir(parents=True)
    (tmp_path / "b" / "sites").mkdir(parents=True)
    (tmp_path / "a" / "sites" / "one.example.toml").write_text('body = ".article"\n', "utf-8")
    (tmp_path / "b" / "sites" / "two.example.toml").write_text('body = ".article"\n', "utf-8")
    assert configuration_digest(Options(rules=(str(tmp_path / "a"),))) != configuration_digest(Options(rules=(str(tmp_path / "b"),)))

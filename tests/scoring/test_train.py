"""Training: labels from pairs, folds that hide what they should, and a command that writes weights the scorer can load."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.scoring.characters import Floats
from pipeline.scoring.train.__main__ import main
from pipeline.scoring.train.align import align, squeeze
from pipeline.scoring.train.evaluate import mean_f1, shingle_f1, trade_off
from pipeline.scoring.train.examples import BODY, CHROME, UNSURE, Example, flattened, glued, trimmed
from pipeline.scoring.train.folds import FOLDS, Settings, fold_of, nested, prepare
from pipeline.scoring.train.layouts import FAMILIES, generate
from pipeline.scoring.train.pairs import read_pairs
from pipeline.scoring.train.regression import fit
from pipeline.scoring.weights import parse_weights

BODY_LINES = ["各位代表：", "今天，我们在这里召开大会，回顾一年来的工作。", "一、主要成绩", "全年完成投资三十亿元，新修公路一百公里。", "谢谢大家！"]


@pytest.mark.parametrize(
    ("lines", "body", "labels"),
    [
        (["首页", *BODY_LINES, "版权所有"], "\n".join(BODY_LINES), [0, 1, 1, 1, 1, 1, 0]),
        (["谢谢大家！", *BODY_LINES], "\n".join(BODY_LINES), [0, 1, 1, 1, 1, 1]),
        ([BODY_LINES[1] + BODY_LINES[2], BODY_LINES[3]], "\n".join(BODY_LINES[1:4]), [1, 1]),
        (["公路", *BODY_LINES[1:4]], "\n".join(BODY_LINES[1:4]), [0, 1, 1, 1]),
        (["全年完成投资三十亿元，新修公路一百公里。（来源：本报）", "完"], "\n".join(BODY_LINES), [UNSURE, 0]),
        (["ＡＢＣ 公司 的 报告 已经 全部 完成 了"], "ABC公司的报告已经全部完成了", [1]),
    ],
    ids=["frame", "repeated outside", "glued lines", "chance word", "with a by-line", "widths and blanks"],
)
def test_align(lines: list[str], body: str, labels: list[int]) -> None:
    assert align(lines, body)[0] == labels


@given(st.lists(st.text(alphabet="甲乙丙丁戊，。", min_size=8, max_size=30), min_size=1, max_size=8, unique=True), st.randoms())
@settings(max_examples=50, deadline=None)
def test_a_body_in_a_frame_is_covered_whole(body: list[str], random: Random) -> None:
    frame = [random.choice(("首页", "登录", "下载", "联系我们")) for _ in range(4)]
    labels, covered = align([*frame[:2], *body, *frame[2:]], "\n".join(body))
    assert labels == [CHROME, CHROME, *[BODY] * len(body), CHROME, CHROME]
    assert covered == 1.0


def test_an_unrelated_body_covers_nothing() -> None:
    assert align(BODY_LINES, "风从北面的山口吹来") == ([CHROME] * len(BODY_LINES), 0.0)


def test_a_title_outside_the_body_is_neither(tmp_path: Path) -> None:
    page = ["首页", "防汛动员讲话.doc", *BODY_LINES, "防汛动员讲话", "上一篇：在防汛动员讲话座谈会上的发言摘要"]
    record = {"text": "\n".join(page), "body": "\n".join(BODY_LINES), "title": "防汛动员讲话"}
    (tmp_path / "own.jsonl").write_text(json.dumps(record), "utf-8")
    (example,) = read_pairs(tmp_path / "own.jsonl", "text")
    assert example.labels == (CHROME, UNSURE, *[BODY] * len(BODY_LINES), UNSURE, CHROME)


def test_squeeze() -> None:
    assert squeeze(" Ａ\u00adｂ\u3000\n文 ") == "ab文"


def example(lines: int = 12) -> Example:
    labels = [CHROME] * 4 + [BODY] * (lines - 8) + [CHROME] * 4
    return Example("c", "s", tuple(f"第{n}行文字，内容各不相同。" for n in range(lines)), tuple(labels), gold="x")


@given(st.randoms())
def test_trimmed_copies_keep_all_of_the_body_in_order(random: Random) -> None:
    copy = trimmed(example(), random)
    body = [line for line, label in zip(copy.lines, copy.labels, strict=True) if label == BODY]
    assert body == list(example().lines[4:8])
    assert len(set(copy.lines)) == len(copy.lines)
    assert copy.copy == "trim"


def test_flat_copies_know_whose_each_piece_is() -> None:
    copy = flattened(Example("c", "s", tuple(["首页 新闻"] * 30 + ["全市召开会议，部署防汛工作。"] * 30), tuple([CHROME] * 30 + [BODY] * 30)))
    assert {line: label for line, label in zip(copy.lines, copy.labels, strict=True) if label != UNSURE} == {
        "首页": CHROME, "新闻": CHROME, "全市召开会议，部署防汛工作。": BODY,
    }  # fmt: skip


def test_gluing_loses_no_character() -> None:
    source = Example("c", "s", ("首页", "新闻", "图片", "全市召开会议。", "更多"), (0, 0, 0, 1, 0))
    copy = glued(source, Random(1))
    assert [line for line, label in zip(copy.lines, copy.labels, strict=True) if label == BODY] == ["全市召开会议。"]
    assert set("".join(source.lines)) <= set("".join(copy.lines))
    assert len(copy.lines) < len(source.lines)


def test_layouts_are_the_same_for_the_same_seed() -> None:
    assert list(generate(5, 7)) == list(generate(5, 7))
    assert list(generate(5, 7)) != list(generate(5, 8))


def test_layouts_are_filled_and_hold_both_labels() -> None:
    examples = list(generate(200))
    text = "\n".join(line for each in examples for line in each.lines)
    assert "{" not in text
    assert {label for each in examples for label in each.labels} == {BODY, CHROME, UNSURE}
    assert all(BODY in each.labels for each in examples)
    assert len({each.site for each in examples}) == FAMILIES


def noise(documents: int, informative: bool) -> list[Example]:
    """Documents of twenty lines of real features with labels that are drawn at random, or follow the lines' length."""
    random = Random(3)
    examples = []
    for number in range(documents):
        lines = [random.choice(("首页", "关于我们的网站", "会议部署了防汛抗旱和安全生产工作，要求各地严阵以待。", "下载文档", "2021-03-05")) for _ in range(20)]
        lines = [f"{line}{random.randrange(999)}" for line in lines]
        labels = [int(len(line) > 14) if informative else random.randrange(2) for line in lines]
        examples.append(Example("noise", f"site{number}", tuple(lines), tuple(labels)))
    return examples


def auc(scores: Floats, labels: Floats) -> float:
    """The probability that a body line scores above a chrome line (ties count half)."""
    _, inverse, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    body = labels > 0
    positives, negatives = int(body.sum()), int((~body).sum())
    return float((ranks[body].sum() - positives * (positives + 1) / 2) / (positives * negatives))


@pytest.mark.parametrize("passes", [0, 1], ids=["first", "second"])
def test_shuffled_labels_score_nothing(passes: int) -> None:
    docs = prepare(noise(100, informative=False), Settings())
    logits = [each[passes] for each in nested(docs, "text", Settings())]
    assert auc(np.concatenate(logits), np.concatenate([doc.labels for doc in docs])) == pytest.approx(0.5, abs=0.06)


def test_labels_that_follow_the_text_are_learned() -> None:
    docs = prepare(noise(40, informative=True), Settings())
    logits = nested(docs, "text", Settings())
    assert auc(np.concatenate([each[1] for each in logits]), np.concatenate([doc.labels for doc in docs])) > 0.99


def test_no_site_stands_on_both_sides() -> None:
    folds = [fold_of(f"www.example{n}.com") for n in range(200)]
    assert set(folds) == set(range(FOLDS))
    assert fold_of("www.example1.com") == folds[1]


def test_regression_finds_the_weights_that_made_the_labels() -> None:
    random = np.random.default_rng(5)
    features = random.normal(size=(20_000, 3)) * [1.0, 5.0, 0.1]
    chance = 1 / (1 + np.exp(-(features @ [1.0, -0.4, 0.0] + 0.5)))
    labels = (random.random(20_000) < chance).astype(np.float64)
    fitted = fit(features, labels, np.ones(20_000), 1e-6, ("a", "b", "c"))
    assert fitted.weights[:2].tolist() == pytest.approx([1.0, -0.4], abs=0.05)
    assert fitted.intercept == pytest.approx(0.5, abs=0.05)


def test_a_constant_feature_gets_no_weight() -> None:
    features = np.column_stack((np.ones(50), np.arange(50.0)))
    fitted = fit(features, (np.arange(50) > 25).astype(np.float64), np.ones(50), 1e-3, ("one", "n"))
    assert fitted.weights[0] == 0.0
    assert fitted.weights[1] > 0


def test_f1() -> None:
    assert shingle_f1("今天天气很好", "今天天气很好") == 1.0
    assert shingle_f1("", "今天天气很好") == 0.0
    assert shingle_f1("a b c d e", "a b c d f") == 0.5
    assert mean_f1([], []) == 0.0


def test_trade_off_counts_body_and_chrome_apart() -> None:
    rows = trade_off([example()], [np.array([-9.0] * 4 + [9.0] * 3 + [-1.5] + [-9.0, -9.0, 0.5, 0.5])])
    by_threshold = {row["threshold"]: row for row in rows}
    assert by_threshold[-2.0]["body_lines"] == 100
    assert by_threshold[-1.0]["body_lines"] == 75
    assert by_threshold[0.0]["chrome_gone"] == 75
    assert all(a["body_characters"] >= b["body_characters"] for a, b in pairwise(rows))


def write_pairs(path: Path) -> Path:
    html = "<body><ul><li><a href=/>首页</a><li><a href=/x>登录</a></ul><div class=article>{}</div><p>版权所有 某某网</p></body>"
    rows: list[dict[str, str]] = []
    for number in range(12):
        lines = [f"{line[:-1]}{number}。" for line in BODY_LINES]
        page = html.format("".join(f"<p>{line}</p>" for line in lines))
        rows.append({"html": page, "body": "\n".join(lines), "url": f"http://www.site{number}.cn/a.html", "corpus": "own"})
        rows.append({"text": "\n".join(["首页 > 正文", *lines, "上一篇：无"]), "body": "\n".join(lines), "site": f"site{number}.cn"})
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n", "utf-8")
    return path


def test_pairs_of_html_and_text(tmp_path: Path) -> None:
    path = write_pairs(tmp_path / "pairs.jsonl")
    text, html = list(read_pairs(path, "text")), list(read_pairs(path, "html"))
    assert (len(text), len(html)) == (24, 12)
    assert html[0].context is not None
    assert html[0].context[2] is not None
    assert html[0].context[2].classes[1] == "article"
    assert (html[0].site, text[1].site) == ("site0.cn", "site0.cn")
    assert html[0].labels == (0, 0, 1, 1, 1, 1, 1, 0)
    assert text[0].context is None


@pytest.mark.parametrize("kind", ["text", "html"])
def test_command_writes_weights_that_load(tmp_path: Path, kind: str) -> None:
    pairs, out = write_pairs(tmp_path / "pairs.jsonl"), tmp_path / "weights.json"
    arguments = [str(pairs), "-o", str(out), "--kind", kind, "--layouts", "10", "--without", "site3.cn", "--licence", "own: mine"]
    assert main(arguments) == 0
    data = json.loads(out.read_bytes())
    assert parse_weights(data).kind == kind
    assert data["about"]["corpora"] == ({"own": 11, "pairs": 11} if kind == "text" else {"own": 11})
    assert data["about"]["licences"] == ["own: mine"]
    assert 0 <= data["about"]["nested"]["own"]["f1"]["0.0"] <= 1
    first = out.read_bytes()
    assert main(arguments) == 0
    assert out.read_bytes() == first


@pytest.mark.parametrize("row", ["{", "[]", '{"text": "甲"}', '{"body": "甲"}', '{"html": 3, "body": "甲"}'])
def test_a_row_that_is_no_pair_is_named(tmp_path: Path, row: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "odd.jsonl"
    path.write_text('{"text": "甲", "body": "甲"}\n' + row + "\n", "utf-8")
    assert main([str(path), "-o", str(tmp_path / "w.json")]) == 2
    assert "odd.jsonl, line 2: not a training pair" in capsys.readouterr().err

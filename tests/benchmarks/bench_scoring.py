"""CPU time of scoring the lines of a text and of a page, by number of lines."""

from __future__ import annotations

from functools import partial

import numpy as np

from pipeline.scoring import MarkupContext, score_lines
from tests.benchmarks import timing

milliseconds = partial(timing.milliseconds, rounds=100)

PARAGRAPH = "各单位要严格落实领导带班制度，值班人员必须坚守岗位，发现险情第一时间报告，并立即组织群众转移，确保不漏一户、不落一人。"
LABELS = [
    "首页 > 通知公告 > 正文",
    "来源：县水务局 发布时间：2021-06-01",
    "登录",
    "下载文档",
    "Privacy policy",
    "上一篇：没有了",
    "版权所有 某某网",
]


def text(lines: int, paragraphs: int, size: int) -> list[str]:
    """`lines` lines of which `paragraphs`, in the middle, are sentences of `size` code points."""
    head = (lines - paragraphs) // 2
    chrome = [f"{LABELS[n % len(LABELS)]}{n}" for n in range(lines)]
    body = [(f"{n}、" + PARAGRAPH * 10)[:size] for n in range(paragraphs)]
    return chrome[:head] + body + chrome[head + paragraphs :]


def page(lines: list[str]) -> list[MarkupContext]:
    """Contexts as a page of nested lists and one article would give them."""
    outer = ("body", "div", "div", "div")
    classes = ("", "wrap", "container clearfix", "col")
    return [
        MarkupContext((*outer, "p"), (*classes[:3], "article-content", ""), (0, 1, 2, 3, 100 + n))
        if len(line) > 40
        else MarkupContext((*outer, "ul", "li"), (*classes, "nav", "item"), (0, 1, 2, 4, 5 + n // 12, 100 + n), 1.0, 1)
        for n, line in enumerate(lines)
    ]


def main() -> None:
    """Print the figures."""
    small = np.linspace(0.0, 1.0, 24)
    print(f"one numpy call on 24 numbers: {1000 * milliseconds(lambda: np.log1p(small), rounds=5000):.2f} us CPU")
    for lines, paragraphs, size in ((20, 16, 190), (100, 20, 120), (200, 20, 120), (1000, 100, 120)):
        sample = text(lines, paragraphs, size)
        contexts = page(sample)
        plain, markup = milliseconds(lambda s=sample: score_lines(s)), milliseconds(lambda s=sample, c=contexts: score_lines(s, c))  # type: ignore[misc]
        print(f"{lines:5} lines, {sum(map(len, sample)):6} code points: text {plain:.2f} ms, HTML {markup:.2f} ms")


if __name__ == "__main__":
    main()

"""CPU time of an HTML page of about 178 KB: each part of reading it, the whole cleaning, and trafilatura if it is installed.

With folders as arguments (`python -m tests.benchmarks.bench_html PAGES...`) the real pages in them (.html, .html.gz) as well: one generated
page repeated finds every cache warm and every class name known, which flatters.

Two ways to call trafilatura are measured: `extract`, which gives the main text alone, and `bare_extraction` with metadata, which looks for
title, date, author and site as our reader always does. The second compares like with like; the first is what a user of the text alone pays.
"""

from __future__ import annotations

import gzip
import importlib.util
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from pipeline import Options, clean
from pipeline.readers.head import read_head
from pipeline.readers.html import read
from pipeline.readers.render import render
from pipeline.readers.tree import parse_html
from pipeline.scoring import score_lines
from pipeline.stages.article import choose, page_lines
from tests.benchmarks import timing

SIZE = 178_000  # bytes
milliseconds = partial(timing.milliseconds, rounds=20)


def page() -> str:
    """A news page as they are: scripts and styles for half of it, a menu of 200 links, an article, related links, a footer."""
    menu = "".join(f'<li class="menu-item menu-item-{n}"><a href="/channel/{n}/" target="_blank">频道{n}</a></li>' for n in range(200))
    body = "".join(
        f'<p style="text-indent:2em">第{n}段：今年以来，全县上下紧紧围绕<a href="/tag/{n}">乡村振兴</a>这个中心，统筹推进各项工作，取得了明显成效。</p>'
        for n in range(40)
    )
    related = "".join(
        f'<div class="item"><a href="/a/{n}.html"><img src="/i/{n}.jpg"><span>相关新闻标题第{n}条</span></a></div>' for n in range(60)
    )
    head = "<title>全县乡村振兴工作推进会召开_新闻_某县网</title>" + "".join(f'<meta name="m{n}" content="{"值" * 20}">' for n in range(30))
    script = "<script>" + "window.data={};" * 200 + "</script><style>" + ".a{color:red}" * 200 + "</style>"
    html = (
        f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">{head}{script}</head><body><div class="nav"><ul>{menu}</ul></div>'
        f'<div class="main"><h1>全县乡村振兴工作推进会召开</h1><div class="info">2020-03-05 09:30 来源：某县日报 责任编辑：王某</div>'
        f'<div class="article-content">{body}</div><div class="related">{related}</div></div>'
    )
    end = '<div class="footer">版权所有 某县网 京ICP备00000000号</div></body></html>'
    filler = "<script>var x = 'advertisement';</script>"
    missing = SIZE - len(html.encode()) - len(end.encode())
    return html + filler * max(0, missing // len(filler)) + end


def main() -> None:
    """Print the figures."""
    html = page()
    data = html.encode()
    tree = parse_html(html)
    known = read(html)
    lines = page_lines(known.source, known.lines)
    assert lines is not None
    scores = [score.logit for score in score_lines(lines.texts, lines.contexts)]
    whole = milliseconds(lambda: clean(data, media_type="text/html", options=Options(placeholders="keep")))
    print(f"{len(data)} bytes, {len(known.lines)} lines")
    for name, work in (
        ("parse", lambda: parse_html(html)),
        ("render", lambda: render(tree)),
        ("head", lambda: read_head(html)),
        ("read (all of it)", lambda: read(html)),
        ("score", lambda: score_lines(lines.texts, lines.contexts)),
        ("choose", lambda: choose(lines, scores)),
    ):
        print(f"{name:18} {milliseconds(work):6.2f} ms")
    print(f"{'clean':18} {whole:6.2f} ms")
    for name, call in peers().items():
        other = milliseconds(partial(call, html))
        print(f"{name}: {other:.2f} ms, {other / whole:.2f} x ours")
    for name in sys.argv[1:]:
        compare_pages(Path(name))


def peers() -> dict[str, Callable[[str | bytes], object]]:
    """Return trafilatura's extraction as its users call it, for the text alone and with metadata; nothing if it is not installed."""
    if not importlib.util.find_spec("trafilatura"):
        return {}
    from trafilatura import bare_extraction, extract  # type: ignore[import-not-found,unused-ignore]

    return {
        "trafilatura, text alone": lambda page: extract(page, include_comments=False),
        "trafilatura, text and metadata": lambda page: bare_extraction(page, include_comments=False, with_metadata=True),
    }


def compare_pages(folder: Path) -> None:
    """Print the mean CPU time of the pages below a folder; the tools take turns on each page, so that a busy machine slows all alike."""
    files = sorted(path for path in folder.rglob("*") if path.name.endswith((".html", ".html.gz")))
    pages = [gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes() for path in files]
    options = Options(placeholders="keep")
    tools: dict[str, Callable[[bytes], object]] = {"clean": lambda data: clean(data, media_type="text/html", options=options), **peers()}
    sums = [0.0] * len(tools)
    for data in pages:
        best = [float("inf")] * len(tools)
        for _ in range(4):  # the first time warms up
            for number, tool in enumerate(tools.values()):
                start = time.process_time()
                tool(data)
                best[number] = min(best[number], time.process_time() - start)
        sums = [total + least for total, least in zip(sums, best, strict=True)]
    print(f"{folder.name}: {len(pages)} pages; CPU time of a page, and our documents per CPU second against theirs")
    for name, total in zip(tools, sums, strict=True):
        print(f"{name:32} {1000 * total / len(pages):6.2f} ms {total / sums[0]:5.2f} x")


if __name__ == "__main__":
    main()

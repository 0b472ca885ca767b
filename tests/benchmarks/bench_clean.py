"""CPU time of cleaning a text of about 3,100 code points, by mode and by stage, beside a plain pass of regular expressions."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

from pipeline import Options, clean
from pipeline.cleaning import Raw, _steps, anonymize_placeholders, detect_encoding, emit_document, strip_chrome
from pipeline.draft import Draft
from tests.benchmarks import timing

ROOT = Path(__file__).parent.parent.parent
SIZE = 3100
milliseconds = partial(timing.milliseconds, rounds=60)


def document() -> str:
    """A page with chrome at both ends and in the middle, filled up with different paragraphs to the size that the bar speaks of."""
    text = (ROOT / "raw" / "paywall.txt").read_text("utf-8")
    head, tail = text.split("\n\n", 1)
    pool = "".join(
        (ROOT / "raw" / name).read_text("utf-8") for name in ("clean-speech.txt", "flat-page.txt", "page-images.txt", "masked-notice.txt")
    )
    sentences = [
        sentence
        for sentence in dict.fromkeys(re.split(r"(?<=。)|\n", pool))
        if sentence and 25 < len(sentence) < 90 and sentence not in text
    ]
    filler: list[str] = []
    while len(text) + sum(map(len, filler)) < SIZE and len(sentences) >= 3:
        filler.append("".join(sentences[:3]))
        sentences = sentences[3:]
    rest = SIZE - len(text) - sum(map(len, filler))
    villages = [
        f"第{k}个村新修渠道{k * 37}米,更换闸门{k + 3}座,受益农户{k * 19}户,群众投工{k * 113}个,余下的工程要在第{k}季度以前收尾。"
        for k in range(1, rest // 60 + 1)
    ]
    filler += ["".join(villages[k : k + 3 + k % 2]) for k in range(0, len(villages), 4)]
    return head + "\n\n" + "\n\n".join(filler) + "\n\n" + tail + "展开阅读全文\n相关推荐\n京ICP备00000000号\n"


def substitutions(text: str) -> str:
    """What one would write in an afternoon: the unit that the figures are compared with."""
    for pattern in (
        r"(?m)^.*(?:ICP备|版权所有).*$",
        r"第\s*\d+\s*页\s*/\s*共\s*\d+\s*页",
        r"(?m)^\s*(?:隐藏内容|展开阅读全文|相关推荐)\s*$",
        r"\n\s*\n+",
        r"[ \t\u3000]+",
    ):
        text = re.sub(pattern, "\n" if "\\n" in pattern else "", text)
    return text


def main() -> None:
    """Print the figures."""
    text = document()
    data = text.encode()
    unit = milliseconds(lambda: substitutions(text))
    print(f"{len(text)} code points; five substitutions: {unit:.3f} ms CPU")
    for name, options in (
        ("rules only", Options(mode="rules", placeholders="keep")),
        ("all on", Options()),
        ("article", Options(mode="article")),
    ):
        spent = milliseconds(lambda options=options: clean(data, options=options))  # type: ignore[misc]
        print(f"{name:12} {spent:.3f} ms, {spent / unit:.1f} x the substitutions")
    options = Options()
    raw = Raw(data)
    decoded = detect_encoding(raw, options)
    draft = strip_chrome(raw, decoded, options)
    masked = anonymize_placeholders(draft, options)
    print(f"  decode      {milliseconds(lambda: detect_encoding(raw, options)):.3f} ms")
    print(f"  strip       {milliseconds(lambda: strip_chrome(raw, decoded, options)):.3f} ms")
    for step, name in zip(_steps(options), ("repair", "boilerplate", "reflow", "title", "paragraphs", "opened"), strict=False):
        print(f"    {name:11} {milliseconds(lambda step=step: step(Draft(text))):.3f} ms on the raw text")  # type: ignore[misc]
    print(f"  mask        {milliseconds(lambda: anonymize_placeholders(draft, options)):.3f} ms")
    print(f"  emit        {milliseconds(lambda: emit_document(raw, decoded, masked, options)):.3f} ms")


if __name__ == "__main__":
    main()

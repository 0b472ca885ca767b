"""Decoding: CPU time beside a plain strict decode in the same run, and how often the text is right on sentences of our own.

Bars: UTF-8 at most 2 x a strict decode; GBK 100 KB at most 4 ms and 1 MB at most 8 ms on a machine that decodes 1 MB of GBK in 3 ms; 1 MB of
random bytes at most 1 s.
"""

from __future__ import annotations

import random
from functools import partial

from pipeline.decode import decode
from tests.benchmarks import timing
from tests.decode.samples import FOREIGN, LEGACY, chinese, fitting, page

milliseconds = partial(timing.milliseconds, rounds=1)


def speed() -> None:
    """Print the time per document, and its ratio to a strict decode of the same bytes."""
    print(f"{'document':24}{'ms':>9}{'strict ms':>11}{'ratio':>7}")
    for codec in ("utf-8", "gbk", "big5"):
        for name, size in (("3 KB", 3_000), ("100 KB", 100_000), ("1 MB", 1_000_000)):
            text = chinese(codec)
            text = text * (size // len(text.encode(codec)) + 1)
            data = text.encode(codec)
            ours, plain = milliseconds(lambda data=data: decode(data)), milliseconds(lambda data=data, codec=codec: data.decode(codec))  # type: ignore[misc]
            print(f"{codec + ' ' + name:24}{ours:9.2f}{plain:11.2f}{ours / plain:7.1f}")
    noise = random.Random(1)
    hostile = {
        "random 1 MB": noise.randbytes(1 << 20),
        "gbk, a bad byte a line": b"".join(
            line[:9] + b"\xff" + line[9:] for line in (chinese("gbk") * 5000).encode("gbk").splitlines(keepends=True)
        )[: 1 << 20],
        "two encodings by line": b"".join(
            line.encode(noise.choice(("gbk", "utf-8"))) for line in (chinese("gbk") * 3000).splitlines(keepends=True)
        )[: 1 << 20],
        "one bad byte repeated": b"\x81" * (1 << 20),
    }
    for name, data in hostile.items():
        print(f"{name:24}{milliseconds(lambda data=data: decode(data), batches=1):9.1f}")  # type: ignore[misc]


def accuracy() -> None:
    """Print the share of texts that come back right, by kind and length in code points."""
    lengths = (4, 8, 16, 64, 256, 2000)
    print(f"\n{'right, %':24}" + "".join(f"{length:>8}" for length in lengths))
    for codec in ("utf-8", "gbk", "big5", "utf-16-le", "utf-16-be"):
        print(f"{codec:24}" + "".join(f"{_right(chinese(codec).replace(chr(10), ''), codec, length):8.1f}" for length in lengths))
    for language, codecs in LEGACY.items():
        for codec in codecs:
            print(
                f"{language + ' ' + codec:24}"
                + "".join(f"{_right(fitting(FOREIGN[language], codec), codec, length):8.1f}" for length in lengths)
            )
    labels = (None, "gb2312", "utf-8", "big5", "iso-8859-1")
    for codec in ("utf-8", "gbk", "big5", "utf-16-le"):
        pages = [page(chinese(codec), label) for label in labels]
        right = sum(decode(text.encode(codec)).text == text for text in pages)
        print(f"{codec + ' pages, any label':24}{100 * right / len(pages):8.1f}")


def _right(text: str, codec: str, length: int) -> float:
    """Per cent of windows of `length` code points that come back."""
    text = text * (2 * length // len(text) + 2)
    starts = range(0, len(text) // 2, max(1, len(text) // 60))
    windows = [text[start : start + length].strip() for start in starts]
    return 100 * sum(decode(window.encode(codec)).text == window for window in windows) / len(windows)


if __name__ == "__main__":
    speed()
    accuracy()

"""The characters that masks are made of."""

from __future__ import annotations

X = "xXｘＸ"
CROSS = "×╳✕✖"
STAR = "*＊﹡∗"
RING = "○〇◯Ｏ"
BLANK = "_＿"
CERTAIN = "某"
SHAPES = "△□■●▲◇◎"
"""Bullets and boxes, which are masks only doubled and before a strong head."""
HASH = "#＃"
SIGNS = HASH + "%％…" + SHAPES
"""Signs that mean something else nearly everywhere: a strong rule must say that they fill a slot."""
QUERY = "?？"
"""Marks that hide the figures of a year alone: 20??年."""
INLINE = X + CROSS + STAR + BLANK
"""Mask characters that also stand fused with letters and digits."""
MASK = "\ue000"
"""Stands for every candidate in the text on which slots are looked up: a private-use character."""


def is_han(char: str) -> bool:
    """Return whether a character is a Chinese one (of the basic block or extension A)."""
    return "\u3400" <= char <= "\u9fff"

"""Bytes of a scraped document become text, with the evidence for how they were read.

decode() is the way in; prescan() reads the encoding that a page declares, plausibility() scores how Chinese a text looks. See docs/encoding.md.
"""

from __future__ import annotations

from pipeline.decode.decoding import decode
from pipeline.decode.prescan import prescan
from pipeline.decode.result import Decoded, Repair
from pipeline.decode.score import plausibility

__all__ = ["Decoded", "Repair", "decode", "plausibility", "prescan"]

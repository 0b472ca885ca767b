"""Characters are found one by one as an expression for all of them finds them."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from pipeline.stages.occurrences import occurrences


@given(st.text("省市县来:：a\n", max_size=60), st.sampled_from(["", "市", "省市县", ":："]))
def test_the_same_as_one_expression_finds(text: str, chars: str) -> None:
    assert occurrences(text, chars) == [found.start() for found in re.finditer(f"[{chars}]", text)] if chars else not occurrences(text, chars)

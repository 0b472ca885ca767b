"""Lists of notes under an article."""

from __future__ import annotations

import pytest

from pipeline import clean

TEXT = "".join(f"<p>第{n}段正文讲的是水渠的来历，写得比较长，有逗号，也有句号，读起来是一篇文章。</p>" for n in range(6))
NOTE = "录音存在县里的资料室，凭证件查阅。"


@pytest.mark.parametrize("name", ["footnotes", "references", "reflist", "lemma-reference"])
def test_notes_right_below_the_article_stay(name: str) -> None:
    page = f'<h1>村里的水渠</h1><div class="content">{TEXT}<ol class="{name}"><li>{NOTE}</li></ol></div><div class="footer">版权所有</div>'
    assert NOTE in clean(page.encode(), media_type="text/html").text


@pytest.mark.parametrize("name", ["sidebar references", "related", "cross-reference-links"])
def test_lists_of_other_names_are_judged_as_before(name: str) -> None:
    page = f'<h1>村里的水渠</h1><div class="content">{TEXT}</div><div class="{name}"><ul><li><a href="1">另一条水渠</a></li></ul></div>'
    assert "另一条水渠" not in clean(page.encode(), media_type="text/html").text

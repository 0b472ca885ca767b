"""Tags of a head: what is read straight is what BeautifulSoup reads."""

from __future__ import annotations

import pytest

from pipeline.readers import head_tags
from pipeline.readers.head_tags import read_tags

REGULAR = [
    "<title>全县乡村振兴工作推进会召开_某县网</title>",
    '<TITLE data-rh="true"> A &amp; B &#x4E2D; </TITLE>',
    '<meta name="keywords" content="乡村, 振兴">',
    "<meta content='a \"b\" &lt;c&gt;' property='og:title' />",
    '<META NAME="author"\n CONTENT="王某"/>',
    '<link rel="canonical next" href="https://example.org/a?b=1">',
    '<html lang="zh-CN" hidden>',
    '<meta name="empty" content="">',
]
IRREGULAR = [
    "<meta name=author content=王某>",
    '<meta name="a" content="一" 二"三="">',
    '<meta name="a" name="b" content="c">',
    '<meta name="a" content="b &copy c">',
    "<title>a <b>c</b></title>",
]


@pytest.mark.parametrize("tag", REGULAR)
def test_regular_tags_read_as_the_soup_reads_them(tag: str) -> None:
    straight = head_tags._regular(tag)
    assert straight is not None
    assert [straight] == head_tags._forgiving([tag])


@pytest.mark.parametrize("tag", IRREGULAR)
def test_what_is_not_regular_is_left_to_the_soup(tag: str) -> None:
    assert head_tags._regular(tag) is None
    assert read_tags([REGULAR[0], tag])[0].text == "全县乡村振兴工作推进会召开_某县网"


def test_hostile_tags_end_soon() -> None:
    for tag in ("<meta" + " a" * 10_000, "<meta " + "a=" * 10_000 + ">", '<meta name="' + "&amp;" * 5_000 + '>', "<title>" + "&" * 10_000 + "</title>"):
        assert head_tags._regular(tag) is None

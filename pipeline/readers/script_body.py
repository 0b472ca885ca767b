"""The article of a page whose markup has none, since a script would write it: the one long text among its scripts' data.

Nothing is run. The text becomes lines of the page's source behind those that are visible, and is named as its body.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape, unescape
from typing import NamedTuple

import regex

from pipeline.draft import Line
from pipeline.readers.context import LineMarkup
from pipeline.readers.render import render
from pipeline.readers.script_values import Value, script_values
from pipeline.readers.tree import Tree, parse_html

_NEXT_TO_NOTHING = 600  # bytes of running text in UTF-8: 200 hanzi or 100 English words; notices and footers have as much
_LEAST_BODY = 300  # bytes of running text: a notice of a hundred hanzi
_BY_FAR = 2  # times the running text of the next value, and all that is visible and no link: a list of goods is a body too
_TRIED = 12  # the longest values are looked at closely
_SENTENCE = regex.compile(r"[。！？!?；;]|[.,](?=\s|$)|，")
_MIN_SENTENCE = 60  # bytes
_TAG = regex.compile(r"<(?:p|div|br|span|section|article|h[1-6]|ul|ol|li|table|img|strong|b|em|a|blockquote|figure|center|font)(?=[\s/>])[^<>]{0,2000}>", regex.IGNORECASE)
_ESCAPED = regex.compile(r"&lt;(?:p|div|br|span|section|h[1-6]|img)(?=[\s/&])", regex.IGNORECASE)
_CODE = regex.compile(r"[{}<>;=|\\]")
_MAX_CODE = 0.02  # share of a text's characters that programs and style sheets are made of
_WIDE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]")
_SAMPLES, _SAMPLE = 5, 24  # pieces of a text that stand in its copy, and their code points
# Data of the site that every page of it carries: terms, notices, translations.
_SITES_OWN = regex.compile(
    r"terms(?:_?of|_?and|conditions)|privacy|(?:cookie|return|refund|shipping)s?_?policy|cookie|legal_?(?:notice|text|disclaimer)|disclaimer|agreement|copyright|"
    r"footer|header|gdpr|consent|i18n|locale|translation|accessib|comment|repl(?:y|ies)",
    regex.IGNORECASE,
)
_TITLES = ("title", "headline", "articleTitle", "article_title", "subject")
_MAX_TITLE = 120
_LEAST_TITLE = 4  # code points that two titles share
_MAX_SHOWN = 50  # visible sentences that are looked for in the text
_MIN_SHOWN = 30  # bytes of a visible sentence that may be body: ten hanzi
_END = regex.compile(r"[。！？!?；]|\.(?=\s|$)")
# What a page without its article says to its readers: of scripts and browsers, and in its foot.
_NOTICE = regex.compile(
    r"javascript|脚本|浏览器|腳本|瀏覽器|browser|cookie|enable|加载|載入|loading|版权|版權|copyright|©|rights reserved|备案|ICP|许可证|举报|免责|转载|客户端|下载|扫码|二维码",
    regex.IGNORECASE,
)


class ScriptBody(NamedTuple):
    """An article in a script: its markup, and where it was found (`script#__NEXT_DATA__ $.props.article.content`)."""

    markup: str
    place: str


class _Candidate(NamedTuple):
    size: int  # bytes of running text
    text: str  # without blanks
    markup: str
    value: Value


def has_little_text(source: str, lines: Sequence[Line]) -> bool:
    """Return whether a page shows next to no running text: then its body may be in a script."""
    return _running(source, lines, _NEXT_TO_NOTHING) < _NEXT_TO_NOTHING


def find_script_body(tree: Tree, source: str, lines: Sequence[Line]) -> ScriptBody | None:
    """Return the article that the scripts of a page hold, if one text in them is by far the longest and longer than what is visible."""
    values = sorted((value for value in script_values(tree) if not _SITES_OWN.search(value.path)), key=lambda value: -len(value.text))
    found = sorted(filter(None, map(_candidate, values[: _TRIED * 4])), key=lambda each: -each.size)[:_TRIED]
    if not found:
        return None
    copies = [each for each in found if each is found[0] or _is_copy(each.text, found[0].text)]
    others = [each for each in found if each not in copies]
    shown = max(_unlinked(lines, source), max((each.size for each in others), default=0))
    if found[0].size < max(_LEAST_BODY, _BY_FAR * shown):
        return None
    if not all(sentence in found[0].text for sentence in _shown(source, lines)[:_MAX_SHOWN]) and not _names(tree, copies):
        return None  # it may be a body of few words, and the text another article
    best = max(copies, key=lambda each: (each.size * 10 >= found[0].size * 9, each.markup.count("<p") + each.markup.count("<br")))
    return ScriptBody(f"{_heading(best.value.around)}{best.markup}", f"{best.value.script} {best.value.path}")


def _candidate(value: Value) -> _Candidate | None:
    """A value as markup, with the running text in it; None for what no reader is meant to see."""
    text = value.text
    if not _TAG.search(text) and _ESCAPED.search(text):
        text = unescape(text)
    if _TAG.search(text):
        markup = text
    else:
        if not _is_prose(text):
            return None
        markup = "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())
    page = render(parse_html(f"<article>{markup}</article>"))
    size = _running(page.source, page.lines)
    if size < _LEAST_BODY // 2 or not _is_prose(page.source):
        return None
    return _Candidate(size, "".join(page.source.split()), markup, value)


def _is_prose(text: str) -> bool:
    """Whether a text is written for readers: no program, no key, no list of addresses."""
    sample = text[:20_000]
    if len(_CODE.findall(sample)) > _MAX_CODE * len(sample):
        return False
    return _WIDE.search(sample) is not None or sample.count(" ") * 12 > len(sample)


def _running(source: str, lines: Iterable[Line], enough: int = 1 << 60) -> int:
    """Bytes of the lines that read like sentences, up to about `enough`."""
    size = 0
    for start, end, markup in lines:
        if (end - start) * 3 < _MIN_SENTENCE or (isinstance(markup, LineMarkup) and markup.link_density > 0.5):
            continue
        text = source[start:end]
        if (width := len(text.encode("utf-8", "replace"))) >= _MIN_SENTENCE and _SENTENCE.search(text):
            size += width
            if size >= enough:
                return size
    return size


def _unlinked(lines: Iterable[Line], source: str) -> float:
    """Bytes of a page's lines outside of links."""
    return sum(
        len(source[start:end].encode("utf-8", "replace")) * (1 - markup.link_density if isinstance(markup, LineMarkup) else 1) for start, end, markup in lines
    )


def _shown(source: str, lines: Iterable[Line]) -> list[str]:
    """The visible sentences that may be body, without blanks."""
    plain = [source[start:end] for start, end, markup in lines if not (isinstance(markup, LineMarkup) and markup.link_density > 0.5)]
    return ["".join(text.split()) for text in plain if len(text.encode("utf-8", "replace")) >= _MIN_SHOWN and _END.search(text) and not _NOTICE.search(text)]


def _names(tree: Tree, copies: Iterable[_Candidate]) -> bool:
    """Whether a title of the page is the one that stands beside the text: then they are the same article."""
    told = [node.text(deep=True) for name in ("title", "h1") for node in tree.css(name)[:3]]
    told += [node.attributes.get("content") or "" for node in tree.css('meta[property="og:title"]')[:3]]
    names = ["".join(name.split()) for name in told]
    titles = ["".join(_title(each.value.around).split()) for each in copies]
    return any(len(min(one, other, key=len)) >= _LEAST_TITLE and (one in other or other in one) for one in titles for other in names)


def _is_copy(text: str, other: str) -> bool:
    """Whether most of a text stands in another too: a summary, or the same article in another form."""
    places = [n * max(0, len(text) - _SAMPLE) // (_SAMPLES - 1) for n in range(_SAMPLES)]
    return sum(text[at : at + _SAMPLE] in other for at in places) >= _SAMPLES - 2


def _heading(around: Mapping[str, object]) -> str:
    """The title that stands beside the text in the data, as the heading that the script would make of it."""
    title = _title(around)
    return f"<h1>{escape(title)}</h1>" if title else ""


def _title(around: Mapping[str, object]) -> str:
    """The title that stands beside a text in the data, empty if there is none."""
    for name in _TITLES:
        title = around.get(name)
        if isinstance(title, str) and 0 < len(title.strip()) <= _MAX_TITLE and "<" not in title and not title.startswith("http"):
            return title.strip()
    return ""

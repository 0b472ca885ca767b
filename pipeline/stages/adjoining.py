"""Parts of an article that stand outside of the element chosen for it: its second half behind an advertisement, a lead, further sections,
an appended statement, attachments. They are looked for among the elements beside that one, and those beside the elements around it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import regex

from pipeline.scoring.page_tree import PageTree
from pipeline.stages.container import names_article, width
from pipeline.stages.page_parts import is_beside

if TYPE_CHECKING:
    from pipeline.stages.page_lines import PageLines

_NEAR, _FAR = 2, 4  # steps up from the container at whose children we look: at any, and at those that hold a twin of it
_MOST_BETWEEN = 40  # lines between such a part and the container
_LIKELY = -0.75  # logits; the score from which running text in such a part counts as body
_MOSTLY = 0.5  # share of a part's text outside of links that must be running text
_APART_TAGS = frozenset(("nav", "aside", "footer", "header", "form", "figure", "figcaption"))
# Names of what stands beside an article and is written in sentences.
_APART = regex.compile(
    r"author|profile|(?<![a-z])bio(?![a-z])|disclos|disclaimer|declare|statement|(?<![a-z])cta(?![a-z])|subscri|newsletter|promo|licen[sc]e|gallery|"
    r"(?<![a-z\d])(?:foot|head|copyright|search|tool|qr|app|ad|ads|rank|hot|pic|img|photo|video|vote|login|msg|reply|review|respond)(?![a-z])|feedback|"
    r"mianze|shengming|pinglun|guanggao",
    regex.IGNORECASE,
)
_LABEL = regex.compile(
    r"[^\w]{0,3}(?:[\p{Han}]{0,6}(?:评论|評論|留言|跟[帖贴]|回复|相关|相關|推荐|推薦|热门|熱門|排行|猜[你您]|延伸|更多|链接|作者简介|作者介绍|关于(?:作者|我们)|免责|声明|版权|登录|广告|扫码|关注|下载)"
    r"|(?:\d{1,6}\s)?(?:(?:\w{1,20}\s){0,3}comments?|leave a|related|recommended|more|read next|about|subscribe|sign up|newsletter|disclosure|disclaimer|"
    r"you may|share|follow|trending|popular|latest|customer reviews?|reviews?)\b)",
    regex.IGNORECASE,
)
_CALL = regex.compile("登录|广告|扫码|关注|下载")  # what asks for something heads nothing: an account has it over its articles
_MAX_LABEL = 20  # hanzi
_ATTACHED = regex.compile(r"[【\[]?附\s?[件表录图注](?:下载|列表|清单)?\s?(?:[】\]]|[\d一二三四五六七八九十]{0,2}\s?(?:[:：.．、]|$))|附[:：]")
_FILE = regex.compile(r".{1,200}\.(?:docx?|xlsx?|pptx?|pdf|wps|et|ceb|ofd|zip|rar)(?:\s?[(（][^()（）]{1,20}[)）])?", regex.IGNORECASE)
_MOST_ATTACHED = 30  # lines
_SIGNED = regex.compile(r"(?:[12]\d{3}|[一二][一二三四五六七八九〇○零Oo０]{3})\s?年.{1,4}月.{1,4}日")
_LEAST_ROWS = 3
MOST_SIGNED = 4
"""Lines of those who signed a document, and their date."""


class Part(NamedTuple):
    """The lines of a part, in order. `twin`: it is named as the container is, by a name for articles; `closing`: attachments, or who signed when."""

    lines: Sequence[int]
    twin: bool
    closing: bool = False


def adjoining_parts(page: PageLines) -> list[Part]:
    """Return the parts beside the container that may belong to the article, by their markup and the form of their lines."""
    if page.container is None:
        return []
    marks = dict(_elements(page.tree, page.container))
    if not marks:
        return []
    found: list[Part] = []
    inside = [number for number, within in enumerate(page.within) if within]
    first, last = inside[0], inside[-1]
    for twin, lines in _lines_of(page.tree, marks):
        between = lines[0] - last if lines[0] > last else first - lines[-1] if lines[-1] < first else 0
        if between > _MOST_BETWEEN:
            continue
        if lines[0] > last and (_closes(texts := [page.texts[number] for number in lines]) or (between == 1 and _is_table(texts))):
            found.append(Part(lines, twin, closing=True))
        elif (twin or _is_written(page, lines)) and not _is_labelled(page.texts, lines[0]):
            found.append(Part(lines, twin))
    return found


def _is_table(texts: Sequence[str]) -> bool:
    """Whether most lines are rows of a data table."""
    rows = sum("\t" in text for text in texts)
    return rows >= _LEAST_ROWS and rows > _MOSTLY * len(texts)


def _closes(texts: Sequence[str]) -> bool:
    """Whether lines are what a document ends with: its attachments, or who signed it and when."""
    if len(texts) <= MOST_SIGNED and len(signature(texts)) == len(texts):
        return True
    return len(texts) <= _MOST_ATTACHED and (_ATTACHED.match(texts[0]) is not None or all(map(_FILE.fullmatch, texts)))


def signature(texts: Sequence[str]) -> range:
    """Return the numbers of the lines, from the first on, that say who signed a document and when; none if they do not."""
    dated = next((number for number, text in enumerate(texts) if _SIGNED.fullmatch(text)), None)
    if dated is None or any(mark in text for text in texts[:dated] for mark in ":："):
        return range(0)
    return range(dated + 1)


def _elements(tree: PageTree, container: int) -> Iterator[tuple[int, bool]]:
    """The elements beside the container, and beside those around it, that may be parts of the article, and whether they hold a twin of it."""
    parents, ends = tree.parents, tree.ends
    name = tree.tags[container], tree.words[container]
    named = names_article(tree.words[container])
    node = container
    for step in range(1, _FAR + 1):
        if (parent := parents[node]) < 0:
            return
        child = parent + 1
        while child < ends[parent]:
            end = ends[child]
            if child != node and not _is_apart(tree.tags[child], tree.words[child]):
                twin = named and any((tree.tags[each], tree.words[each]) == name for each in range(child, end))
                if twin or step <= _NEAR:
                    yield child, twin
            child = end
        node = parent


@lru_cache(maxsize=10_000)
def _is_apart(tag: str, words: str) -> bool:
    return tag in _APART_TAGS or (words != "" and (is_beside(words) or _APART.search(words) is not None))


def _lines_of(tree: PageTree, marks: dict[int, bool]) -> list[tuple[bool, list[int]]]:
    """The lines of each marked element; none of them stands in another."""
    part = [-1] * len(tree.parents)
    for element in marks:
        part[element : tree.ends[element]] = [element] * (tree.ends[element] - element)
    lines: dict[int, list[int]] = {element: [] for element in marks}
    for number, leaf in enumerate(tree.leaves):
        if part[leaf] >= 0:
            lines[part[leaf]].append(number)
    return [(marks[element], own) for element, own in lines.items() if own]


def _is_written(page: PageLines, lines: Sequence[int]) -> bool:
    running = sum([page.running[number] for number in lines])
    return running > 0 and running >= _MOSTLY * _unlinked(page, lines)


def _unlinked(page: PageLines, lines: Sequence[int]) -> float:
    """The width of some lines without their links."""
    return sum([width(page.texts[number]) * (1 - page.densities[number]) for number in lines])


def _is_labelled(texts: Sequence[str], first: int) -> bool:
    """Whether the first line of a part, or the one above it, says that it is something else."""
    if _labels(texts[first]):
        return True
    return first > 0 and _labels(texts[first - 1]) and not _CALL.search(texts[first - 1])


def _labels(text: str) -> bool:
    return width(text) <= 2.2 * _MAX_LABEL and _LABEL.match(text) is not None


def belonging(page: PageLines, parts: Sequence[Part], scores: Sequence[float]) -> list[bool]:
    """Return for each line whether it stands in one of the parts that read like body: most of their text is running text that scores as such."""
    inside = [False] * len(page.texts)
    for part in parts:
        good = sum([page.running[number] for number in part.lines if scores[number] > _LIKELY])
        if part.twin or part.closing or good >= _MOSTLY * _unlinked(page, part.lines):
            for number in part.lines:
                inside[number] = True
    return inside

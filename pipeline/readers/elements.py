"""How HTML elements are laid out as text: which begin a line, which break one, which are never shown.

Facts from the HTML Standard, section "Rendering" (https://html.spec.whatwg.org/multipage/rendering.html).
"""

from __future__ import annotations

from functools import cache, lru_cache

import regex

from pipeline.readers.tree import Node

INLINE, BLOCK, BREAK, RAISED, LINK, PRE, TABLE, ROW, CELL, LIST, ITEM, SKIP, TEXT, SCRIPTLESS = range(14)

LINES, BLANKS = 1, 2
"""What is kept of an element's white space: its line breaks (`white-space: pre-wrap`), its blanks too (`<pre>`)."""

_NAMES = {
    BLOCK: """address article aside blockquote button caption center dd details dialog dir div dl dt fieldset figcaption figure
        footer form h1 h2 h3 h4 h5 h6 header hgroup legend main marquee menu nav optgroup p search section summary tbody
        tfoot thead ul""",
    BREAK: "br hr",
    RAISED: "sup",
    LINK: "a",
    PRE: "pre listing xmp plaintext textarea",
    TABLE: "table",
    ROW: "tr",
    CELL: "td th",
    LIST: "ol",
    ITEM: "li",
    TEXT: "-text",
    SCRIPTLESS: "noscript",
    # An annotation over ruby text (pinyin, furigana) and MathML's copy of a formula repeat what stands beside them.
    # AMP's advertisements hold nothing but what is shown until they come, or if they do not.
    SKIP: """script style template iframe svg object embed applet canvas audio video head title meta link select datalist
        noframes noembed frameset rt rp rtc annotation annotation-xml area map input img progress meter -comment -doctype !doctype
        amp-ad amp-embed amp-sticky-ad amp-auto-ads amp-consent amp-user-notification""",
}
KINDS: dict[str, int] = {name: kind for kind, names in _NAMES.items() for name in names.split()}
_MAX_KNOWN = 1_000  # lexbor counts the names of HTML, SVG and MathML from 1; the number of any other name is an address


@cache
def kinds_by_id() -> dict[int, tuple[int, str]]:
    """Return kinds and names of the elements met so far by the parser's number for their names: to ask for a name makes a string each time."""
    return {}


def kind_of(node: Node) -> tuple[int, str]:
    """Return kind and name of a node, remembered if the name is one that the parser knows: those that a page made up have other numbers on each page."""
    tag = node.tag or ""
    kind = KINDS.get(tag, INLINE)
    if node.tag_id < _MAX_KNOWN:
        kinds_by_id()[node.tag_id] = kind, tag
    return kind, tag


# Classes by which themes hide text from the eye alone: labels for screen readers, and forum jammers (random characters put
# between the words so that a copy is spoilt); and what encyclopedias and manuals set beside a heading or a word: buttons to edit
# and to link to a section, the entry's name once more, marks of references and of what wants one; what a forum sets over and under a quotation: who said it, a button.
_UNSEEN_CLASS = regex.compile(
    r"(?<![\w-])(?:sr-only|visually-?hidden|screen-reader-text|screen-reader|element-invisible|jammer|"
    r"mw-editsection|mw-jump-link|edit-icon|edit-lemma|lemma-album|title-prefix|headerlink|hash-link|anchorjs-link|sup--normal|Inline-Template|"
    r"bbCodeBlock-(?:title|expandLink|shrinkLink))(?![\w-])"
)
_MAX_INITIAL = 2  # code points: a letter, and the quotation mark before it
_MAX_NODES = 16  # in the element of such a letter: it may be bold in a font of its own
HIDING = frozenset(("style", "aria-hidden", "hidden", "placeholder", "fallback"))
"""Attributes that can hide an element; AMP shows the last two until the thing itself is there, or if it fails to come."""
_BLOCK_STYLE = regex.compile(
    r"(?<![\w-])(?:display\s*:\s*(?:block|flex|grid|list-item|table(?:-row|-cell)?)|float\s*:\s*(?:left|right))(?![\w-])", regex.IGNORECASE
)
_TABLE_STYLE = regex.compile(r"(?<![\w-])display\s*:\s*table(-row|-cell)?(?![\w-])", regex.IGNORECASE)
_WHITE_SPACE = regex.compile(r"(?<![\w-])white-space\s*:\s*(pre|normal|nowrap|initial)", regex.IGNORECASE)
_UNSEEN_STYLE = regex.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt|em)?\s*(?:;|!|$)", regex.IGNORECASE)


# Panels that a click opens, and segments that a script moves into place (React streams them as <div hidden id="S:1">).
_FOLDED = regex.compile(
    r"accordion|collaps|foldable|folded|(?<![a-z])faq|tab-?(?:s-)?(?:pane|panel|content)|spoiler|expand|^S:\d", regex.IGNORECASE
)


def is_unseen(attributes: dict[str, str | None], names: str | None) -> bool:
    """Return whether an element's own markup hides it: `hidden`, `aria-hidden`, its style or a well-known class (`names`)."""
    if not HIDING.isdisjoint(attributes):
        if (style := attributes.get("style")) and _UNSEEN_STYLE.search(style):
            return True
        if attributes.get("aria-hidden") == "true":
            return True
        if "hidden" in attributes and attributes["hidden"] != "until-found":
            return True
        if any(name in attributes and not attributes[name] for name in ("placeholder", "fallback")):
            return True
    return names is not None and is_unseen_class(names)


def keeps_lines(style: str, inherited: int) -> int:
    """Return what is kept of the white space in an element of this style: `LINES`, `BLANKS` or 0; as inherited if it does not say."""
    if found := _WHITE_SPACE.search(style):
        return max(LINES, inherited) if found.group(1).lower() == "pre" else 0
    return inherited


def is_block_style(style: str) -> bool:
    """Return whether a style lays an inline element out as a block; what floats is one (CSS 2, section 9.7)."""
    return _BLOCK_STYLE.search(style) is not None


def is_initial(node: Node, style: str) -> bool:
    """Return whether a floating element is the big first letter of a paragraph, which belongs to the word behind it."""
    if "float" not in style:
        return False
    size = seen = 0
    waiting = [node.child]
    while waiting:
        if (each := waiting.pop()) is None:
            continue
        seen += 1
        size += len((each.text_content or "").strip()) if each.tag == "-text" else 0
        if size > _MAX_INITIAL or seen > _MAX_NODES:  # floats within floats: the text of each would be read again and again
            return False
        waiting += (each.next, each.child)
    return True


def table_part(style: str, around: int) -> int:
    """Return `TABLE`, `ROW` or `CELL` for the block that its style makes one, else `BLOCK`; `around` is what the nearest such element is.

    Rows count only in a table, cells only in a row or a table.
    """
    found = _TABLE_STYLE.search(style)
    if found is None:
        return BLOCK
    part = {"-row": ROW, "-cell": CELL}.get((found.group(1) or "").lower(), TABLE)
    return part if part == TABLE or around == TABLE or (around == ROW and part == CELL) else BLOCK


@lru_cache(maxsize=10_000)
def is_unseen_class(names: str) -> bool:
    """Return whether an element's class is one by which themes hide text."""
    return _UNSEEN_CLASS.search(names) is not None


def is_folded(attributes: dict[str, str | None], words: str, around: str) -> bool:
    """Return whether a hidden element is one that its readers get to see, by its role, its class and id, or those around it."""
    if (names := attributes.get("class")) and is_unseen_class(names):
        return False
    return attributes.get("role") == "tabpanel" or _FOLDED.search(words) is not None or _FOLDED.search(around) is not None

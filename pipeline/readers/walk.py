"""One walk over a parsed page: its visible text in lines, and for each line the element that holds it."""

from __future__ import annotations

from typing import NamedTuple

from selectolax.lexbor import LexborNode

from pipeline.readers.context import Elements
from pipeline.readers.elements import BLOCK, BREAK, CELL, INLINE, KINDS, LINK, PRE, ROW, SKIP, TABLE, is_folded, is_unseen
from pipeline.readers.tables import Table

MAX_DEPTH = 200  # block elements nested deeper than any real page count as part of the deepest one: paths stay short
_MAX_UNSEEN_INLINE = 200  # code points; hidden inline text up to here is a jammer or a label, more is a hidden block
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"


class Piece(NamedTuple):
    """A rendered line: its text, the number of its element, and what was counted in it; `veil` 0 is visible."""

    text: str
    element: int
    linked: int  # code points inside links
    links: int
    after_br: bool
    veil: int  # number of the innermost hidden element around the line


# What holds inside an element and is put back when it ends: element, depth, veil, in_link, in_pre.
_State = tuple[int, int, int, bool, bool]


class Walk:
    """Renders the tree below a node; `pieces`, `elements`, `tables` and `folded` are the result. Made for one use."""

    def __init__(self, *, noscript: bool = False) -> None:
        self.pieces: list[Piece] = []
        self.elements = Elements()
        self.tables: list[Table] = []
        self.veils = 0  # hidden elements met so far
        self.folded: set[int] = set()  # those of them that a reader opens: panels of an accordion, tabs
        self._open: list[Table] = []
        self._kinds = {**KINDS, "noscript": BLOCK} if noscript else KINDS
        self._element = self._depth = self._veil = 0
        self._in_link = self._in_pre = self._after_br = False
        self._buffer: list[str] = []
        self._linked = self._links = 0
        self._link_end = -1

    def run(self, body: LexborNode) -> Walk:
        """Walk everything below `body` without recursion (pages nest as deep as they like) and return self."""
        stack: list[tuple[LexborNode, int, _State | None]] = []
        kinds, buffer = self._kinds, self._buffer
        node = body.child
        while True:
            if node is None:
                if not stack:
                    break
                node, kind, state = stack.pop()
                if state is not None:
                    self._leave(kind, state)
                node = node.next
                continue
            tag = node.tag or ""
            if tag == "-text":
                text = node.text_content
                # Blanks between blocks are no text; most text nodes are such.
                if text and (buffer or self._in_pre or not text.isspace()):
                    buffer.append(text)
                    if self._in_link:
                        self._linked += len(text.strip())
                node = node.next
                continue
            kind = kinds.get(tag, INLINE)
            state = None
            if kind == INLINE:
                if (attributes := node.attributes) and (state := self._enter_inline(kind, attributes, node)) is None:
                    kind = SKIP
            elif kind == LINK:
                if (state := self._enter_inline(kind, node.attributes, node)) is None:
                    kind = SKIP
            elif kind == BREAK:
                if buffer:
                    self._flush()
                self._after_br = True
            elif kind != SKIP:
                state = self._enter_block(kind, tag, node.attributes)
            if kind in (SKIP, BREAK):
                node = node.next
            else:
                stack.append((node, kind, state))
                node = node.child
        self._flush()
        return self

    def _enter_inline(self, kind: int, attributes: dict[str, str | None], node: LexborNode) -> _State | None:
        """Begin a link or an inline element; return the state to put back at its end, or None to pass over it."""
        before = (self._element, self._depth, self._veil, self._in_link, self._in_pre)
        if attributes and is_unseen(attributes, attributes.get("class")):
            if len(node.text(deep=True)) <= _MAX_UNSEEN_INLINE:
                return None
            self._flush()
            self.veils += 1
            self._veil = self.veils
        if kind == LINK and "href" in attributes:
            if self._buffer and self._link_end == len(self._buffer):
                self._buffer.append(" ")  # two links side by side are two words: menus have margins, not blanks
            self._links += 1
            self._in_link = True
        return before

    def _enter_block(self, kind: int, tag: str, attributes: dict[str, str | None]) -> _State:
        """Begin a block element: a new line, and a new element as long as the page is not nested beyond reason."""
        if self._buffer:
            self._flush()
        self._after_br = False
        before = (self._element, self._depth, self._veil, self._in_link, self._in_pre)
        words = ""
        if attributes:
            names = attributes.get("class")
            words = names or ""
            if name := attributes.get("id"):
                words = f"{words} {name}" if words else name
            if is_unseen(attributes, names):
                self.veils += 1
                self._veil = self.veils
                if is_folded(attributes, words, self.elements.words[self._element]):
                    self.folded.add(self.veils)
        if tag == "dialog" and "open" not in attributes:
            self.veils += 1
            self._veil = self.veils
        if self._depth < MAX_DEPTH:
            self._element = self.elements.add(self._element, tag, words)
            self._depth += 1
        if kind == PRE:
            self._in_pre = True
        elif kind >= TABLE:
            self._enter_table(kind, tag, self._element)
        return before

    def _enter_table(self, kind: int, tag: str, element: int) -> None:
        if kind == TABLE:
            if self._open:
                self._open[-1].nested = True
            self._open.append(Table())
        elif self._open and kind == ROW:
            self._open[-1].open_row(element)
        elif self._open and kind == CELL:
            self._open[-1].open_cell(tag, len(self.pieces))

    def _leave(self, kind: int, before: _State) -> None:
        """End an element: put the state before it back."""
        if kind == LINK:
            self._link_end = len(self._buffer)
        if kind not in (LINK, INLINE) or before[2] != self._veil:
            if self._buffer:
                self._flush()
            self._after_br = False
        self._element, self._depth, self._veil, self._in_link, self._in_pre = before
        if kind == CELL and self._open:
            self._open[-1].close_cell(len(self.pieces))
        elif kind == TABLE and self._open:
            self.tables.append(self._open.pop())

    def _flush(self) -> None:
        """End the line that was being gathered."""
        buffer = self._buffer
        if buffer:
            text = buffer[0] if len(buffer) == 1 else "".join(buffer)
            buffer.clear()
            if self._in_pre:
                self._add_preformatted(text)
            elif text := collapse_blanks(text):
                self._add(text, self._linked, self._links)
        self._linked = self._links = 0
        self._link_end = -1

    def _add(self, text: str, linked: int, links: int) -> None:
        self.pieces.append(Piece(text, self._element, min(linked, len(text)), links, self._after_br, self._veil))
        self._after_br = False

    def _add_preformatted(self, text: str) -> None:
        """Keep the lines and blanks of `<pre>`; blank lines only between others."""
        lines = [line.rstrip() for line in text.replace("\xad", "").replace("\xa0", " ").splitlines()]
        while lines and not lines[-1]:
            lines.pop()
        first = next((i for i, line in enumerate(lines) if line), 0)
        share = self._linked / max(1, sum(map(len, lines)))
        for line in lines[first:]:
            self._add(line, round(share * len(line)), self._links)
            self._after_br, self._links = True, 0


def collapse_blanks(text: str) -> str:
    """Return the text as a browser shows it: runs of blanks (no-break ones too) are one, none at the ends, no soft hyphens.

    U+3000 inside a line is kept, since it is content in Chinese (`张　三`); blanks beside it are dropped.
    """
    if "\xad" in text:
        text = text.replace("\xad", "")
    if "\u3000" in text:
        text = "\u3000".join([" ".join(part.split()) for part in text.split("\u3000")]).strip("\u3000")
    else:
        text = " ".join(text.split())
    if text and text[0] in _INVISIBLE and not text.strip(_INVISIBLE):
        return ""
    return text

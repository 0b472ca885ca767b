"""One walk over a parsed page: its visible text in lines, and for each line the element that holds it."""

from __future__ import annotations

from pipeline.readers.blanks import collapse_blanks, preformatted, unwrapped
from pipeline.readers.context import Elements, Piece
from pipeline.readers.elements import (
    BLANKS,
    BLOCK,
    BREAK,
    CELL,
    HIDING,
    INLINE,
    ITEM,
    KINDS,
    LINES,
    LINK,
    LIST,
    PRE,
    RAISED,
    ROW,
    SCRIPTLESS,
    SKIP,
    TABLE,
    TEXT,
    is_block_style,
    is_folded,
    is_initial,
    is_unseen,
    is_unseen_class,
    keeps_lines,
    kind_of,
    kinds_by_id,
    table_part,
)
from pipeline.readers.escaped import escaped_markup
from pipeline.readers.lists import OrderedList
from pipeline.readers.marks import is_mark, is_raised_mark
from pipeline.readers.scriptless import holds_text
from pipeline.readers.tables import Table
from pipeline.readers.tree import Node, Tree

MAX_DEPTH = 200  # block elements nested deeper than any real page count as part of the deepest one: paths stay short
_MAX_UNSEEN_INLINE = 200  # code points; hidden inline text up to here is a jammer or a label, more is a hidden block
_MAX_REFERENCE = 5  # code points
_MAX_ESCAPES = 1_000  # texts on a page that are read as markup


# What holds inside an element, and is put back when it ends: number of the block, its depth, the veil, in a link, white space kept.
_State = tuple[int, int, int, bool, int]
Attributes = dict[str, str | None]


class Walk:
    """Renders the tree below a node; `pieces`, `elements`, `tables`, `lists` and `folded` are the result. Made for one use."""

    def __init__(self, *, noscript: bool = False, mark: str | None = None) -> None:
        self.pieces: list[Piece] = []
        self.elements = Elements()
        self.tables: list[Table] = []
        self.lists: list[OrderedList] = []
        self.veils = 0  # hidden elements met so far
        self.folded: set[int] = set()  # those of them that a reader opens: panels of an accordion, tabs
        self.scriptless: set[int] = set()  # those that are text for readers without scripts
        self.marked: set[int] = set()  # elements that have the attribute `mark`
        self._mark = mark
        self._telling = HIDING | {mark}  # attributes that change how an element is laid out
        self._open: list[Table] = []
        self._open_lists: list[OrderedList] = []
        self._noscript = noscript
        self._styled: list[tuple[int, int]] = []  # elements that their style makes a table or a part of one, and which
        self._state: _State = (0, 0, 0, False, 0)
        self._after_br = False
        self._buffer: list[str] = []
        self._linked = self._links = 0
        self._link_start = self._link_end = -1
        self._escapes: list[Tree] = []  # nodes are gone with their tree

    def run(self, body: Node) -> Walk:
        """Walk everything below `body` without recursion (pages nest as deep as they like) and return self.

        What is done for each node is written here, not in a method: a page has thousands, and this loop is half the cost of reading.
        """
        stack: list[tuple[Node, int, _State | None]] = []
        push, pop, known, buffer, leave = stack.append, stack.pop, kinds_by_id().get, self._buffer, self._leave
        node = body.first_child
        while True:
            if node is None:
                if not stack:
                    break
                node, kind, state_before = pop()
                if state_before is not None:
                    leave(kind, state_before)
                node = node.next
                continue
            kind, tag = known(node.tag_id) or kind_of(node)
            if kind == TEXT:
                text = node.text_content
                # Blanks between blocks are no text; most text nodes are such.
                if text and (buffer or not text.isspace() or self._state[4]):
                    if "</" in text and (inner := self._escaped(node, text)):
                        push((node, INLINE, None))
                        node = inner
                        continue
                    if "\n" in text:
                        text = self._break_lines(text) if (kept := self._state[4]) == LINES else text if kept else unwrapped(text)
                    buffer.append(text)
                    if self._state[3]:
                        self._linked += len(text.strip())
                node = node.next
                continue
            if kind == SKIP or (kind == RAISED and is_raised_mark(node, buffer)) or (kind == SCRIPTLESS and not (self._noscript or holds_text(node))):
                node = node.next
                continue
            state_before = None
            if kind == BLOCK or kind > LINK:
                state_before = self._enter_block(kind, tag, node.attributes)
            elif kind == BREAK:
                self._flush()
                self._after_br = True
                node = node.next
                continue
            elif attributes := node.attributes:
                entered = self._enter_inline(node, kind, attributes)
                if entered is None:
                    node = node.next
                    continue
                kind, state_before = entered
            if child := node.first_child:
                push((node, kind, state_before))
                node = child
                continue
            if state_before is not None:
                leave(kind, state_before)
            node = node.next
        self._flush()
        return self

    def _enter_inline(self, node: Node, kind: int, attributes: Attributes) -> tuple[int, _State | None] | None:
        """Begin an inline element that has attributes; return its kind and the state to put back at its end, None if it is a hidden label."""
        shown, state_before, names = kind, None, attributes.get("class")
        telling = not HIDING.isdisjoint(attributes) or (names is not None and is_unseen_class(names))  # few are
        if telling and is_unseen(attributes, names):
            if len(node.text(deep=True)) <= _MAX_UNSEEN_INLINE:
                return None
            state_before = self._veil()
        elif telling and (style := attributes.get("style")):
            if ("display" in style or "float" in style) and is_block_style(style) and not is_initial(node, style):
                shown, state_before = BLOCK, self._enter_block(BLOCK, node.tag or "", attributes)
            elif "white-space" in style:
                state_before = self._state
                self._state = (*state_before[:4], keeps_lines(style, state_before[4]))
        if kind == LINK:
            if (to := attributes.get("href")) and "#" in to and is_mark(node, to):
                return None
            state_before = self._enter_link(state_before, leads="href" in attributes)
        return shown, state_before

    def _veil(self) -> _State:
        """Begin a hidden inline element; return the state to put back at its end."""
        before = self._state
        self._flush()
        self.veils += 1
        self._state = (before[0], before[1], self.veils, before[3], before[4])
        return before

    def _break_lines(self, text: str) -> str:
        """End a line at each line break of the source; return what stands behind the last one."""
        *lines, rest = text.splitlines() if text[-1] != "\n" else (*text.splitlines(), "")
        for line in lines:
            self._buffer.append(line)
            if self._state[3]:
                self._linked += len(line.strip())
            self._flush()
            self._after_br = True
        return rest

    def _escaped(self, node: Node, text: str) -> Node | None:
        """The first node of a text that is markup itself, None for any other."""
        if self._state[4] == BLANKS and node.parent and node.parent.tag != "textarea":
            return None
        tree = escaped_markup(node, text) if len(self._escapes) < _MAX_ESCAPES else None
        if tree is None or tree.body is None:
            return None
        self._escapes.append(tree)
        return tree.body.first_child

    def _enter_link(self, outer: _State | None, *, leads: bool) -> _State:
        """Begin an anchor, a link if it `leads` anywhere; return the state to put back at its end, `outer` if there is one already."""
        before = self._state
        if leads:
            if (buffer := self._buffer) and self._link_end == len(buffer) and (buffer[-1][-1:] != "]" or len(buffer[-1]) > _MAX_REFERENCE):
                buffer.append(" ")  # two links side by side are two words, but [1][2]: menus have margins, not blanks
            self._links += 1
            self._state = (before[0], before[1], before[2], True, before[4])
        self._link_start = len(self._buffer)
        return outer or before

    def _enter_block(self, kind: int, tag: str, attributes: Attributes) -> _State:
        """Begin a block element: a new line, and a new element as long as the page is not nested beyond reason."""
        if self._buffer or self._links:
            self._flush()
        self._after_br = False
        before = element, depth, veil, in_link, kept = self._state
        words = ""
        if attributes:
            names, name = attributes.get("class"), attributes.get("id")
            words = f"{names} {name}" if names and name else names or name or ""
            if not self._telling.isdisjoint(attributes) or (names is not None and is_unseen_class(names)):  # few do
                if self._mark in attributes:
                    self.marked.add(len(self.elements.tags))
                elif is_unseen(attributes, names):
                    veil = self.veils = self.veils + 1
                    if is_folded(attributes, words, self.elements.words[element]):
                        self.folded.add(veil)
                if style := attributes.get("style"):
                    kept = keeps_lines(style, kept) if "white-space" in style else kept
                    if kind == BLOCK and "table" in style and depth < MAX_DEPTH:
                        kind = table_part(style, self._styled[-1][1] if self._styled else BLOCK)
        if tag == "textarea" or (tag == "dialog" and "open" not in attributes) or (kind == SCRIPTLESS and not self._noscript):
            veil = self.veils = self.veils + 1
            self.scriptless |= {veil} if kind == SCRIPTLESS else set()
        if depth < MAX_DEPTH:
            element, depth = self.elements.add(element, tag, words), depth + 1
        self._state = (element, depth, veil, in_link, BLANKS if kind == PRE else kept)
        if kind >= TABLE:
            if KINDS.get(tag, INLINE) != kind:
                self._styled.append((element, kind))
            self._enter_part(kind, tag, attributes, before)
        return before

    def _enter_part(self, kind: int, tag: str, attributes: Attributes, before: _State) -> None:
        """Begin a table or an ordered list, or a part of one."""
        if kind == CELL:
            if self._open and self._state[2] == before[2]:  # a column hidden from the reader is none
                if not self._open[-1].rows:  # cells of a styled table need no row around them
                    self._open[-1].open_row(before[0], before[0])
                self._open[-1].open_cell(tag, attributes, len(self.pieces))
        elif kind == ROW and self._open:
            self._open[-1].open_row(self._state[0], before[0])
        elif kind == ITEM:
            if self._open_lists and self.elements.tags[before[0]] == "ol":
                self._open_lists[-1].open_item(attributes, len(self.pieces))
        elif kind == TABLE:
            if self._open:
                self._open[-1].nested = True
            self._open.append(Table())
        elif kind == LIST:
            self._open_lists.append(OrderedList.of(attributes))

    def _leave(self, kind: int, before: _State) -> None:
        """End an element: put the state before it back."""
        if kind == BLOCK or before[2] != self._state[2] or kind > LINK:
            if self._buffer or self._links:
                self._flush()
            self._after_br = False
            if self._styled and self._styled[-1][0] == self._state[0] != before[0]:
                kind = self._styled.pop()[1]
        elif kind == LINK and len(self._buffer) > self._link_start:  # a link without text parts nothing
            self._link_end = len(self._buffer)
        self._state = before
        if kind >= TABLE:
            self._leave_part(kind, before[0])

    def _leave_part(self, kind: int, parent: int) -> None:
        if kind == LIST:
            self.lists.append(self._open_lists.pop())
        elif kind == ITEM:
            if self._open_lists and self.elements.tags[parent] == "ol":
                self._open_lists[-1].close_item(len(self.pieces))
        elif self._open and kind == CELL:
            self._open[-1].close_cell(len(self.pieces))
        elif self._open and kind == TABLE:
            self.tables.append(self._open.pop())

    def _flush(self) -> None:
        """End the line that was being gathered."""
        buffer = self._buffer
        if buffer:
            text = buffer[0] if len(buffer) == 1 else "".join(buffer)
            buffer.clear()
            element, _, veil, _, kept = self._state
            if kept == BLANKS:
                self._add_preformatted(text)
            elif text := collapse_blanks(text):
                linked = min(self._linked, len(text))
                self.pieces.append(tuple.__new__(Piece, (text, element, linked, self._links, self._after_br, veil)))  # faster than the class is
                self._after_br = False
            self._link_end = -1
        self._linked = self._links = 0

    def _add_preformatted(self, text: str) -> None:
        """Keep the lines and blanks of `<pre>`; blank lines only between others."""
        lines, element, veil = preformatted(text), self._state[0], self._state[2]
        share = self._linked / max(1, sum(map(len, lines)))
        for line in lines:
            self.pieces.append(Piece(line, element, min(round(share * len(line)), len(line)), self._links, self._after_br, veil))
            self._after_br, self._links = True, 0

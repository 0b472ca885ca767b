"""Names of buttons and ways through menus that a text about a program lists as its own.

A manual, a change log or a tutorial says 下载, Close or `首頁 > 線上服務` on lines of their own, as a page's tools do. Such lines are the text's where lines
that nobody knows for chrome speak of buttons, windows and clicks, above them and below.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set

from pipeline.rules.engine import Hit
from pipeline.rules.literals import Needed
from pipeline.rules.view import View

MIN_LINES, SHARE = 2, 0.15
"""Lines that speak of a program, at least, and their share of the lines that no rule claims."""
MAX_LINE = 400
LONGEST = 60
"""Code points of the name of a button or a way through menus, at most."""

_TALK = Needed((
    "点击", "单击", "双击", "右键", "长按", "点“", "按“", "选“", "点右上角", "点左上角", "按钮", "图标", "界面", "工具栏", "状态栏", "菜单", "书签栏", "选项卡", "对话框", "勾选", "下拉", "左上角", "右上角", "左下角", "右下角",
    "小程序", "快捷键", "另存为", "夜间模式", "闪退", "恢复默认", "按回车", "浏览器", "选择文件", "填写资料", "上传照片", "步骤",
    "點擊", "點選", "點「", "按「", "選「", "開啟「", "按鈕", "圖示", "介面", "工具列", "選單", "另存新檔", "選擇格式", "選擇檔案", "填寫", "上傳照片", "線上申請", "步驟", "瀏覽器", "視窗",
    "click", "Click", "button", "toolbar", "dialog", "Control Panel", "taskbar", " icon", "dark mode", "the menu", "this menu", "the window", "this window", "a window", "the tabs", "the program", "the app", "the screen", "your session", "the cursor", "checkbox", "Settings >", "设置 >", "設定 >", "drop-down", "dropdown", "shortcut key",
))  # fmt: skip
"""One of them stands in each line that speaks of a program."""
_FAMILIES = frozenset(("toolbar", "share", "nav-label", "menu-button", "prev-next", "top", "breadcrumb", "account"))
_IDS = frozenset(("docshare.button", "docshare.furniture", "docshare-en.furniture", "nav.home-page-setters"))
_HEADINGS = frozenset(("related.heading", "promo.more-at", "promo.more-heading"))
"""What also stands in a program: buttons, ways through menus, and the headings of its panes."""


_CAPTION = re.compile(r"(?:按钮|按鈕|工具栏|工具列|状态栏|書籤列|书签栏|菜单栏|快捷键|buttons|toolbar|tabs)[:：]?$")
"""How a line ends that says that names of buttons follow."""
_BAR = re.compile(r"[\u4e00-\u9fff】\])）][ \t\u3000|｜·•/]+[【\[(（\u4e00-\u9fff]")
"""Several names on a line: a page's tools."""


def own(view: View, hits: Sequence[Hit]) -> Set[int]:
    """Return the lines that a text about a program has as its own, of those that rules took for a page's buttons and menus."""
    named = {hit.first: hit for hit in hits if _may_be_named(view, hit)}
    if not named:
        return set()
    claimed = {i for hit in hits for i in range(hit.first, hit.last + 1)}
    talk = [i for i in _TALK.lines(view, MAX_LINE) if i not in claimed]
    if len(talk) < MIN_LINES or len(talk) < SHARE * sum(1 for i, line in enumerate(view.lines) if line.content and i not in claimed):
        return set()
    last = _end(view, talk[-1], named, claimed) if claimed - named.keys() else len(view.lines)  # nothing else was found: the text ends with what it lists
    return {i for i in named if talk[0] < i < last}


def _end(view: View, last: int, named: Mapping[int, Hit], claimed: Set[int]) -> int:
    """Where the text ends whose last line that speaks of a program is `last`: names and what is said of them may follow it."""
    after_caption = _CAPTION.search(view.lines[last].content) is not None
    end = last + 1
    for index in range(last + 1, len(view.lines)):
        if not view.lines[index].content:
            continue
        hit = named.get(index)
        if index in claimed and (hit is None or hit.rule.id in _HEADINGS):
            break
        if hit is None:
            after_caption = False
        if hit is None or after_caption:
            end = index + 1
    return end


def _may_be_named(view: View, hit: Hit) -> bool:
    content = view.lines[hit.first].content
    known = hit.rule.family in _FAMILIES or hit.rule.id in _IDS or hit.rule.id in _HEADINGS
    return known and hit.rule.kind == "line" and len(content) <= LONGEST and not _BAR.search(content)


def without(hits: Sequence[Hit], lines: Set[int]) -> list[Hit]:
    """Return the hits but for those on some lines."""
    return [hit for hit in hits if hit.first not in lines]

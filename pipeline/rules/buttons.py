"""Names of buttons and ways through menus that a text lists as its own.

A manual, a change log or a glossary says 打印, Close or `首頁 > 線上服務` on lines of their own, as a page's tools do. Nothing in the words tells them apart, so
the place does: a name is the text's where nothing but such names was found at all, or where it stands once, inside the text, among lines that no
rule knows; and in a text about programs, which speaks of windows and clicks, wherever it stands between two lines that do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set

from pipeline.rules.engine import Hit
from pipeline.rules.heuristics.page_menu import main_run
from pipeline.rules.literals import Needed
from pipeline.rules.roles import BREADCRUMBS, BUTTON_FAMILIES, BUTTON_RULES, ENGLISH, NAMES_OF_SITES_AND_PROGRAMS, OF_SHORT_LINES, PATHS
from pipeline.rules.slot import slot
from pipeline.rules.view import View, is_long_sentence

MIN_LINES, SHARE = 2, 0.15
"""Lines that speak of a program, at least, and their share of the lines that no rule claims."""
MIN_FOOT = 3
MAX_LINE = 400
NEAR = 6
"""Lines in which another name stands: a text lists several, a lone one is the page's."""
LONGEST = 60
"""Code points of the name of a button or a way through menus, at most."""

MIN_HEADINGS = 2
"""Other short lines over paragraphs, at least, among which a name is a heading, too."""

_PLAIN = re.compile(r"[\u4e00-\u9fff]{2,8}")
_TALK = Needed((
    "点击", "单击", "双击", "右键", "长按", "点“", "按“", "选“", "点右上角", "点左上角", "按钮", "图标", "界面", "工具栏", "状态栏", "菜单", "书签栏", "选项卡", "对话框", "勾选", "下拉", "左上角", "右上角", "左下角", "右下角",
    "小程序", "快捷键", "另存为", "夜间模式", "闪退", "恢复默认", "按回车", "浏览器", "选择文件", "填写资料", "上传照片", "步骤",
    "點擊", "點選", "點「", "按「", "選「", "開啟「", "按鈕", "圖示", "介面", "工具列", "選單", "另存新檔", "選擇格式", "選擇檔案", "填寫", "上傳照片", "線上申請", "步驟", "瀏覽器", "視窗",
    "click", "Click", "button", "toolbar", "dialog", "Control Panel", "taskbar", " icon", "dark mode", "the menu", "this menu", "the window", "this window", "a window", "the tabs", "the program", "the app", "the screen", "your session", "the cursor", "checkbox", "Settings >", "设置 >", "設定 >", "drop-down", "dropdown", "shortcut key",
))  # fmt: skip
"""One of them stands in each line that speaks of a program."""
_BAR = re.compile(r"[\u4e00-\u9fff】\])）][ \t\u3000|｜·•/]+[【\[(（\u4e00-\u9fff]|[|｜:：]\s?\S|\d")
"""Several names on a line, or a value: a page's tools."""
_SUMMED = re.compile(r"(?:以上|上述|上面|这些|前面)(?:各|几|所列)?(?:个|项|种)?(?:功能|栏目|页面|模块|项目|菜单|按钮|频道|入口)")
_STOPS = frozenset("。.")
_CAPTION = re.compile(r"(?:按钮|按鈕|工具栏|工具列|状态栏|书签栏|菜单栏|快捷键|buttons|toolbar|tabs)[:：]?$")
"""How a line ends that says that names of buttons follow."""


def own_names(view: View, hits: Sequence[Hit], composed: Sequence[Hit] = (), *, page: bool = False) -> Set[int]:
    """Return the lines that a text has as its own, of those that were taken for a page's buttons and menus.

    `composed` are the lines that only their words betray: a text about programs is made of such words. `page` says that other chrome is known.
    """
    may = {hit.first: hit.rule.id in NAMES_OF_SITES_AND_PROGRAMS for hit in (*composed, *hits) if _may_be_named(view, hit)}
    for hit in hits:  # what a rule knows for more than a name is none
        if hit.rule.strength == "strong" and not hit.rule.common and hit.rule.action == "remove" and not _may_be_named(view, hit):
            may.pop(hit.first, None)
    if not may:
        return set()
    known = {i: hit.rule.id for hit in hits if hit.rule.kind != "span" for i in range(hit.first, hit.last + 1)}
    claims = {**{hit.first: hit.rule.id for hit in composed}, **known}
    sure = any(hit.rule.id in BREADCRUMBS for hit in hits) or any(hit.rule.strength == "strong" for hit in composed) or _is_foot(view, may.keys())
    if claims.keys() == may.keys() and not page and not sure:
        return may.keys()
    names = {i for i, other in may.items() if not other or (i not in known and not claims[i].startswith(ENGLISH))}
    soft = {*(hit.first for hit in composed), *(i for i, rule in known.items() if rule in OF_SHORT_LINES)}
    return _isolated(view, names, claims) | _explained(view, names, claims) | _headings(view, may.keys(), claims) | _summed_up(view, claims) | _told(view, may, known.keys()) | _in_slot(view, soft, claims)


def _is_foot(view: View, names: Set[int]) -> bool:
    """Whether several names stand below the last sentence and none above: a page's foot."""
    return -1 < view.body[1] < min(names) and len({view.lines[i].content for i in names}) >= MIN_FOOT


def _in_slot(view: View, composed: Set[int], claims: Mapping[int, str]) -> Set[int]:
    """The composed lines of a body of short lines that by-line and foot frame, above its last line of its own."""
    lines = [i for i, line in enumerate(view.lines) if line.content]
    place = slot([None if i in composed else claims.get(i) for i in lines]) if composed else None
    inside = lines[place[0] : place[1] + 1] if place else []
    while inside and inside[-1] in claims and claims[inside[-1]] not in OF_SHORT_LINES:
        inside.pop()
    return set() if any(is_long_sentence(view.lines[i].content) for i in inside) else composed & {*inside}


def _isolated(view: View, names: Set[int], claims: Mapping[int, str]) -> Set[int]:
    """The names that stand once, inside the text, with lines of the text's own above and below them and the names beside them."""
    if not names:
        return set()
    lines = [i for i, line in enumerate(view.lines) if line.content]
    own_place = slot([None if i in names else claims.get(i) for i in lines])
    run = main_run(view, lines, claims)
    inside = {*(lines[own_place[0] : own_place[1] + 1] if own_place else ()), *(range(run[0] + 1, run[1]) if run else ())}
    if view.body[1] >= 0:  # below the last sentence a page has its own
        inside &= {*range(view.body[1])}
    found: set[int] = set()
    group: list[int] = []
    above = False  # whether the last line that is no name is the text's own
    for index in (*lines, -1):
        if index in names:
            group.append(index)
            continue
        below = index >= 0 and index not in claims
        if above and below:
            found.update(i for i in group if i in inside)
        group, above = [], below
    times = Counter(view.lines[i].content for i in found)
    once = {i for i in found if times[view.lines[i].content] == 1}  # what comes again stands below each comment
    return {i for i in once if claims[i] in PATHS or any(i != other and abs(i - other) <= NEAR for other in once)}


def _explained(view: View, names: Set[int], claims: Mapping[int, str]) -> Set[int]:
    """The names that head a sentence of the text's own in which they stand: 复制 over 选中该项时复制工作表。"""
    found: set[int] = set()
    for name, below in zip(view.filled, view.filled[1:], strict=False):
        content = view.lines[below].content
        if name in names and below not in claims and content[-1] in _STOPS and view.lines[name].content.strip("：:") in content[:-1]:
            found.add(name)
    return found


def _headings(view: View, names: Set[int], claims: Mapping[int, str]) -> Set[int]:
    """The names that head paragraphs of the text as other short lines do: 首页, 政务公开 and 联系我们 in a plan for a site."""
    lines = view.filled
    short = [
        (above, i, below) for above, i, below in zip(lines, lines[1:], lines[2:], strict=False)
        if (i in names or i not in claims) and _PLAIN.fullmatch(view.lines[i].content)
    ]  # fmt: skip
    over = [(above, i) for above, i, below in short if below not in claims and view.lines[below].content[-1] in _STOPS]
    if sum(i not in names for _, i in over) < MIN_HEADINGS:
        return set()
    return {i for above, i in over if i in names and above not in claims and view.lines[above].content[-1] in _STOPS}


def _summed_up(view: View, claims: Mapping[int, str]) -> Set[int]:
    """The names right above a line that sums them up: 以上功能在第一期完成。"""
    found: set[int] = set()
    run: list[int] = []
    for index in view.filled:
        if index in claims and len(view.lines[index].content) <= LONGEST:
            run.append(index)
            continue
        if index not in claims and _SUMMED.match(view.lines[index].content):
            found.update(run)
        run = []
    return found if len(found) >= MIN_FOOT else set()


def _told(view: View, may: Mapping[int, bool], claimed: Set[int]) -> Set[int]:
    """The names between lines that speak of a program, where enough of a text does."""
    talk = [i for i in _TALK.lines(view, MAX_LINE) if i not in claimed]
    if len(talk) < MIN_LINES or len(talk) < SHARE * sum(1 for i, line in enumerate(view.lines) if line.content and i not in claimed):
        return set()
    end = _end(view, talk[-1], may, claimed)
    return {i for i in may if talk[0] < i < end}


def _end(view: View, last: int, may: Mapping[int, bool], claimed: Set[int]) -> int:
    """Where the text ends whose last line that speaks of a program is `last`: names and what is said of them may follow it."""
    after_caption = _CAPTION.search(view.lines[last].content) is not None
    end = last + 1
    for index in range(last + 1, len(view.lines)):
        if not view.lines[index].content:
            continue
        if index in claimed and may.get(index, True):
            break
        if index not in claimed:
            after_caption = False
        if index not in claimed or after_caption:
            end = index + 1
    return end


def _may_be_named(view: View, hit: Hit) -> bool:
    content = view.lines[hit.first].content
    known = hit.rule.family in BUTTON_FAMILIES or hit.rule.id in BUTTON_RULES or hit.rule.id in NAMES_OF_SITES_AND_PROGRAMS
    return known and hit.rule.kind == "line" and len(content) <= LONGEST and (hit.rule.family == "breadcrumb" or not _BAR.search(content))

"""Finds the document's title, lifts it out of the text, and drops its repetitions and decorations.

The canonical form is the one that the body's own head repeats; what other occurrences have more (【优秀范文】, .docx, 党办:) is
decoration. Without any repetition the first line is the title only if it reads like one and what follows does not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import regex

from pipeline.draft import Change, Draft
from pipeline.rules.view import View, is_long_sentence, view_of

HEAD_LINES = 120
"""Non-blank lines from the top in which a title may stand: menus of government pages have that many."""
FIRST_LINE = 8
"""Code points of a first line that is repeated, for it to be the title though it does not read like one."""
MIN_TITLE, MAX_TITLE = 5, 80
"""Code points: shorter strings repeat by chance, longer ones are sentences."""
_LOOKED_AT = 2 * MAX_TITLE + 1
"""Code points of a line by which one sees that it is too long for a title, decorations and all."""

MAX_REPEATS = 4
"""Times: what comes more often is a label of a list."""
MAX_WORDS = 16
"""Blanks: a line of more words is a sentence of a language that parts words."""
NEXT = 2
"""Lines between a title and its repetition, at most, in a text without any chrome."""
TOP = 3
"""Non-blank lines from the top of which one must be the title, where only its repetition speaks for it: lists repeat honestly."""

_DECORATION = regex.compile(
    r"""(?x)
      ^ \s* (?: [(（【\[] (?:材料|范文|优秀范文|精选|推荐|热门|最新|原创|word版?|Word版?|精品|转载|原|图文|优质|整理版|共\d+篇)[)）】\]] \s* )+
    | ^ \s* \[ [\u4e00-\u9fff]{2,4} \] \s+                                                 # the sort of a forum's thread
    | ^ \s* [\u4e00-\u9fffA-Za-z]{2,6} \s? [:：] \s? (?=.{5})                               # an office or column before the title
    | \s* (?: [(（【\[] (?: [^()（）【】\[\]]{0,12} (?:范文|篇|合集|精选|推荐|版|模板|汇总|大全|材料|样本|下载) [^()（）【】\[\]]{0,6}
              | \d+\s?字 | 共\d+[页篇] | 完整 | 最终 | 定稿 | 热 | 荐 | 图 | 原创 ) [)）】\]] )+ \s* $
    | \.(?i:docx?|pdf|pptx?|xlsx?|txt|wps|rtf|html?) \s* $
    | \s* [-_—|｜] \s* [\u4e00-\u9fffA-Za-z0-9]{2,12} (?:网|文库|范文|文档|之家|大全|网站|文秘|资料) \s* $
    | \s* _第\d+页 \s* $
    | \s* [(（] \s? (?: 第?\s?\d{1,3}\s?[页頁] | \d{1,3}\s?[/／]\s?\d{1,3} ) \s? [)）] \s* $ | (?<=第.{1,8}[章回节].{0,40}) [(（]\d{1,2}[)）] \s* $   # the page of a chapter
    | ^ 《 (?=[^《》]+》$) | (?<=^[^《》]+) 》 \s* $
    """
)
_ENDS = re.compile(
    r"(?:讲话|发言|致辞|致词|致詞|匯報|演講|谈话|談話|計畫|宣言|誓词|报告|总结|方案|意见|通知|通报|公告|公示|决定|决议|办法|细则|规定|条例|规划|计划|纲要|要点|建议|汇报|材料|心得|"
    r"体会|倡议书?|讲稿|讲话稿|演讲稿?|主持词|说明|简报|情况|经验|启示|思考|对策|调研|述职|述廉|承诺书|责任书|批复|请示|函|纪要|制度|章程|"
    r"講話|報告|通報|公告|致辭|總結|辦法|意見|發言|新闻稿|党课|讲义|剖析|检查|慰问信|感谢信|贺信|公开信|一封信|寄语|献词|贺词|合同书?|协议书?|公约|管理办法|预案|名单|规则|守则|准则|规程|指南|手册|须知|启事|声明|提案|议案|公报|复函|贺电|唁电|慰问电|悼词|祭文|[开闭]幕[词辞]|欢迎[词辞]|答谢[词辞]|祝酒[词辞]|祝[词辞]|"
    r"申请书|检讨书|保证书|证明书?|推荐信|自荐信|求职信|邀请函|策划书|策划案|评语|解说词|規則|須知|聲明|指引|紀要)"
    r"(?:提纲|稿|材料|草案|全文|要点|摘要)?(?:[(（][^()（）]{1,16}[)）])?$"
)
_STARTS = re.compile(r"^(?:关于|在|關於|印发|转发|致|公告(?=[本有修]))[^，。；]{4,}")
_NO_TITLE = re.compile(
    r"[。！？!?；;:：，,、]$|^[\s\d一二三四五六七八九十百(（第][、.．)）\d一二三四五六七八九十]*[、.．)）章节条]|^(?:各位|同志|尊敬|大家|女士|先生|附件|附:|——)|^[-—*•·#>|]|"
    r"^(?:\d{4}|二[〇○零])\D.{0,12}日?$|^[(（].*[)）]$|[〔\[(（【]\d{4}[〕\])）】]\s?第?\d{1,5}号$"
)
_SALUTATION_NEXT = re.compile(
    r"^(?:(?:尊敬的|敬爱的|亲爱的)?(?:各位|同志|大家|女士|先生|代表|委员|领导|朋友|老师|同学|主席|主任|书记|来宾|乡亲|战友|全[市县区省国校体]).{0,40}"
    r"[:：,，!！]?|[(（]?(?:\d{4}|20\D{2}|二[〇○零]).{0,14}[年日)）]{1,2}|"
    r"(?:尊敬的|敬爱的|亲爱的|各)[^。！？；:：]{1,80}[:：]|[^。！？；:：]{2,80}(?:局|委|办|室|部|厅|院|所|站|中心|公司|单位|部门|政府|学校|村|社区|街道|集团|支部|党委|处|科|股|單位|機關|主管|会员|住户|业主|居民|市民)[:：]|"
    r"(?:时\s{0,4}间|地\s{0,4}点|時\s{0,4}間|地\s{0,4}點|主持人?|出席|甲\s{0,4}方(?:[(（][^()（）]{1,12}[)）])?|出租方|出卖人|委托方|合同编号|编号)\s?[:：].{1,60}|第[一1]章.{0,20})$"
)
_NEWS_LEAD = re.compile(r"(?:本报|新华社|中新社|人民网|新华网|央视网|【[^】]{2,12}】|[(（]?记者|近日|近期|日前|[昨今][天日晚晨]|\d{1,2}月\d{1,2}日|经过|随着|為|受|據|昨|[(（]?記者|本報)")
_ENGLISH_HEADLINE = re.compile(r"(?=(?:\S+\s){3,14}\S+$)(?:[A-Z\d“\"‘'][^\s.!?;]*(?:\s(?:(?:a|an|the|of|in|on|at|to|for|by|with|and|or|but|from|as|is|be|up|off|out|over|than|via|into|after|its|it)(?=\s)|[A-Z\d“\"‘'&][^\s.!?;]*[,:]?))*)[^.!?;:,]")
_SITE_SUFFIX = re.compile(r"\s+[-–—|｜·]\s+|\s?[_|｜]\s?|--|——(?=[^—]{2,16}(?:网|报|在线)$)")
_TITLE_END = re.compile(r"讲话(?:提纲|稿)?|发言(?:提纲|稿|材料)?|致辞|致词|報告|报告|讲稿|演讲稿?|主持词|總結|总结|汇报(?:材料)?|通知|意见|方案|倡议书|党课|致詞|講話")
_BODY_BEGINS = re.compile(
    r"(?:各位(?:领导|委员|代表|同志|来宾|老师|同学|朋友|嘉宾|同仁|媒體|鄉親)|同志们|同学们|老师们|朋友们|女士们|尊敬的(?:各位|[^，。]{1,20}[:：,，])|大家(?:好|上午好|下午好|早上好)|(?:[(（]\s?(?:\d{4}|20[\dxX*×]{2}|二[〇○零])[^()（）]{2,14}[)）]))"
)
_SENTENCE_MARK = re.compile(r"[。！？!?；;：:，,\n]")
_SITE_NAME = re.compile(r"[-–—|｜·_]\s?[^-–—|｜·_。，]{2,24}(?:网|网站|政府|日报|晚报|在线|频道|门户|论坛|文库|文档|之家|頻道|網|網站|政府入口網)$")
_NO_HEADLINE = re.compile(r"^(?:[o*•·▪◆>-]|\d{1,3}[.、)])\s?|(?:[网網]站?|门户|官网|频道|日报|晚报|在线|文库)$")
_AGAIN = re.compile(r"\s{0,4}(?:[(（【\[][^()（）【】\[\]\n]{1,24}[)）】\]]\s{0,4}|[-—_]{1,2}\s?|.docx?\s{0,4}){0,2}")
"""What may part a glued title from its repetition; the same words later in a sentence are the body's."""

_GOES_ON = frozenset("，。、；：！？,.;:!?的是了")
"""What stands behind a title's words where they begin a sentence: then they are the sentence's own."""


def squeeze(text: str) -> str:
    """Return a text without white space, the form in which titles are compared."""
    return "".join(text.split())


@lru_cache(maxsize=1024)
def undecorated(text: str) -> tuple[str, ...]:
    """Return a title's forms, from as it stands to bare: each differs from the one before by a decoration taken off."""
    forms, todo = [], [text.strip()]
    while todo:
        form = todo.pop(0)
        if len(form) < 4 or form in forms:
            continue
        forms.append(form)
        todo += [(form[: match.start()] + form[match.end() :]).strip() for match in _DECORATION.finditer(form)]
    return tuple(forms)


def title(draft: Draft) -> Draft:
    """Return the draft with its title found and lifted; a title that is repeated goes with all its repetitions at the top."""
    view = view_of(draft.text, pieces=True)
    head = _head(view)
    if not head:
        return draft
    known = ([draft.findings.title] if draft.findings.title else []) + list(draft.findings.title_evidence)
    # a second title must prove itself as it would in a text without chrome, so that a menu that stands twice is not lifted line by line
    forms = _forms(known, view, head, reach=len(head) if _had_chrome(draft) and not draft.findings.title else NEXT)
    if (glued := _glued(view, head[-1], forms)) or (glued := _before_salutation(view.lines[head[-1]].content)):
        return _lift(draft, view, head, forms | {glued}, glued, "body")
    if named := _named(view, head, forms):
        return _lift(draft, view, head, forms, named, "text")
    if window := _window(view.lines[head[0]].content):
        return _lift(draft, view, [head[0]], {window}, window, "window")
    if plain := _plain(view, head):
        return _lift(draft, view, [head[0]], {plain}, plain, "text")
    return draft if draft.findings.title else _from_evidence(draft)


def _head(view: View) -> list[int]:
    """Indexes of the non-blank lines at the top, up to and with the first one of running text."""
    head: list[int] = []
    for index, line in enumerate(view.lines[: 4 * HEAD_LINES]):
        if line.content:
            head.append(index)
            if is_long_sentence(line.content) or len(line.content) > 2 * MAX_TITLE or len(head) >= HEAD_LINES:
                break
    return head


def _had_chrome(draft: Draft) -> bool:
    """Whether anything of a site was found: it sets its menus between a title and the title once more; an author sets nothing."""
    return any(not rule.startswith(("layout.", "characters.", "title.", "reflow.")) for edit in draft.edits for rule in edit.rules)


def _forms(known: Sequence[str], view: View, head: Sequence[int], reach: int) -> set[str]:
    """All forms, without blanks, that the title may have: what the chrome called it, and what two lines at the top, at most `reach` apart, share."""
    evidence = {squeeze(form) for text in known for form in undecorated(text)}
    lines = [_line_forms(view.lines[i].content[:_LOOKED_AT], k == 0) for k, i in enumerate(head)]
    near = [forms & set().union(*lines[max(0, k - reach) : k], *lines[k + 1 : k + 1 + reach]) for k, forms in enumerate(lines)] if reach < len(lines) else lines
    count = Counter(form for forms in near for form in sorted(forms))
    top = set().union(*lines[:TOP]) if _has_sentence(view) else set()
    total = Counter(form for forms in lines for form in forms)  # of all, near or not: a line is a label wherever it stands
    repeated = {form for form, times in count.items() if times > 1 and total[form] <= MAX_REPEATS and _may_repeat(form, top)}
    return {form for form in evidence | repeated if MIN_TITLE <= len(form) <= MAX_TITLE}


def _may_repeat(form: str, top: set[str]) -> bool:
    """Whether a line that stands more than once may be a title for that alone."""
    if form[-1] in "。！？!?；;，,:：" or _NO_HEADLINE.search(form) or not any(map(str.isalnum, form)):
        return False
    return reads_like_title(form) or (form in top and len(form) >= (2 * FIRST_LINE if form.isascii() else FIRST_LINE))


def _has_sentence(view: View) -> bool:
    """Whether there is running text under the title: verse and lists, whose first line may come again, have none."""
    return view.body[1] >= 0 or any(len(line.content) >= 20 and line.content[-1] in "。！？!?" for line in view.lines)


@lru_cache(maxsize=1024)
def _line_forms(content: str, first: bool) -> frozenset[str]:
    """The forms of one line; the first line of a page may be its window title, which ends with the names of column and site."""
    if len(content) > 2 * MAX_TITLE or content.count(" ") >= MAX_WORDS:
        return frozenset()
    forms = frozenset([squeeze(form) for form in undecorated(content)])
    return forms | {squeeze(content[: m.start()]) for m in _SITE_SUFFIX.finditer(content)} if first else forms


def _glued(view: View, index: int, forms: set[str]) -> str | None:
    """The title that stands before the body's first sentence on the same line, without a blank."""
    content = view.lines[index].content
    start = squeeze(content[: 2 * MAX_TITLE])
    if not is_long_sentence(content):
        return None
    return max((form for form in forms if start.startswith(form) and start != form and start[len(form)] not in _GOES_ON), key=lambda f: (len(f), f), default=None)


def _before_salutation(content: str) -> str | None:
    """A title that shows itself at the start of a body's line: the salutation, a date, or the title once more follows it."""
    if not is_long_sentence(content):
        return None
    for match in _TITLE_END.finditer(content, MIN_TITLE + 1, 2 * MAX_TITLE):
        form = content[: match.end()].strip()
        follows = content[match.end() : match.end() + 30 + len(form)].lstrip()
        if _BODY_BEGINS.match(follows) or (len(form) >= FIRST_LINE and form in follows):
            return squeeze(form) if len(form) <= MAX_TITLE and not _SENTENCE_MARK.search(form) else None
    return None


def _named(view: View, head: Sequence[int], forms: set[str]) -> str | None:
    """The form of the title that stands at the top: the barest that the longest one there contains."""
    present = [form for k, i in enumerate(head) for form in _line_forms(view.lines[i].content[:_LOOKED_AT], k == 0) if form in forms]
    if not present:
        return None
    whole = [form for form in present if any(squeeze(view.lines[i].content) == form for i in head)] or present
    longest = max(whole, key=lambda form: (len(form), form))
    return min((form for form in whole if form in longest), key=lambda form: (len(form), form))


def reads_like_title(content: str) -> bool:
    """Whether a line by itself reads like a title: its length, its ending or beginning, no sentence mark."""
    if not MIN_TITLE <= len(content) <= MAX_TITLE or _NO_TITLE.search(content):
        return False
    bare = undecorated(content)[-1] if content else ""
    return bool(_ENDS.search(bare)) or (bool(_STARTS.search(bare)) and "," not in bare and "，" not in bare)


def _window(content: str) -> str | None:
    """A first line that is the page's window title: the headline, perhaps the column, and the name of a site."""
    match = _SITE_SUFFIX.search(content) if _SITE_NAME.search(content) else None
    form = squeeze(content[: match.start()]) if match else ""
    return form if MIN_TITLE <= len(form) <= MAX_TITLE else None


def _plain(view: View, head: Sequence[int]) -> str | None:
    """The first line, if it reads like a title and the next like the body's beginning."""
    if len(head) < 2:
        return None
    first, second = (view.lines[i].content for i in head[:2])
    if not reads_like_title(first):
        return squeeze(first) if _is_headline(first, second) else None
    if reads_like_title(second):
        return None
    begins = is_long_sentence(second) or _SALUTATION_NEXT.search(second) or (len(second) >= 20 and second[-1] in "。！？!?:：")
    return squeeze(first) if begins else None


def _is_headline(first: str, second: str) -> bool:
    """Whether two first lines are a newspaper's headline, in Chinese or English, and its lead."""
    if not is_long_sentence(second) or not MIN_TITLE <= len(first) <= 100 or _NO_TITLE.search(first):
        return False
    if _ENGLISH_HEADLINE.fullmatch(first):
        return True
    return FIRST_LINE <= len(first) <= 40 and _NEWS_LEAD.match(second) is not None and not _SENTENCE_MARK.search(first)


def _lift(draft: Draft, view: View, head: Sequence[int], forms: set[str], chosen: str, source: str) -> Draft:
    """Cut every head line that is a form of the title, and the title before the body's first sentence."""
    changes: list[Change] = []
    shown = chosen
    named = {squeeze(form) for text in draft.findings.title_evidence for form in undecorated(text)}
    forms = {form for form in forms if form in named or chosen in form or form in chosen}  # other lines that come twice are no title
    for index in head:
        content = view.lines[index].content
        bare = [f for f in undecorated(content) if squeeze(f) == chosen] if len(content) <= 2 * MAX_TITLE else []
        if bare or _line_forms(content[:_LOOKED_AT], index == head[0]) & forms:
            shown = bare[0] if bare else shown
            rule = "title.line" if squeeze(content) == chosen else "title.decorated"
            changes.append(Change(*view.whole(index, index), "", rule))
        elif index == head[-1] and (end := _glued_end(content, chosen)):
            start = view.text.index(content, view.lines[index].start)
            shown = content[:end].strip()
            changes.append(Change(start, start + end, "", "title.glued"))
            if again := _AGAIN.match(view.text, start + end):
                begin = again.end()
                if view.text.startswith(shown, begin):
                    changes.append(Change(begin, begin + len(shown), "", "title.glued"))
    found = draft.findings
    if found.title and squeeze(found.title) != squeeze(shown) and source == "text":
        metadata = {**found.metadata, "x-subtitle": shown} if "x-subtitle" not in found.metadata else found.metadata
        return draft.with_findings(metadata=metadata).apply(changes)
    return draft.with_findings(title=shown, title_source=found.title_source or source).apply(changes)


def _glued_end(content: str, chosen: str) -> int:
    """Where in a line its leading title ends, 0 if it does not begin with it."""
    at = 0
    for position, char in enumerate(content):
        if char.isspace():
            continue
        if at == len(chosen):
            return 0 if char in _GOES_ON else position
        if char != chosen[at]:
            return 0
        at += 1
    return 0


def _from_evidence(draft: Draft) -> Draft:
    """A title that only the removed chrome knew: its barest form, most often named."""
    if not draft.findings.title_evidence:
        return draft
    bare = [undecorated(text)[-1] for text in draft.findings.title_evidence if undecorated(text)]
    bare = [text for text in bare if MIN_TITLE <= len(text) <= 2 * MAX_TITLE]
    if not bare:
        return draft
    best = max(bare, key=lambda text: (bare.count(text), -bare.index(text)))
    return draft.with_findings(title=best, title_source="chrome")

"""Learns rules from a whole collection: what stands around the text in document after document of one site is the site's.

It reads cleaned documents, so what it finds is the chrome that no rule knew. Nothing is removed by it: it writes rules, with what
they were learned from, for a person to look at. What documents of one kind may say themselves (greetings, signatures, parts of a
paper) is written with `enabled = false`.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple

from pipeline.rules.rule import folder_of
from pipeline.rules.view import View, is_long_sentence, view_of

LONGEST = 160
"""Code points of a line that is looked at."""
OWN = 12
"""Code points of a line that no other document has, from which on it says where the document's text lies."""
LEAST_SHARE = 0.05
"""Share of a site's documents in which a line must stand to be noticed at all."""
SURE_SHARE, SURE_DOCUMENTS = 0.5, 10
"""A line without a word about the site is taken for chrome if it stands in such a share of its documents, and of so many."""
SURE_COMPANY = 0.8
"""Share of its documents in which a line of the site must stand in a run of shared ones, if there are too few of them."""
INNER_SHARE = 0.1
"""Share of its documents in which a line may stand between lines of running text: more often it is theirs."""
COMPANY = 3
"""Shared lines in a row: a menu. What documents of one kind say alike stands alone among what is theirs."""
MEMORY = 2_000_000
"""Forms of lines counted at a time (250 MB); beyond it those met once are forgotten, most of which are lines of texts."""
_SLOT = "\0"  # where the document's title stands
_SLOT_PATTERN = ".{4,120}"
_SHORTEST_TITLE = _SHORTEST_NAME = 4
_FIXED = re.compile(r"[^\d\0]+")
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]")
_OF_SITE = re.compile(
    r"本[站网]|网站|网址|文库|(?:网|站|在线|論壇|论坛|频道|客户端|日报|晚报|新闻|公众号|小编|编辑部)$|版权|侵权|转载|下载|登[录陆]|注册|会员|收藏|分享到|点击|阅读[:：量次全0]|浏览[:：量次0]|评论|来源[:：]|"
    r"发布(?:时间|日期|者|人|于|[:：])|更新(?:时间|日期|于|[:：])|上传|微[信博]|关注|扫码|二维码|搜索|首页|栏目|猜你|热门|推荐|标签|上一[篇页条]|下一[篇页条]|更多|广告|免费|积分|字号|打印|"
    r"網[站頁]|登入|瀏覽|點擊|下載|訂閱|轉載|回首頁|www\.|https?:|\.(?:com|cn|net|org)\b|QQ|VIP|APP\b|"
    r"\b(?:copyright|rights reserved|log ?in|sign (?:in|up)|subscribe|share|comments?|read more|posted|print|newsletter|menu|home|search|views?|tags?|cookies?|privacy)\b",
    re.IGNORECASE,
)
"""What a line says that speaks of the site around a document."""
_OF_DOCUMENT = re.compile(
    r"(?:各位|尊敬|敬爱|亲爱|同志|大家|谢谢|感谢|祝|此致|敬礼|特此|附[件表录图:：]|此页无正文|抄送|主送|印发|目\s?[录次]$|摘\s?要|前\s?言|引\s?言|导\s?[言语]$|结\s?[语论]|绪\s?论|参考文献|关键词|"
    r"注释|致谢|全文完|完$|答案|解析|[单多]?选择?题|填空|判断题|材料|问题|审\s?判|书\s?记\s?员|人民陪审|原告|被告|甲方|乙方|签[字章名]|盖章|日期|报告人|主持|时间|地点|"
    r"第?[一二三四五六七八九十\d]{1,3}[、.．章节条篇]|[(（][一二三四五六七八九十\d]{1,2}[)）]|abstract|contents|references|introduction|conclusions?|summary|appendix|notes?|dear|sincerely|thank|chapter|part)",
    re.IGNORECASE,
)
"""How lines begin that documents of one kind have alike."""
_ISSUER = re.compile(r"(?:政府|委员会|人大|政协|[局厅部院委会处科室队所厂校]|公司|银行|大学|学院|中心|集团)$")
"""How the names end of those who sign documents; a menu of them is the site's."""
_SENTENCE = re.compile(r"[。！？!?；;…]$|[，,].{8}")


class _Seen(NamedTuple):
    """Where a line stood: documents that hold it above, below and between lines of their own, and in a run of shared lines; one wording of it."""

    above: int
    below: int
    inner: int
    company: int
    sample: str

    def plus(self, other: _Seen) -> _Seen:
        """Both together."""
        return _Seen(self.above + other.above, self.below + other.below, self.inner + other.inner, self.company + other.company, self.sample)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A line that a site's documents share. `doubt` says why a document may say it itself, empty if nothing speaks for that."""

    site: str
    pattern: str
    where: str
    needs: str
    sample: str
    held: int
    documents: int
    doubt: str


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned: the proposals by site, the most frequent first, and how many different documents each site has."""

    proposals: tuple[Proposal, ...]
    documents: Mapping[str, int]


def learn(read: Callable[[], Iterable[Mapping[str, Any]]], least: int) -> Learned:
    """Return the lines that at least `least` different documents of one site share; `read` gives the documents (`Document.to_dict`), and is called twice.

    The first time the lines are counted, the second time it is seen where the shared ones stand among those that are not.
    """
    pages: Counter[str] = Counter()
    counted: Counter[bytes] = Counter()
    for site, lines in map(_formed, read()):
        pages[site] += 1
        counted.update({_digest(site, form) for form, _ in lines})
        if len(counted) > MEMORY:
            counted = Counter({key: held for key, held in counted.items() if held > 1})
    asked = {site: max(least, LEAST_SHARE * held) for site, held in pages.items()}
    documents: Counter[str] = Counter()
    seen: dict[tuple[str, str], _Seen] = {}
    met: set[bytes] = set()
    for site, lines in map(_formed, read()):
        shared = [counted[_digest(site, form)] >= asked[site] for form, _ in lines]
        own = max((content for (_, content), common in zip(lines, shared, strict=True) if not common), key=len, default="")
        if len(own) < OWN or (copy := _digest(site, own)) in met:
            continue  # a copy, or nothing that is its own
        met.add(copy)
        documents[site] += 1
        for form, here in _placed(lines, shared).items():
            seen[site, form] = seen.get((site, form), _Seen(0, 0, 0, 0, here.sample)).plus(here)
    found = (_proposal(site, form, places, documents[site]) for (site, form), places in seen.items() if _fixed(form))
    enough = (proposal for proposal in found if proposal.held >= asked[proposal.site])
    return Learned(tuple(sorted(enough, key=lambda p: (p.site, -p.held, p.pattern))), documents)


def _digest(site: str, form: str) -> bytes:
    return hashlib.blake2b(f"{site}\n{form}".encode(), digest_size=8).digest()


def _formed(document: Mapping[str, Any]) -> tuple[str, list[tuple[str, str]]]:
    """The site of a document, and its lines as (form, content) pairs."""
    masked = sorted(int(mask["start"]) for mask in document["placeholders"] if mask["in"] == "text")
    site = document["metadata"].get("site") or folder_of(document["source"]["path"])
    return str(site), list(_forms(view_of(str(document["text"])), str(document["title"] or ""), masked))


def _forms(view: View, title: str, masked: Sequence[int]) -> Iterator[tuple[str, str]]:
    """The lines that say something, each with its form: digits are `0`, the title is a slot. Lines with masks are not what the page said."""
    for start, end, content in view.lines:
        if not content or _SLOT in content:
            continue
        if len(content) > LONGEST or (masked and bisect_left(masked, start) < bisect_left(masked, end)):
            yield content, content
        else:
            yield _DIGITS.sub("0", content.replace(title, _SLOT, 1) if len(title) >= _SHORTEST_TITLE else content), content


def _placed(lines: Sequence[tuple[str, str]], shared: Sequence[bool]) -> dict[str, _Seen]:
    """Where the shared lines of one document stand; each form counts once, inside the text if it ever stands there."""
    own = [i for i, ((_, content), common) in enumerate(zip(lines, shared, strict=True)) if not common and len(content) >= OWN]
    first, last = own[0], own[-1]
    found: dict[str, _Seen] = {}
    runs = _runs(shared)
    for i, ((form, content), common) in enumerate(zip(lines, shared, strict=True)):
        if common and len(content) <= LONGEST and not (form in found and (i < first or i > last)):
            found[form] = _Seen(int(i < first), int(i > last), int(first < i < last), int(runs[i] >= COMPANY), content)
    return found


def _runs(shared: Sequence[bool]) -> list[int]:
    """For each line how many shared ones stand together around it."""
    sizes = ((common, len(list(run))) for common, run in groupby(shared))
    return [size if common else 0 for common, size in sizes for _ in range(size)]


def _fixed(key: str) -> str:
    """The longest part of a form that never changes; empty if that is nothing to know a line by."""
    part = max(_FIXED.findall(key), key=len, default="").strip()
    if key.startswith(_SLOT) and key.endswith(_SLOT):
        return ""
    least = 1 if len(part) == len(key) else 2
    return part if len(_WORD.findall(part)) > least else ""


def _proposal(site: str, key: str, seen: _Seen, documents: int) -> Proposal:
    held = seen.above + seen.below + seen.inner
    where = "head" if seen.above > 0.9 * held else "tail" if seen.below > 0.9 * held else "any"
    if is_long_sentence(seen.sample):
        where = "any"  # for the engine it is running text, above and below which the others stand
    fixed = (_escaped(part) for part in re.split(r"(\0|0)", key))
    return Proposal(site, "".join(fixed), where, _fixed(key), seen.sample, held, documents, _doubt(site, key, seen, held, documents))


def _escaped(part: str) -> str:
    return _SLOT_PATTERN if part == _SLOT else r"\d{1,12}" if part == "0" else re.sub(r"([\\.^$*+?{}\[\]|()#&~-])", r"\\\1", part)


def _doubt(site: str, key: str, seen: _Seen, held: int, documents: int) -> str:
    """Why a line may be the documents' own."""
    often = held >= SURE_DOCUMENTS and held >= SURE_SHARE * documents
    of_site = _OF_SITE.search(key) or (len(name := max(site.split("."), key=len)) >= _SHORTEST_NAME and name in key.lower())
    if seen.inner > INNER_SHARE * held and not (of_site and often):
        return "it also stands inside the text"
    if of_site:
        return ""
    if _OF_DOCUMENT.match(key):
        return "documents say such things themselves"
    if _SENTENCE.search(key):
        return "it is a sentence, and says nothing of the site"
    in_menu = seen.company >= SURE_COMPANY * held
    if _ISSUER.search(key) and not (in_menu and often):
        return "it may be who signs the documents"
    if not often and not in_menu:
        return "it says nothing of the site, and stands in few documents"
    return ""

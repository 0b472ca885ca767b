"""What a line is to a title, seen by itself: a title, what stands beside one, the beginning of the body, or none of them."""

from __future__ import annotations

import re
from functools import lru_cache

import regex

from pipeline.rules.heuristics.site_line import composed, is_glued_row, parts
from pipeline.rules.view import is_long_sentence
from pipeline.stages.title.decoration import MAX_TITLE, MIN_TITLE, squeeze, undecorated
from pipeline.stages.title.furniture import says_furniture

SHORTEST = 4
"""Code points of a title that nothing but its place over the body shows."""
UNLIKE_TITLE = 8
"""Code points of a line that does not read like a title, for it to be one for its place or its repetition."""
LONGEST_WITH_COMMA = 44
"""Code points of a line with a comma that may be a headline: longer ones are the first line of a text that was wrapped."""
LONGEST_ROW, SHORTEST_BUTTON = 30, 6
"""Code points of a row of buttons, at most, and of a headline that is nothing but the words of a button, at least."""
_ROWS = ("pure", "spoken", "bar", "things")
LEAST_WORDS, MOST_WORDS = 4, 18
"""Words of an English headline."""

_KINDS = "|".join((
    "讲话|讲话稿|讲稿|发言|致辞|致词|致詞|致辭|匯報|演講|演讲稿?|谈话|談話|宣言|誓词|报告|总结|汇报|主持词|講話|報告|總結|發言|党课|讲义|寄语|献词|贺词|[开闭]幕[词辞]|欢迎[词辞]|答谢[词辞]|祝酒[词辞]|祝[词辞]|悼词|祭文|解说词",
    "方案|意见|通知|通报|公告|公示|决定|决议|办法|管理办法|细则|规定|条例|规划|计划|纲要|要点|建议|批复|请示|函|复函|纪要|制度|章程|公约|预案|名单|规则|守则|准则|规程|指南|手册|须知|启事|声明|提案|议案|公报|流程",
    "材料|心得|体会|倡议书?|说明|简报|情况|经验|启示|思考|对策|调研|述职|述廉|承诺书|责任书|剖析|检查|新闻稿|合同书?|协议书?|申请书|检讨书|保证书|证明书?|推荐信|自荐信|求职信|邀请函|策划书|策划案|评语",
    "慰问信|感谢信|贺信|公开信|一封信|贺电|唁电|慰问电",
    "計畫|通報|辦法|意見|規則|須知|聲明|指引|紀要",
    "发言内容|讲话内容|谈话内容|發言內容|講話內容|談話內容|答记者问|答記者問|实录|實錄|研究进展|研究進展|综述|綜述|述评|述評",
))  # fmt: skip
"""Names of kinds of texts, with which titles end."""
_ENDS = re.compile(
    rf"(?:{_KINDS}|主持詞|發布會|告[\u4e00-\u9fff]{{1,6}}书|教案|教学设计|读后感|观后感|作文|论文|研究|问题|探讨|浅谈)"
    r"(?:提纲|稿|材料|草案|全文|要点|摘要|范文|模板|精选|集锦|汇编|汇总)*(?:\d{1,2}篇)?(?:[(（][^()（）]{1,16}[)）])?$"
)
_COMPILED = re.compile(r"[(（【]?[共合集精选通用推荐专业优秀热门]{0,4}\s?[\d一二三四五六七八九十]{1,3}篇[)）】]?$|[(（]?(?:[共合]集?)?\d{1,3}篇[)）].{4,}")
_SECOND_HALF = re.compile(r".{4}(?:——|--|―)(?:记|記|访|写在|读|致|评|论|谈|在|以|兼|基于|来自|献给|走进|纪念|对).{3}")
_STARTS = re.compile(r"^(?:关于|在|關於|印发|转发|致|公告(?=[本有修]))[^，。；]{4,}")
_NO_TITLE = re.compile(
    r"""(?x)
      [。！？!?；;：:，,、] $                                                                             # a sentence or a label
    | ^ [\s\d一二三四五六七八九十百(（第] [、.．)）\d一二三四五六七八九十]* [、.．)）章节条]                   # a point of a list
    | ^ (?:各位|同志|尊敬|大家|女士|先生|附件|附:|——) | ^ [-—*•·\#>|❶-❿①-⑳⑴-⒇㈠-㈩]
    | ^ (?:采购|招标|采購|招標)? (?:项目|标的|合同|课题|产品|項目|標的|合約) (?:名称|编号|名稱|編號) \s                            # a table's label with its value
    | ^ (?:(?:19|20)\d\d|20\D{2}|\d{4}|二[〇○零]\D{2}) \s? [-./年] \s? [\d一二三四五六七八九十xX×*]{1,3} \s? [-./月] .{0,8} $   # a day
    | ^ (?:\d{4}|20\D{2}|二[〇○零]\D{2}) 年? $ | ^ [(（] .* [)）] $
    | ^ [(（] [^()（）]{0,30} (?:大学|大學|学院|學院|研究[所院]|医院|醫院|图书馆|圖書館|中心|公司) [^()（）]{0,20} [)）]                   # where the authors work
    | [(（] (?:精|优|热|精选|优选|推荐|通用|实用|汇总|优秀) [)）] \s? [\d一二三四五六七八九十]{1,3} $                  # the head of a part
    | [〔\[(（【] \d{4} [〕\])）】] \s? 第? \d{1,5} 号 $                                                    # the number of an official document
    """
)
_PEOPLE = "各位|同志|大家|女士|先生|代表|委员|领导|朋友|老师|同学|来宾|乡亲|战友"
_ADDRESSEES = (
    "局|委|办|室|部|厅|院|所|站|中心|公司|单位|部门|政府|学校|村|社区|街道|集团|支部|党委|处|科|股|單位|機關|主管|会员|住户|业主|居民|市民|们|們|朋友|家长|同仁|教职工"
)
_SALUTATION = re.compile(
    rf"""(?x)
      (?:尊敬的|敬爱的|亲爱的)? (?:{_PEOPLE}|主席|主任|书记|全[市县区省国校体]) .{{0,40}} [:：,，!！]
    | (?:尊敬的|敬爱的|亲爱的)? (?:{_PEOPLE}) .{{0,12}}
    | [(（]? (?:\d{{4}}|20\D{{2}}|二[〇○零]) .{{0,14}} [年日)）]{{1,2}}
    | (?:Good\ (?:morning|afternoon|evening)|Thank\ you|Dear|Hello|Ladies\ and\ gentlemen)\b .{{0,80}} [.,:!]
    | (?:尊敬的|敬爱的|亲爱的|敬愛的|親愛的|各) [^。！？；:：]{{1,80}} [:：] | [^。！？；:：]{{2,80}} (?:{_ADDRESSEES}) [:：]
    | (?: 时\s{{0,4}}间|地\s{{0,4}}点|時\s{{0,4}}間|地\s{{0,4}}點|主持人?|出席                                  # the head of minutes and of contracts
        | [甲乙丙]\s{{0,4}}方(?:[(（][^()（）]{{1,12}}[)）])?|出租方|出卖人|委托方|合同编号|编号 ) \s? [:：] .{{1,60}}
    | 第[一1]章 .{{0,20}}
    """
)
_BODY_LINE = re.compile(
    rf"""(?x)
      {_SALUTATION.pattern.removeprefix("(?x)")}
    | (?:一、|[(（]一[)）]|1[、.．]\s?\D|第[一1][条章节部]) .{{1,120}}                                         # the first point
    | [^。！？；]{{2,40}} (?:\s?篇|\s?第|[稿文作结会案告书告信]) \s? [一1](?:篇)? [:：]?                         # the first text of a compilation
    | [【(（]? [^。，、\s】)）]{{2,16}} (?:讯|电|报道|報道|報導|訊|電|消息) (?:[】)）]|\s|[(（]) .{{4,190}}       # place and date of news
    """
)
_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}"
_OFFICES = (
    "书记|县长|市长|区长|镇长|乡长|省长|部长|局长|主任|校长|院长|主席|会长|总经理|董事长|教授|代表|站长|所长|厅长|科长|处长|部队长|县長|市長|縣長|鄉長|鎮長"
)
_BESIDE = regex.compile(
    rf"""(?x)
      (?:——|--|—|―) \s? \S .{{1,60}}                                                                       # a subtitle
    | [(（] [^()（）]{{2,80}} (?:[(（][^()（）]{{1,20}}[)）])? [^()（）]{{0,30}} [)）]                           # a date, a place, a session
    | (?:\p{{Han}}{{2,8}}\s?[:：]?\s?)? (?:(?:19|20)\d\d|二[〇○零]\p{{Han}}{{2}}) \s? [-/.年] \s? [\d一二三四五六七八九十]{{1,3}} .{{0,60}}   # a date and what follows it
    | \d{{1,3}} [-/.年] \d{{1,2}} [-/.月] \d{{1,2}} .{{0,12}} | \d{{1,2}}月\d{{1,2}}日 .{{0,12}} | 昨天|前天|今天|刚刚|\d{{1,2}}\s?(?:小时|分钟|天)前
    | \p{{Han}}{{2,10}} [〔\[(（] (?:\d{{4}}|\p{{Han}}{{4}}) [〕\])）] \s? 第?\s?\d{{1,5}}\s?号                  # the number of an official document
    | (?:\p{{Han}}{{1,4}}\s|[•·]\s{{0,4}})? (?:来源|來源|时间|時間|日期|编辑|編輯|作者|记者|記者|发布|發布|发布时间|發布日期|更新时间)(?:于|時間|时间|人|者)? \s? [:：] .{{1,60}}
    | [•·-] \s{{0,4}} (?:19|20)\d\d [-/.年] .{{2,20}} | 【(?:www|http).{{4,40}}】
    | (?:作者|文|图|撰文|撰稿|编辑|记者|通讯员|本报记者|本报通讯员|特约记者|见习记者|译者?|来源|主编|讲述|口述|整理|朗读) \s? (?:[/／|｜:：]|\s) .{{1,60}}
    | 【 [^】]{{0,24}} (?:作者|记者|記者|编译|通讯员|文/) [^】]{{0,40}} 】
    | [□■●◎○◆▲] \s? \p{{Han}} .{{0,30}}
    | (?:\p{{Han}}{{2,3}}|\p{{Han}}\s{{1,3}}\p{{Han}}{{1,2}}|\p{{Han}}{{2}}\s{{1,3}}\p{{Han}}{{1,2}}) (?:老师|\s?[/／]\s?[文图摄]{{1,3}})?     # a writer's name
    | [^。！？；，,]{{0,24}} (?:{_OFFICES}) \s{{1,4}} [\p{{Han}}xX×*]{{2,4}} (?:同志)?                           # an office and who holds it
    | (?i:by) \s [A-Z][^.!?]{{2,60}} | (?i:posted|published|updated|written) \s .{{2,60}}
    | (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s)? {_MONTH}\.? \s \d{{1,2}}(?:st|nd|rd|th)? ,? \s (?:19|20)\d\d .{{0,30}}
    | \d{{1,2}} \s {_MONTH}\.? ,? \s (?:19|20)\d\d .{{0,30}}
    | \d{{1,2}}:\d\d (?:\s?[AP]M)? | \d{{1,6}} | \d{{1,3}} \s min(?:ute)?s? \s read
    """
)
_ORGANISATION = regex.compile(
    r"""(?x)
    (?: [^，。：:\s]{2,40}
        (?: 人民政府|委员会|办公室|指挥部|领导小组|组织部|宣传部|委办公室|(?<![布格开结大])局|厅|(?<![全干内外])部|(?<!部)署|院|校|公司|集团|大学|学院|中学|小学|协会|学会|联合会
          | 网|網|[日晚时早商]报|報|电视台|电台|通讯社|出版社|工会 )
      | 中共.{2,30}委
      | (?:Department|Ministry|Office|University|Government|Bureau|Board)\sof\s[\w\s,&]{3,50}
      | (?:[A-Z][\w&.']*\s|of\s|the\s|and\s){1,6}
        (?:Council|University|College|School|Department|Ministry|Office|Association|Library|Government|County|Times|News|Herald|Post|Journal|Gazette|Institute|Foundation|Museum)
    ) (?:文件|办公室|办公厅)?
    """
)
_LABEL = re.compile(r"[\u4e00-\u9fff]{1,4}\s{0,6}[\u4e00-\u9fff]{0,4}\s{0,3}[:：](?:.{0,6}|.{0,20}[\dA-Za-z].{0,30})")
_VALUE = re.compile(r"[【\[]?[\u4e00-\u9fff\s]{2,8}[】\]:：].{1,60}")
_ENGLISH = re.compile(r"[\"“‘'(\[]?[A-Z\d][^\n]{4,110}")
_CAPTION = re.compile(r"(?:[(（【〔][^()（）【】〔〕]{0,16}(?:[攝摄]|提供|翻[攝摄].{0,10}|[資资]料[照圖图]片?|[示配]意?[圖图])|[（(][左右中前後后][起]?[一二三四五六七八九]?[)）].{0,40}[攝摄])[)）】〕]$")
"""How what a page says of a picture ends; pages say it twice, under the picture and where it is not shown."""
_MENU_MARK = re.compile(r"\s/\s.{1,12}\s/\s|[|｜>＞»›·•★☆]\s|\s[|｜>＞»›•★☆]|[>＞»›]|\t| {3}")


@lru_cache(maxsize=1024)
def reads_like_title(content: str) -> bool:
    """Whether a line by itself reads like a title: its length, its ending or beginning, no sentence mark."""
    if not MIN_TITLE <= len(content) <= MAX_TITLE or _NO_TITLE.search(content):
        return False
    form = undecorated(content)[-1] if content else ""
    return bool(_ENDS.search(form) or _COMPILED.search(content) or _SECOND_HALF.search(content)) or (bool(_STARTS.search(form)) and "," not in form and "，" not in form)


def is_compiled(content: str) -> bool:
    """Whether a line says that it heads several texts (…20篇): the title below it is that of the first of them."""
    return len(content) <= MAX_TITLE and _COMPILED.search(content) is not None


@lru_cache(maxsize=1024)
def begins_body(content: str) -> bool:
    """Whether a line reads as the body's beginning: a sentence, a salutation, a place and date of news, or the first point of a list."""
    if is_long_sentence(content) or _BODY_LINE.fullmatch(content[:200]):
        return True
    size, last = len(content), content[-1:]
    if content.isascii():
        return size >= 40 and last in ".!?\"" and content.count(" ") >= 6 and ("," in content or ". " in content or size >= 80)
    return (size >= 20 and last in "。！？!?:：…”") or (size >= 24 and "。" in content[:-1]) or (0 < size < 8 and last in "！!") or (4 <= size <= 60 and last in "。：:")


@lru_cache(maxsize=1024)
def stands_beside(content: str) -> bool:
    """Whether a line stands between a title and its body without being either: a date, a speaker, a number, a subtitle."""
    return len(content) <= 80 and _BESIDE.fullmatch(content) is not None


@lru_cache(maxsize=1024)
def is_furniture(content: str) -> bool:
    """Whether a line says what only a site says over its documents: the name of a column, a counter, a button."""
    return says_furniture(content) or (is_glued_row(content) and not reads_like_title(content))


def is_label(content: str) -> bool:
    """Whether a line may be a label with its value: beside another one it is a form's."""
    return _VALUE.fullmatch(content[:100]) is not None


def is_letterhead(content: str) -> bool:
    """Whether a line names an office: what stands at the top of its papers."""
    return len(content) <= 60 and _ORGANISATION.fullmatch(content) is not None


@lru_cache(maxsize=1024)
def is_headline(content: str) -> bool:
    """Whether a line over the body may be its title for its form: a few words without a sentence's end, no label, no organisation, no furniture of a site."""
    size = len(content)
    if not SHORTEST <= size <= 120 or stands_beside(content) or (begins_body(content) and not _cries(content)) or is_furniture(content):
        return False
    if _MENU_MARK.search(content) or is_tools(content) or is_caption(content):
        return False
    if content.isascii() or sum(char.isascii() and char.isalpha() for char in content) > 0.7 * size:
        return LEAST_WORDS <= content.count(" ") + 1 < MOST_WORDS and content[-1] not in ".,;:!…" and ". " not in content and _ENGLISH.fullmatch(content) is not None
    if size > MAX_TITLE or _NO_TITLE.search(content.rstrip("？?！!")) or _ORGANISATION.fullmatch(content) or "。" in content or "；" in content:
        return False
    if ("，" in content or "," in content) and size > LONGEST_WITH_COMMA:
        return False
    return not (size < 20 and _LABEL.fullmatch(content) and not reads_like_title(content))


def is_caption(content: str) -> bool:
    """Whether a line says what a picture shows, and who took it."""
    return content[-1:] in ")）】〕" and _CAPTION.search(content[-60:]) is not None


def is_tools(content: str) -> bool:
    """Whether a line is a row of what a reader can do on a page, or one such button."""
    kind = composed(content) if len(content) <= LONGEST_ROW and not reads_like_title(content) else ""
    return kind in _ROWS and (parts(content) > 1 or len(content) < SHORTEST_BUTTON)


def is_below(upper: str, lower: str) -> bool:
    """Whether the lower of two headlines is the subtitle of the upper."""
    if lower.isascii() and 2 * sum(word[:1].isupper() for word in lower.split()) > len(lower.split()):
        return False  # Words In Capitals are a headline, what stands over them is a menu
    return len(upper) >= 2 * SHORTEST and is_headline(upper) and not reads_like_title(lower)


def _cries(content: str) -> bool:
    """Whether a line may be a headline that asks or calls, though it ends like a sentence."""
    return 8 <= len(content) <= LONGEST_WITH_COMMA and content[-1] in "？?！!" and not _SALUTATION.fullmatch(content) and "。" not in content


def joined(upper: str, lower: str) -> str | None:
    """Return the title that two lines are, one under the other, None if they are not one."""
    tail = squeeze(lower)
    if len(tail) > MAX_TITLE or len(upper) > MAX_TITLE or upper[-1:] in "。！？!?；;：:，,":
        return None
    if len(upper) >= SHORTEST and upper.endswith(("的", "关于", "暨", "及", "和", "与", "会上", "關於")) and (is_headline(lower) or re.fullmatch(_KINDS, tail)):
        return upper + (tail if len(tail) <= 4 else lower)
    if _ORGANISATION.fullmatch(upper) and lower.startswith(("关于", "關於")) and reads_like_title(lower):
        return upper + lower
    if re.fullmatch(rf"(?:{_KINDS})稿?", tail) and is_headline(upper) and not reads_like_title(upper):
        return upper + tail
    return None

"""What a line is to a title, seen by itself: a title, what stands beside one, the beginning of the body, or none of them."""

from __future__ import annotations

import re
from functools import lru_cache

import regex

from pipeline.rules.heuristics.site_line import composed, is_glued_row, parts
from pipeline.rules.view import is_long_sentence

MIN_TITLE, MAX_TITLE = 5, 80
"""Code points: shorter strings repeat by chance, longer ones are sentences."""
SHORTEST = 4
"""Code points of a title that nothing but its place over the body shows."""
LONGEST_WITH_COMMA = 44
"""Code points of a line with a comma that may be a headline: longer ones are the first line of a text that was wrapped."""
LEAST_WORDS, MOST_WORDS = 4, 18
"""Words of an English headline."""

_ORNAMENT = regex.compile(
    r"""(?x)
      ^ \s* (?: [(（【\[] (?:材料|范文|优秀范文|精选|推荐|热门|熱門|最新|原创|word版?|Word版?|精品|转载|原|图文|优质|整理版|共\d+篇
              | (?:述职|讲话|发言|演讲|工作)(?:稿|报告|总结|材料)) [)）】\]] \s* )+
    | ^ \s* 类型 (?=.{4,}\.(?i:docx?|pdf|pptx?|xlsx?)\s*$)                                  # a page engine's label, glued to the file's name
    | ^ \s* \[ [\u4e00-\u9fff]{2,4} \] \s+                                                 # the sort of a forum's thread
    | ^ \s* 第[一二三1-3]篇 \s? [:：] \s? (?=.{5}) | ^ \s* (?:主题|主題|标\s{0,4}题|標題|名\s{0,4}称|题\s{0,4}目) \s? [:：] \s? (?=.{4})
    | ^ \s* (?:文档|文件|范文|全文|点击|本文)? 下载 \s? [:：]? \s? (?=《)
    | ^ \s* [\u4e00-\u9fff]{2,8} [〔\[(（] \d{4} [〕\])）] \s? 第?\d{1,5}号 \s? (?=《.{5})
    | \s* [(（] [\u4e00-\u9fff]{2,8} [〔\[(（] \d{4} [〕\])）] \s? 第?\d{1,5}号 [)）] \s* $
    | \s* (?: [(（【\[] (?: \d+\s?字 | 共\d+[页篇] | 完整版? | 最终版? | 定稿 | 热 | 荐 | 原创 | 打印本页 | 复制链接 | 图文 ) [)）】\]] )+ \s* $
    | \.(?i:docx?|pdf|pptx?|xlsx?|txt|wps|rtf|html?) \s* $
    | \s* _第\d+页 \s* $ | \s+ (?:作者|来源|文) \s? [:：/] \s? \S{1,12} $
    | ^ 《 (?=[^《》]+》$) | (?<=^[^《》]+) 》 \s* $
    """
)
"""What is never a part of a title."""
_DECORATION = regex.compile(
    r"""(?x)
      ^ \s* [\u4e00-\u9fffA-Za-z]{2,6} \s? [:：] \s? (?=.{5})                               # an office or column before the title
    | \s* (?: [(（【\[] (?: [^()（）【】\[\]]{0,12} (?:范文|篇|合集|精选|推荐|版|模板|汇总|大全|材料|样本|下载) [^()（）【】\[\]]{0,6} | 图 ) [)）】\]] )+ \s* $
    | \s* [-_—|｜] \s* [\u4e00-\u9fffA-Za-z0-9]{2,12} (?:网|文库|范文|文档|之家|大全|网站|文秘|资料) \s* $
    | \s* [(（] \s? (?: 第?\s?\d{1,3}\s?[页頁] | 页\s?\d{1,3} | \d{1,3}\s?[/／]\s?\d{1,3} ) \s? [)）] \s* $ | (?<=第.{1,8}[章回节].{0,40}) [(（]\d{1,2}[)）] \s* $   # the page of a chapter
    """
)
"""What one mention of a title has more than another: only where both stand does it show that the title is without it."""
_GENRE = (
    r"讲话|发言|致辞|致词|致詞|匯報|演講|谈话|談話|計畫|宣言|誓词|报告|总结|方案|意见|通知|通报|公告|公示|决定|决议|办法|细则|规定|条例|规划|计划|纲要|要点|建议|汇报|材料|心得|"
    r"体会|倡议书?|讲稿|讲话稿|演讲稿?|主持词|说明|简报|情况|经验|启示|思考|对策|调研|述职|述廉|承诺书|责任书|批复|请示|函|纪要|制度|章程|"
    r"講話|報告|通報|公告|致辭|總結|辦法|意見|發言|新闻稿|党课|讲义|剖析|检查|慰问信|感谢信|贺信|公开信|一封信|寄语|献词|贺词|合同书?|协议书?|公约|管理办法|预案|名单|规则|守则|准则|规程|指南|手册|须知|启事|声明|提案|议案|公报|复函|贺电|唁电|慰问电|悼词|祭文|[开闭]幕[词辞]|欢迎[词辞]|答谢[词辞]|祝酒[词辞]|祝[词辞]|"
    r"流程|申请书|检讨书|保证书|流程|证明书?|推荐信|自荐信|求职信|邀请函|策划书|策划案|评语|解说词|規則|須知|聲明|指引|紀要"
)
_ENDS = re.compile(
    rf"(?:{_GENRE}|主持詞|發布會|告[\u4e00-\u9fff]{{1,6}}书|教案|教学设计|读后感|观后感|作文|论文|研究|问题|探讨|浅谈)"
    r"(?:提纲|稿|材料|草案|全文|要点|摘要|范文|模板|精选|集锦|汇编|汇总)*(?:\d{1,2}篇)?(?:[(（][^()（）]{1,16}[)）])?$"
)
_COMPILED = re.compile(r"[(（【]?[共合集精选通用推荐专业优秀热门]{0,4}\s?[\d一二三四五六七八九十]{1,3}篇[)）】]?$|[(（]?(?:[共合]集?)?\d{1,3}篇[)）].{4,}")
_SECOND_HALF = re.compile(r".{4}(?:——|--|―)(?:记|記|访|写在|读|致|评|论|谈|在|以|兼|基于|来自|献给|走进|纪念|对).{3}")
_STARTS = re.compile(r"^(?:关于|在|關於|印发|转发|致|公告(?=[本有修]))[^，。；]{4,}")
_NO_TITLE = re.compile(
    r"[。！？!?；;:：，,、]$|^[\s\d一二三四五六七八九十百(（第][、.．)）\d一二三四五六七八九十]*[、.．)）章节条]|^(?:各位|同志|尊敬|大家|女士|先生|附件|附:|——)|^[-—*•·#>|]|"
    r"^(?:(?:19|20)\d\d|20\D{2}|\d{4}|二[〇○零]\D{2})\s?[-./年]\s?[\d一二三四五六七八九十xX×*]{1,3}\s?[-./月].{0,8}$|^(?:\d{4}|20\D{2}|二[〇○零]\D{2})年?$|^[(（].*[)）]$|[〔\[(（【]\d{4}[〕\])）】]\s?第?\d{1,5}号$"
)
_SALUTATION = re.compile(
    r"(?:尊敬的|敬爱的|亲爱的)?(?:各位|同志|大家|女士|先生|代表|委员|领导|朋友|老师|同学|主席|主任|书记|来宾|乡亲|战友|全[市县区省国校体]).{0,40}[:：,，!！]|"
    r"(?:尊敬的|敬爱的|亲爱的)?(?:各位|同志|大家|女士|先生|代表|委员|领导|朋友|老师|同学|来宾|乡亲|战友).{0,12}|[(（]?(?:\d{4}|20\D{2}|二[〇○零]).{0,14}[年日)）]{1,2}|"
    r"(?:Good (?:morning|afternoon|evening)|Thank you|Dear|Hello|Ladies and gentlemen)\b.{0,80}[.,:!]|"
    r"(?:尊敬的|敬爱的|亲爱的|敬愛的|親愛的|各)[^。！？；:：]{1,80}[:：]|[^。！？；:：]{2,80}(?:局|委|办|室|部|厅|院|所|站|中心|公司|单位|部门|政府|学校|村|社区|街道|集团|支部|党委|处|科|股|單位|機關|主管|会员|住户|业主|居民|市民|们|們|朋友|家长|同仁|教职工)[:：]|"
    r"(?:时\s{0,4}间|地\s{0,4}点|時\s{0,4}間|地\s{0,4}點|主持人?|出席|[甲乙丙]\s{0,4}方(?:[(（][^()（）]{1,12}[)）])?|出租方|出卖人|委托方|合同编号|编号)\s?[:：].{1,60}|第[一1]章.{0,20}"
)
_BODY_LINE = re.compile(
    rf"{_SALUTATION.pattern}|(?:一、|[(（]一[)）]|1[、.．]\s?\D|第[一1][条章节部]).{{1,120}}|"
    r"[^。！？；]{2,40}(?:\s?篇|\s?第|[稿文作结会案告书告信])\s?[一1](?:篇)?[:：]?|"
    r"[【(（]?[^。，、\s】)）]{2,16}(?:讯|电|报道|報道|報導|訊|電|消息)(?:[】)）]|\s|[(（]).{4,190}"
)
_BESIDE = regex.compile(
    r"""(?x)
      (?:——|--|—|―) \s? \S .{1,60}                                                                  # a subtitle
    | [(（] [^()（）]{2,80} (?:[(（][^()（）]{1,20}[)）])? [^()（）]{0,30} [)）]                                                                     # a date, a place, a session
    | (?:\p{Han}{2,8}\s?[:：]?\s?)? (?:(?:19|20)\d\d|二[〇○零]\p{Han}{2}) \s? [-/.年] \s? [\d一二三四五六七八九十]{1,3} .{0,60}    # a date and what follows it
    | \d{1,3} [-/.年] \d{1,2} [-/.月] \d{1,2} .{0,12} | \d{1,2}月\d{1,2}日 .{0,12} | 昨天|前天|今天|刚刚|\d{1,2}\s?(?:小时|分钟|天)前
    | \p{Han}{2,10} [〔\[(（] (?:\d{4}|\p{Han}{4}) [〕\])）] \s? 第?\s?\d{1,5}\s?号                                # the number of an official document
    | (?:\p{Han}{1,4}\s|[•·]\s{0,4})? (?:来源|來源|时间|時間|日期|编辑|編輯|作者|记者|記者|发布|發布|发布时间|發布日期|更新时间)(?:于|時間|时间|人|者)? \s? [:：] .{1,60}
    | [•·-] \s{0,4} (?:19|20)\d\d [-/.年] .{2,20} | 【(?:www|http).{4,40}】
    | (?:作者|文|图|撰文|撰稿|编辑|记者|通讯员|本报记者|本报通讯员|特约记者|见习记者|译者?|来源|主编|讲述|口述|整理|朗读) \s? (?:[/／|｜:：]|\s) .{1,60}
    | 【 [^】]{0,24} (?:作者|记者|記者|编译|通讯员|文/) [^】]{0,40} 】
    | [□■●◎○◆▲] \s? \p{Han} .{0,30} | (?:\p{Han}{2,3}|\p{Han}\s{1,3}\p{Han}{1,2}|\p{Han}{2}\s{1,3}\p{Han}{1,2}) (?:\s?[/／]\s?[文图摄]{1,3})?   # a writer's name
    | [^。！？；，,]{0,24} (?:书记|县长|市长|区长|镇长|乡长|省长|部长|局长|主任|校长|院长|主席|会长|总经理|董事长|教授|代表|站长|所长|厅长|科长|处长|部队长|县長|市長|縣長|鄉長|鎮長) \s{1,4} [\p{Han}xX×*]{2,4} (?:同志)?
    | (?i:by) \s [A-Z][^.!?]{2,60} | (?i:posted|published|updated|written) \s .{2,60}
    | (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s)? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? \s \d{1,2}(?:st|nd|rd|th)? ,? \s (?:19|20)\d\d .{0,30}
    | \d{1,2} \s (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? ,? \s (?:19|20)\d\d .{0,30}
    | \d{1,2}:\d\d (?:\s?[AP]M)? | \d{1,6} | \d{1,3} \s min(?:ute)?s? \s read
    """
)
_FURNITURE = regex.compile(
    r"""(?xi)
      ^ .{0,8} (?:要闻|要聞|快讯|快訊|动态|動態|资讯|資訊|公告栏|专栏|專欄|频道|频道页|栏目|导航|導航|列表|首页|首頁|主页|门户|网站|網站|论坛|論壇|博客|官网|在线|线上|文库|副刊|日报|晚报|周刊|客户端|公众号|排行榜?|搜索|登录|注册|收藏|打印|举报|下载|充值|积分|投稿|广告) (?:\s?[/|]?\s?[a-z][a-z\s]{2,20})? $
    | ^ .{0,4} (?:新闻|新聞|中心|微信|微博|消息|信息|简介|概况|互动|检索|留言|评论|订阅|分享|推荐|更多|版权|范文大全|大全|作文网|论文网|视频|图片|文章|专题|公示公告|通知公告|公告公示|精选) (?:\s?[/|]?\s?[a-z][a-z\s]{2,20})? $
    | ^ (?:前言|序言|摘\s{0,4}要|正文|导语|引言|编者按|内容提要|提要|关键词|附件|简报|工作简报|工作动态|文件|讲话稿|演讲稿|目\s{0,4}[录次錄]|返回|楼主|电梯直达|导读|公\s?告|通\s?知|公\s?示|热门|范文|视频|新聞稿|新闻稿|最新消息|最新公告|本网讯|本报讯|原文) $
    | ^ (?:当前|您的|您现在的|所在|现在的)?位置 | ^ 第?\s?[A-Z]?\d{1,5}\s?[版期页頁] | 数字报|数字報|电子报|電子報 | ^ 总?第\s?\d{1,5}\s?[期号] | 扫一扫|扫描|二维码|公众号|点击|点此|手机版|客户端|免费|登录|登入|注册|註冊|上一[篇页]|下一[篇页]|版权所有|ICP备|举报|投稿|复制链接|收藏本|设为首页|加入收藏|网站地图|跳到|跳至|浏览器|屏幕|积分|金币|下载APP
    | 次阅读|次浏览|阅读\s?\d|浏览\s?\d|点击\s?\d|评论\s?\d|赞\s?\d | 领域创作者|优质.{0,6}创作|级别|在线用户|^https?:|^//|www\.|@ | ^ \p{Han}{1,3} [:：] \s? .{0,6} $ | ^ (?:记者|記者) \s?\d | ^ \p{Han}{1,6}\s?[\d.,+]{1,9}\s?[万次人篇条个]?\p{Han}{0,2} $
    | ^ [A-DＡ-Ｄ] [.．、] | \d\+ | ^ .{0,2} (?:所属|所屬|文档分类|适合|字数|刊登於|张贴|張貼|创建|最近|出发时间|浏览次数|更新时间|发布时间|发表于|發表於|本文由|本论文|資料來源|资料来源|温馨提示|友情提示|特别提示|导航) | \[申请|欢迎您?[！!]$ | ^ (?:新闻|社会|国际|国内|财经|教育|旅游|数码|房产|汽车|体育|娱乐|科技|军事|健康|时尚|文化|首页|视频|图片|评论|专题|论坛|博客|\s){4,40} $ | 均可编辑|字[号號体體][ :：]|切换|切換|繁體中文|百科全书|\.(?:com|cn|net|org)(?![a-z])|(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}|人和你对话|AI\s?总结|加入书架 | ^ (\S{2,8}) (?:\s\1)+ $ | ^ welcome\sto\b | ^ (?:press\sreleases?|news|latest\snews|blog|menu|search|skip\sto.{0,30}|read\smore|sign\s(?:in|up)|log\s?in|subscribe|newsletter|about\sus|contact\sus|share\sthis.{0,20}) $ | ^Categories|^Filed under|^Tags?:|^Posted|^Share|^Home\b
    """
)
LONGEST_ROW, SHORTEST_BUTTON = 30, 6
"""Code points of a row of buttons, at most, and of a headline that is nothing but the words of a button, at least."""
_ROWS = ("pure", "spoken", "bar", "things")
_ORGANISATION = regex.compile(r"(?:[^，。：:\s]{2,40}(?:人民政府|委员会|办公室|指挥部|领导小组|组织部|宣传部|委办公室|(?<![布格开结大])局|厅|(?<![全干内外])部|(?<!部)署|院|校|公司|集团|大学|学院|中学|小学|协会|学会|联合会|网|網|[日晚时早商]报|報|电视台|电台|通讯社|出版社|工会)|中共.{2,30}委|(?:Department|Ministry|Office|University|Government|Bureau|Board)\sof\s[\w\s,&]{3,50}|(?:[A-Z][\w&.']*\s|of\s|the\s|and\s){1,6}(?:Council|University|College|School|Department|Ministry|Office|Association|Library|Government|County|Times|News|Herald|Post|Journal|Gazette|Institute|Foundation|Museum))(?:文件|办公室|办公厅)?")
_LABEL = re.compile(r"[\u4e00-\u9fff]{1,4}\s{0,6}[\u4e00-\u9fff]{0,4}\s{0,3}[:：](?:.{0,6}|.{0,20}[\dA-Za-z].{0,30})")
_VALUE = re.compile(r"[【\[]?[\u4e00-\u9fff\s]{2,8}[】\]:：].{1,60}")
_ENGLISH = re.compile(r"[\"“‘'(\[]?[A-Z\d][^\n]{4,110}")
_MENU_MARK = re.compile(r"\s/\s.{1,12}\s/\s|[|｜>＞»›·•★☆]\s|\s[|｜>＞»›•★☆]|[>＞»›]|\t| {3}")


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
        todo += [(form[: match.start()] + form[match.end() :]).strip() for pattern in (_ORNAMENT, _DECORATION) for match in pattern.finditer(form)]
        half = len(form) // 2
        if half >= MIN_TITLE and form[:half].strip() == form[-half:].strip():
            todo.append(form[:half].strip())
    return tuple(forms)


@lru_cache(maxsize=1024)
def bare(text: str) -> str:
    """Return a title without what is never a part of one."""
    form = text.strip()
    while match := _ORNAMENT.search(form):
        form = (form[: match.start()] + form[match.end() :]).strip()
    half = len(form) // 2
    return form[:half].strip() if half >= MIN_TITLE and form[:half].strip() == form[-half:].strip() else form


@lru_cache(maxsize=1024)
def reads_like_title(content: str) -> bool:
    """Whether a line by itself reads like a title: its length, its ending or beginning, no sentence mark."""
    if not MIN_TITLE <= len(content) <= MAX_TITLE or _NO_TITLE.search(content):
        return False
    form = undecorated(content)[-1] if content else ""
    return bool(_ENDS.search(form) or _COMPILED.search(content) or _SECOND_HALF.search(content)) or (bool(_STARTS.search(form)) and "," not in form and "，" not in form)


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
    return _FURNITURE.search(content[:120]) is not None or (is_glued_row(content) and not reads_like_title(content))


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
    if _MENU_MARK.search(content) or is_tools(content):
        return False
    if content.isascii() or sum(char.isascii() and char.isalpha() for char in content) > 0.7 * size:
        return LEAST_WORDS <= content.count(" ") + 1 < MOST_WORDS and content[-1] not in ".,;:!…" and ". " not in content and _ENGLISH.fullmatch(content) is not None
    if size > MAX_TITLE or _NO_TITLE.search(content.rstrip("？?！!")) or _ORGANISATION.fullmatch(content) or "。" in content or "；" in content:
        return False
    if ("，" in content or "," in content) and size > LONGEST_WITH_COMMA:
        return False
    return not (size < 20 and _LABEL.fullmatch(content) and not reads_like_title(content))


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
    if len(upper) >= SHORTEST and upper.endswith(("的", "关于", "暨", "及", "和", "与", "会上", "關於")) and (is_headline(lower) or re.fullmatch(_GENRE, tail)):
        return upper + (tail if len(tail) <= 4 else lower)
    if _ORGANISATION.fullmatch(upper) and lower.startswith(("关于", "關於")) and reads_like_title(lower):
        return upper + lower
    if re.fullmatch(rf"(?:{_GENRE})稿?", tail) and is_headline(upper) and not reads_like_title(upper):
        return upper + tail
    return None

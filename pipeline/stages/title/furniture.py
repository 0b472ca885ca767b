"""Lines over a document that only a site says: names of columns, headings of its own, counters, buttons. None of them is a title."""

from __future__ import annotations

import regex

_COLUMNS = (
    "要闻|要聞|快讯|快訊|动态|動態|资讯|資訊|公告栏|专栏|專欄|频道|频道页|栏目|导航|導航|列表|首页|首頁|主页|门户|网站|網站|论坛|論壇|博客|官网|在线|线上|文库|副刊|日报|晚报|周刊|"
    "客户端|公众号|排行榜?|搜索|登录|注册|收藏|打印|举报|下载|充值|积分|投稿|广告"
)
"""How the names of columns and sites end; up to eight characters stand before."""
_SECTIONS = (
    "新闻|新聞|中心|微信|微博|消息|信息|简介|概况|互动|检索|留言|评论|订阅|分享|推荐|更多|版权|范文大全|大全|作文网|论文网|视频|图片|文章|专题|公示公告|通知公告|公告公示|精选"
)
"""How the names of sections end; more than four characters before may be a title."""
_HEADINGS = (
    r"前言|序言|摘\s{0,4}要|正文|导语|引言|编者按|内容提要|提要|关键词|附件|简报|工作简报|工作动态|文件|讲话稿|演讲稿|目\s{0,4}[录次錄]|返回|楼主|电梯直达|导读|公\s?告|通\s?知|公\s?示|"
    "热门|范文|视频|新聞稿|新闻稿|最新消息|最新公告|本网讯|本报讯|原文"
)
"""Headings that stand alone: of a site, or of a part of the text."""
_BUTTONS = (
    "扫一扫|扫描|二维码|公众号|点击|点此|手机版|客户端|免费|登录|登入|注册|註冊|上一[篇页]|下一[篇页]|版权所有|ICP备|举报|投稿|复制链接|收藏本|设为首页|加入收藏|网站地图|跳到|跳至|浏览器|屏幕|"
    r"积分|金币|下载APP|均可编辑|字[号體体號][ :：]|切换|切換|繁體中文|百科全书|人和你对话|AI\s?总结|加入书架|\[申请"
)
"""Calls and buttons, anywhere in a line."""
_LABELS = (
    "所属|所屬|文档分类|适合|字数|刊登於|张贴|張貼|创建(?:于|者|人|时间|日期)|最近(?:更新|修改|编辑|发表|浏览|访问|回复)|出发时间|浏览次数|更新时间|发布时间|发表于|發表於|本文由|本论文|資料來源|资料来源|温馨提示|友情提示|特别提示|导航"
)
"""How labels and notices begin."""
_BAR = "新闻|社会|国际|国内|财经|教育|旅游|数码|房产|汽车|体育|娱乐|科技|军事|健康|时尚|文化|首页|视频|图片|评论|专题|论坛|博客"
"""Sections of a news site, of which a bar consists."""
_ENGLISH_NAMES = r"press\sreleases?|news|latest\snews|blog|menu|search|skip\sto.{0,30}|read\smore|sign\s(?:in|up)|log\s?in|subscribe|newsletter|about\sus|contact\sus|share\sthis.{0,20}"
_IN_ENGLISH = r"(?:\s?[/|]?\s?[a-z][a-z\s]{2,20})?"
"""A name once more in English."""
_FURNITURE = regex.compile(
    rf"""(?xi)
      ^ .{{0,8}} (?:{_COLUMNS}) {_IN_ENGLISH} $ | ^ .{{0,4}} (?:{_SECTIONS}) {_IN_ENGLISH} $ | ^ (?:{_HEADINGS}) $
    | {_BUTTONS} | ^ .{{0,2}} (?:{_LABELS}) | ^ (?:网站)?首[页頁] (?=.{{3}}) (?![的是]|设计|建设|改版|設計) | ^ (?:当前|您的|您现在的|所在|现在的)?位置 | 欢迎您?[！!]$
    | ^ (?:{_BAR}|\s){{4,40}} $ | ^ (\S{{2,8}}) (?:\s\1)+ $                                                # a bar of sections, a word again and again
    | ^ 第?\s?[A-Z]?\d{{1,5}}\s?[版期页頁] | ^ 总?第\s?\d{{1,5}}\s?[期号] | 数字报|数字報|电子报|電子報            # an issue and its pages
    | 次阅读|次浏览|(?:阅读|閱讀|点阅|點閱|浏览|瀏覽|访问|訪問|访客|訪客|参观|參觀)\p{{Han}}{{0,3}}(?:人次|次数|次數|人数|人數) (?:$|\s?[:：\d])|阅读\s?\d|浏览\s?\d|点击\s?\d|评论\s?\d|赞\s?\d | \d\+ | ^ \p{{Han}}{{1,6}}\s?[\d.,+]{{1,9}}\s?[万次人篇条个]?\p{{Han}}{{0,2}} $   # counters
    | 领域创作者|优质.{{0,6}}创作|级别|在线用户 | ^ (?:记者|記者) \s?\d                                       # a member, a trainee reporter's number
    | ^https?: | ^// | www\. | @ | \.(?:com|cn|net|org)(?![a-z])                                          # addresses
    | ^ \p{{Han}}{{1,3}} [:：] \s? .{{0,6}} $ | ^ (?:發布|发布|公告|公布|張貼|刊登|承辦|承办|主辦|发文|發文|點閱|点阅|瀏覽|浏览) \p{{Han}}{{0,2}} (?:人員?|人员|者|單位|单位|部門|部门|機關|机关|日期|時間|时间|次數|次数) \s? [:：] | (?:19|20)\d\d[-/.]\d{{1,2}}[-/.]\d{{1,2}} | ^ [A-DＡ-Ｄ] [.．、]   # a short label, a day, an answer to choose
    | ^ .{{0,6}} 天[气氣] (?:预报|預報)? \s? [:：]                                                          # today's weather
    | ^ (?:法定|主动|依申请|政府|信息|政务|政務|党务|村务|公开|公開|资讯|資訊|基层|重点|领域|标准化|规范化){{2,6}} (?:内容|內容|目录|指南|制度|年报|栏目|专栏|平台)? $   # where an office publishes
    | ^ welcome\sto\b | ^ (?:{_ENGLISH_NAMES}) $ | ^Categories | ^Filed\sunder | ^Tags?: | ^Posted | ^Share | ^Home\b
    """
)
_DOCUMENT = regex.compile(
    r"""(?x)
      (?: ^ | .{2,30} ) (?:关于|關於) .{2,80} 的 (?:通知|公告|通告|公示|意见|意見|决定|決定|批复|批復|复函|函|请示|报告|報告|方案|办法|辦法|规定|規定|细则|通报|通報|提案|议案|建议) (?: [(（] [^()（）]{1,16} [)）] )? $
    | ^ 在 .{4,60} 上的 (?:讲话|講話|发言|發言|致辞|致辭|报告|報告|主持词|主持辞) $
    """
)
"""How official documents and speeches are named: whatever words stand in such a name, no site says it of itself."""
_ADDRESS = regex.compile(r"(?i)https?:|www\.|@|\.(?:com|cn|net|org)(?![a-z])")
_LOOKED_AT = 120
"""Code points of a line that are looked at."""


def says_furniture(content: str) -> bool:
    """Whether a line holds what only a site says over its documents."""
    said = content[:_LOOKED_AT]
    return _FURNITURE.search(said) is not None and (_DOCUMENT.search(said) is None or _ADDRESS.search(said) is not None)

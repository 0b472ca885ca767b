"""Pages that say that there is nothing: short, without running text, with a server's or a site's excuse near the top."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipeline.rules.engine import Hit, line_hit
from pipeline.rules.rule import Rule
from pipeline.rules.view import View

RULE = Rule(
    id="error.page",
    why="A short page without running text that says that its document is missing or may not be read has no body.",
    kind="line",
    pattern="",
    action="mark",
    family="error",
    flag="no_body",
)
MAX_LINES, MAX_SIZE, TOP = 60, 1500, 12
"""Lines and code points of an error page at most; lines from its top in which the excuse stands."""

_EXCUSE = re.compile(
    r"(?:页面|網頁|网页|内容|內容|文章|链接|连接|信息|帖子|文件|主题)(?:[^。]{0,10})(?:不存在|未找到|没有找到|找不到|已被?删除|已失效|已过期|无法(?:访问|显示|找到|打开)|不可用|被锁定|审核中)|"
    r"(?:404|403|500|502|503)\s?(?:[-–|:]\s?)?(?:[Nn]ot [Ff]ound|[Ff]orbidden|[Ee]rror|错误|[Ii]nternal|[Bb]ad [Gg]ateway|[Ss]ervice)|[Pp]age (?:[Nn]ot [Ff]ound|can(?:no|')t be found)|"
    r"(?:Access|Request) [Dd]enied|您(?:没有|无)权(?:限)?(?:访问|查看|浏览)|访问(?:被拒绝|过于频繁|受限)|请(?:输入|完成).{0,6}验证码|系统(?:正在)?(?:维护|升级)(?:中)?|服务器(?:错误|繁忙|内部错误)|"
    r"正在(?:跳转|为您跳转)|(?:[Pp]lease )?(?:enable|turn on) [Jj]ava[Ss]cript|[Cc]hecking (?:if the site|your browser)|该(?:用户|内容|文档)(?:已|被)(?:删除|屏蔽|下架)|文档(?:已|被)(?:删除|下架)"
)


def find(view: View, claimed: Mapping[int, str]) -> Sequence[Hit]:
    """Return one marking hit on the excuse of an error page."""
    lines = view.filled
    if not lines or len(lines) > MAX_LINES or len(view.text) > MAX_SIZE:
        return ()
    if any(i not in claimed and view.long[i] for i in lines):
        return ()
    for index in lines[:TOP]:
        content = view.lines[index].content
        if len(content) <= 80 and _EXCUSE.search(content):
            return (line_hit(RULE, view, index),)
    return ()

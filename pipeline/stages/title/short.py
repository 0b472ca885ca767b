"""Lifts a title of two to four hanzi, which no line shows to be one by its form: only what the page itself says of it counts."""

from __future__ import annotations

import re

from pipeline.draft import Change, Draft
from pipeline.rules.view import view_of
from pipeline.stages.title.decoration import MIN_TITLE, squeeze
from pipeline.stages.title.form import is_furniture
from pipeline.stages.title.head import head_lines

_HANZI = re.compile("[\u4e00-\u9fff]{2}|[\u4e00-\u9fff].*[\u4e00-\u9fff]")
NO_TITLES = frozenset(("首页", "首頁", "正文", "新闻", "新聞", "详情", "内容", "文章", "公告", "通知", "资讯", "无标题", "文章正文", "新闻中心", "新闻详情", "通知公告"))
"""What templates say where a title should be."""


def names_document(title: str) -> bool:
    """Return whether a stated title of any length, without blanks, may be a document's: it is in hanzi if short, and not what templates say."""
    return (len(title) >= MIN_TITLE or _HANZI.fullmatch(title) is not None) and title not in NO_TITLES and not is_furniture(title)


def short_title(draft: Draft) -> Draft:
    """Return the draft of a page with the short title that it states lifted, and the line over the body that shows it."""
    stated = squeeze(draft.findings.stated_title or "")
    if draft.findings.title or len(stated) >= MIN_TITLE or not names_document(stated):
        return draft
    view = view_of(draft.text, pieces=True)
    shown = next((index for index in head_lines(view) if squeeze(view.lines[index].content) == stated), None)
    if shown is None:
        return draft
    content = view.lines[shown].content
    return draft.with_findings(title=content, title_source="text").apply([Change(*view.whole(shown, shown), "", "title.line")])

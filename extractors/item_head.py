"""Where the items of a digest begin (■ X:…, ▶ X:…, 3、X:…, 【X:…】): behind a bullet, a number or a bracket."""

import re
from collections.abc import Iterator

from kaigong.extractors.lazy_pattern import lazy

BULLETS = "●▲■◆★◎◇·○▶►▸▷▪□◾❖➤※☆△▼✓√"
NUMBERED = r"\(?\d{1,2}(?:[、.](?!\d)|\)[、.]?)|[①-⑳]|[一二三四五六七八九十]{1,3}、"
_MARK = lazy(rf"[ \t]*(?:(?:[{BULLETS}*-]|{NUMBERED})[ \t]*)?[【\[]?")
# What a company does that a short name before a colon stands for.
NEWS_DEEDS = (
    "拟|关于|子公司|全资|控股|下属|旗下|参股|与|中标|签|投资|终止|取消|暂停|中止|放弃|决定|获|收购|年产|向|对|已|公司|预计|收到|发行|定增"
    "|一季度|上半年|前三季度|第|股东|募投|募集|项目|董事会|因(?!地|时)|近日|日前"
)
# …投建X;2、B股份终止Y, …开工。【B股份】Z投产: an item within a line
_WITHIN = lazy(rf"(?:^|[:;。\n])[ \t]*(?:(?:{NUMBERED})[ \t]*【?|【)|;(?=[^;:。\n]{{2,10}}:)", re.MULTILINE)
OPENS_ITEM = lazy(r"(?:\([^()]{4,14}\))?(?::|】(?=[\u4e00-\u9fff]))")  # X:…, X(600000):…, 【X】公司中标…


def item_starts(text: str, start: int, end: int) -> Iterator[int]:
    """Offsets at which the company of an item may begin, where its line begins at ``start``."""
    yield start
    mark = _MARK.match(text, start, end)
    if mark is not None and mark.end() > start:
        yield mark.end()


def last_item(text: str, start: int, end: int) -> int | None:
    """Where the item begins, behind its number or bracket, that a position within a line stands in."""
    marks = list(_WITHIN.finditer(text, start, end))
    return marks[-1].end() if marks else None

"""What a page says of its article: title, source, day of publication, address."""

import datetime
import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from kaigong.corpora.readers.dates import day_of_epoch, find_day
from kaigong.corpora.readers.html_tree import lines_of, text_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_INFO_LINES = 12  # between a title and its article
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->", re.IGNORECASE)
_SITE_PARTS = re.compile(r"\s*[_|｜]\s*|\s+[-–—·]\s+|(?<=[\u4e00-\u9fff])[-–—]|[-–—](?=[\u4e00-\u9fff])")
_SECTION = re.compile(r".*(?:频道|栏目|动态|要闻|正文|首页)|新闻|财经|时政|財經|新聞|资讯")
_SITE = re.compile(
    r".*(?:网|報|报|社|台|在线|新闻|新聞|发布|客户端|政府|局|厅|委|院|财经|资讯|门户|中心|热线|之窗|信息港|视窗|集团|网站|新聞網)"
)
_MEDIUM = re.compile(
    r"(?![的记编责作])[\u4e00-\u9fffA-Za-z0-9]{2,12}?(?:日报|晚报|早报|晨报|时报|商报|都市报|新闻|新闻网|[^官]网|发布|客户端|融媒体?|"
    r"融媒体中心|电视台|在线|新华社|周刊|日報|晚報|時報)"
)
_TITLE_MARK = re.compile(r"(?:^|[-_ ])(?:bt|btl|tit|title|biaoti|wzbt|arttitle)(?:$| )")
_EDITION = re.compile(r"(?:数字报|电子版|电子报|官网|首页|门户网站)$")
_GENERIC_SITES = frozenset(("微信公众平台", "Weixin Official Accounts Platform"))

_PUBLISHED = re.compile(
    r"(?:(?:发布|发表|公告|刊发|刊登|發布|發表|公布|上传|录入|更新)(?:时间|日期|時間)|(?:^|[\s|])(?:时间|日期|時間))"
    r"\s*[：:]?\s*"
)
_SOURCE = re.compile(
    r"(?:(?:来源|來源)(?:于)?|稿源|发布机构|发布单位|供稿单位|出处)\s*[：:丨|]\s*"
    r"([^\s|丨【】\[\]：:，。]{2,30})"
)
_SOURCE_ENDS = re.compile(
    r"(?:作者|记者|编辑|责编|字体|字号|浏览|阅读|点击|时间|日期|发布(?:时间|日期)|打印|分享|评论).*$"
)
_LONG = 50

_WECHAT = re.compile(r"\bid=[\"']js_content[\"']|rich_media_content")
_WECHAT_DAY = re.compile(r"\b(?:createTime|publish_time)\b[\"']?\s*[:=]\s*[\"'](\d{4}-\d\d-\d\d[^\"']*)[\"']")
_WECHAT_EPOCH = re.compile(r"\b(?:ct|ori_create_time|oriCreateTime|svr_time)\b[\"']?\s*[:=]\s*[\"']?(\d{10})\b")
_WECHAT_NAME = re.compile(r"\bnickname\b\s*=\s*(?:htmlDecode\()?[\"']([^\"'<>]{1,40})[\"']")

_DAY_KEYS = (
    "pubdate", "publishdate", "publish_date", "article:published_time", "og:published_time", "og:release_date",
    "weibo:article:create_at", "firstpublishedtime", "publishtime", "datepublished", "dc.date", "dcterms.created",
    "apub:time",
)  # fmt: skip
_SOURCE_KEYS = ("contentsource", "mediaid", "article:source", "source", "weibo:article:source")
_DAY_IN_URL = re.compile(r"(?<!\d)(20\d\d)[-/]?(0[1-9]|1[0-2])[-/]?(0[1-9]|[12]\d|3[01])(?!\d)")


class PageFacts(NamedTuple):
    """What is known of the article of a page; None where the page does not say."""

    title: str | None
    source: str | None
    published: datetime.date | None
    url: str | None


def facts_of(tree: "HtmlElement", page: str) -> PageFacts:
    """The facts that a page gives in its head, its scripts and the lines below its title.

    What is said for machines goes first, then what is labelled (发布时间：, 来源：), then what only stands there.
    """
    metas = _metas(tree)
    linked = list(_linked_data(tree))
    lines = lines_of(tree)
    title, site = _title(tree, metas, lines)
    near = _near(lines, title)
    wechat = _WECHAT.search(page) is not None
    url = _url(tree, metas, page)
    return PageFacts(
        title,
        _source(tree, metas, linked, near, page if wechat else "", site),
        _published(tree, metas, linked, near, page if wechat else "", url),
        url,
    )


def _metas(tree: "HtmlElement") -> dict[str, str]:
    """Content of the meta elements by name in small letters, the first of each."""
    metas: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = (element.get("name") or element.get("property") or element.get("itemprop") or "").strip().lower()
        content = (element.get("content") or "").strip()
        if name and content:
            metas.setdefault(name, content)
    return metas


def _linked_data(tree: "HtmlElement") -> Iterator[dict[str, Any]]:
    """Objects of JSON-LD scripts that have a day of publication."""
    for element in tree.xpath("//script[@type='application/ld+json']"):
        try:
            data = json.loads(element.text or "")
        except (ValueError, RecursionError):
            continue
        items = data if isinstance(data, list) else [data]
        for item in items:
            graph = item.get("@graph") if isinstance(item, dict) else None
            for each in graph if isinstance(graph, list) else [item]:
                if isinstance(each, dict) and "datePublished" in each:
                    yield each


def _title(tree: "HtmlElement", metas: dict[str, str], lines: list[str]) -> tuple[str | None, str | None]:
    """Title of the article, and the site's name where the page's title gives it."""
    page_title = text_of(found[0]) if (found := tree.xpath("//head/title | //title")) else ""
    parts = [part for part in _SITE_PARTS.split(page_title) if part]
    shown = {line for line in lines if len(line) <= 100}
    own = _own_part(page_title, parts, shown)
    heads = [text for element in tree.iter("h1") if (text := text_of(element))]
    given = metas.get("articletitle") or next(map(text_of, tree.xpath("//*[@id='activity-name']")), "")
    given = given or metas.get("og:title", "") or own or next(iter(heads), "") or next(_marked(tree), "")
    given = given or (parts[0] if parts else "")
    if heads and not metas.get("articletitle") and given not in heads and any(given in head for head in heads):
        given = next(head for head in heads if given in head)
    rest = [part for part in parts if part not in given and given not in part]  # the site, and sections of it
    site = _EDITION.sub("", rest[-1]) if rest else ""
    return given or None, site if _SITE.fullmatch(site) and not _SECTION.fullmatch(site) else None


def _marked(tree: "HtmlElement") -> Iterator[str]:
    """Texts of the elements that a page marks as its title by their class or id."""
    for element in tree.iter("div", "td", "h2", "h3", "p", "span", "ucaptitle"):
        label = f"{element.get('class', '')} {element.get('id', '')}".lower()
        if element.tag == "ucaptitle" or _TITLE_MARK.search(label):
            text = text_of(element)
            if 6 <= len(text) <= 80:
                yield text


def _own_part(page_title: str, parts: list[str], shown: set[str]) -> str:
    """The longest stretch of the page's title that the page shows as a line: the title without the site's name."""
    best = ""
    for first in range(len(parts)):
        for last in range(first, len(parts)):
            start = page_title.find(parts[first])
            stretch = page_title[start : page_title.find(parts[last], start) + len(parts[last])]
            if len(stretch) > len(best) and stretch in shown:
                best = stretch
    return best


def _near(lines: list[str], title: str | None) -> list[str]:
    """The lines around the title in which a page writes date and source."""
    at = next((index for index, line in enumerate(lines) if title and title in line and len(line) < 2 * len(title)), 0)
    near = []
    for line in lines[at + 1 : at + 1 + _INFO_LINES]:
        if len(line) > _LONG and "。" in line:
            break
        near.append(line)
    return near + [line for line in lines[max(0, at - 2) : at] if "今天是" not in line]  # the day of the visit


def _published(
    tree: "HtmlElement",
    metas: dict[str, str],
    linked: list[dict[str, Any]],
    near: list[str],
    wechat: str,
    url: str | None,
) -> datetime.date | None:
    for key in _DAY_KEYS:
        if key in metas and (day := find_day(metas[key]) or _compact_day(metas[key])) is not None:
            return day
    shown = [text_of(element) for element in tree.xpath("//*[@id='publish_time']")]
    shown += [match.group(1) for match in _WECHAT_DAY.finditer(wechat)]
    for text in shown:
        if (day := find_day(text)) is not None:
            return day
    for match in _WECHAT_EPOCH.finditer(wechat):
        if (day := day_of_epoch(match.group(1))) is not None:
            return day
    for line in near:
        label = _PUBLISHED.search(line)
        if label is not None and (day := find_day(line[label.end() : label.end() + 30])) is not None:
            return day
    days = [find_day(str(item["datePublished"])) for item in linked]
    days += [find_day(line) for line in near if len(line) <= 120]
    days += [find_day(element.get("datetime", "")) for element in tree.iter("time")]
    days.append(_compact_day(url) if url is not None else None)
    return next((day for day in days if day is not None), None)


def _compact_day(text: str) -> datetime.date | None:
    """A day as addresses write it: 20230210, 2023/0210, 2023-02/10."""
    match = _DAY_IN_URL.search(text)
    try:
        return datetime.date(*map(int, match.groups())) if match is not None else None
    except ValueError:
        return None


def _source(
    tree: "HtmlElement",
    metas: dict[str, str],
    linked: list[dict[str, Any]],
    near: list[str],
    wechat: str,
    site: str | None,
) -> str | None:
    for key in _SOURCE_KEYS:
        if key in metas and not metas[key].startswith("http"):
            return re.sub(r"^(?:来源|來源)\s*[：:]\s*", "", metas[key])
    names = [text_of(element) for element in tree.xpath("//*[@id='js_name']")]
    names += [match.group(1) for match in _WECHAT_NAME.finditer(wechat)]
    labelled = [match.group(1) for line in near if (match := _SOURCE.search(line)) is not None]
    names += [_SOURCE_ENDS.sub("", name).strip() for name in labelled]
    names += [text_of(element) for element in tree.xpath("//*[@class='source' or @id='source']")]
    names.append(metas.get("og:site_name", ""))
    for item in linked:
        publisher = item.get("publisher")
        names.append(str(publisher.get("name", "")) if isinstance(publisher, dict) else "")
    names += [site or "", metas.get("sitename", "")]
    beside = [line for line in near if len(line) <= 60 and find_day(line) is not None]
    names += [word for line in beside for word in line.split() if _MEDIUM.fullmatch(word)]
    return next((name for name in names if 2 <= len(name) <= 40 and name not in _GENERIC_SITES), None)


def _url(tree: "HtmlElement", metas: dict[str, str], page: str) -> str | None:
    saved = _SAVED_FROM.search(page[:4096])
    found = [
        element.get("href", "") for element in tree.xpath("//link[translate(@rel,'CANONICAL','canonical')='canonical']")
    ]
    found += [metas.get("og:url", ""), metas.get("url", ""), saved.group(1) if saved is not None else ""]
    # Templates often give the site's front page for every article.
    return next((url for url in map(str.strip, found) if re.match(r"https?://[^/]+/.", url)), None)

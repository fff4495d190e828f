"""The article's text in a page: without its frame, by an extractor, without the lines that only stand beside it."""

import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from kaigong.corpora.readers.extras import load
from kaigong.corpora.readers.html_tree import BLOCKS, is_data, lines_of, remove, text_of

if TYPE_CHECKING:
    from configparser import ConfigParser

    from lxml.html import HtmlElement

# Where widespread systems put an article: WeChat, government sites (TRS, UCAP), e-papers (Founder), portals.
_CONTAINERS = (
    "//*[@id='js_content']",
    "//*[@id='UCAP-CONTENT']",
    "//*[contains(concat(' ', normalize-space(@class), ' '), ' TRS_Editor ')]",
    "//*[contains(concat(' ', normalize-space(@class), ' '), ' trs_editor_view ')]",
    "//founder-content",
    "//*[@id='ozoom' or @id='zoom' or @id='Zoom']",
    "//*[contains(concat(' ', normalize-space(@class), ' '), ' rm_txt_con ')]",
    "//*[@id='artibody']",
)
_FRAME = re.compile(
    r"(?:^|[-_ ])(?:nav|navbar|menu|footer|foot|sidebar|aside|breadcrumb|crumb|share|bdshare\w*|related|relate|"
    r"recommend|rec|hot|rank|comments?|copyright|toolbar|tools|tags|ad|ads|adv|advert|pagination|login)(?:$|[-_ ])",
    re.IGNORECASE,
)
_HOLDERS = BLOCKS - {"br"}
_SENTENCE = re.compile("[^。！？]{12,}[。！？]")
_HANZI = re.compile("[\u4e00-\u9fff]")

_FIELD = "发布|发表|更新|成文|发文|公告|刊发|發布|發表|信息|文章|资料|資料|内容|新闻|新聞"
_INFO = re.compile(
    rf"(?:(?:{_FIELD})?(?:时间|日期|时段|時間|来源|來源|作者|机构|機構)|稿源|记者|編輯|编辑|责编|責編|"
    r"索引号|文号|浏览次数|浏览量|阅读次数|阅读量?|点击(?:数|率|量)?|访问量|字体|字号|评论|点赞)\s*[：:丨|]"
)
_ONLY_DAY = re.compile(r"[\s\d年月日时分:：/.\-星期一二三四五六]+")
# Lines that stand beside articles and are none, whole from their first word on.
_NOISE = re.compile(
    r"[\[【（(—\-·•|\s]*(?:"
    r"(?:责任编辑|責任編輯|责编|編輯|编辑|审核|审校|校对|校對|监制|初审|复审|终审|值班编委|制作|一审|二审|三审|编审|来源|稿源|"
    r"文字|供稿)\s*[：:丨|/]"
    r"|(?:上一篇|下一篇|上一条|下一条|上一則|下一則)"
    r"|(?:分享到|分享至|转发到|标签|关键词|热词|原标题|扫一扫|微信扫|长按|点击(?:上方|下方|蓝字|关注|图片)|关注我们|阅读原文|返回，查看更多|"
    r"打印|关闭|加入收藏|收藏本|返回顶部|返回首页|我要评论|我要投稿|网友评论|广告$|展开全文|继续滑动|点分享|点个在看|在看$|"
    r"猜你喜欢|写下你的留言|下载.{0,12}(?:APP|客户端))"
    r"|(?:本报|本网)?(?:记者|通讯员)\s+\S{2,4}(?:[\s、]+(?:通讯员\s+)?\S{2,4}){0,4}$"
    r"|(?:END|The End|- ?完 ?-)$"
    r"|(?:[^，。]{0,12}免责声明|免責聲明|版权声明|版權聲明|.{0,10}版权与免责声明|特别声明|郑重声明|风险提示：数据)"
    r"|(?:版权所有|版權所有|Copyright|©|.{0,8}ICP备|主办(?:单位)?[：:]|承办(?:单位)?[：:]|技术支持|网站标识码|未经.{0,6}授权)"
    r"|(?:声明|聲明|申明)\s*[：:].*(?:本网|本站|转载|轉載|版权|版權)"
    r")",
    re.IGNORECASE,
)
_TOOLS = re.compile(r"(?:[\[【]\s*[^\]】]{1,14}\s*[\]】][\s|]*)+")
_TAIL = re.compile(
    r"(?:相关(?:阅读|新闻|链接|信息|文章|推荐|报道)|延伸(?:阅读|閱讀)|推荐阅读|热点(?:推荐|新闻|排行)|热门(?:推荐|文章)|更多(?:新闻|阅读|精彩)|"
    r"往期(?:回顾|精彩)|同类|新聞推薦|猜你喜欢|网友评论|最新评论|上一篇|下一篇)"
)


def body_of(tree: "HtmlElement", title: str | None) -> str:
    """Text of the article in a page, a line a paragraph; empty if none is found. The tree is used up.

    Of a known container all is kept; elsewhere trafilatura (Apache-2.0) finds the article. Then lines that stand
    around articles are taken off: the title again, date and source, editors, shares, other articles, disclaimers.
    """
    container = next((found for path in _CONTAINERS for found in tree.xpath(path) if _weighs(found)), None)
    if container is not None:
        return "\n".join(trim(lines_of(container), title))
    _strip_frame(tree)
    _modernise(tree)
    lines = trim(_extracted(tree), title)
    if not lines:
        lines = trim([line for line in lines_of(tree) if _SENTENCE.search(line)], title)
    return "\n".join(lines)


def trim(lines: Iterable[str], title: str | None) -> list[str]:
    """Lines without those that stand around an article."""
    kept: list[str] = []
    lines = [line for line in lines if not _TOOLS.fullmatch(line)]
    for index, line in enumerate(lines):
        if _TAIL.match(line) and len(line) < 60 and kept and not any(map(_SENTENCE.search, lines[index + 1 :])):
            break
        if _NOISE.match(line) or (title is not None and _squeezed(line) == _squeezed(title)):
            continue
        if not any(map(_SENTENCE.search, kept)) and _is_info(line):
            continue
        kept.append(line)
    return kept


def _is_info(line: str) -> bool:
    """Whether a line in front of an article gives its date, source and the like."""
    if len(line) > 120 or _SENTENCE.search(line):
        return False
    return _INFO.search(line) is not None or _ONLY_DAY.fullmatch(line) is not None or line.endswith("小时前")


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _weighs(element: "HtmlElement") -> bool:
    return len(_HANZI.findall(text_of(element))) >= 20


def _strip_frame(tree: "HtmlElement") -> None:
    """Take off what surrounds an article on any site: navigation, lists of links, shares, comments."""
    for element in list(tree.iter("nav", "aside", "form", "button", "footer", "h1", "title")):
        remove(element)
    for element in list(tree.iter("div", "ul", "ol", "p", "section", "table", "dl", "td")):
        label = f"{element.get('class', '')} {element.get('id', '')}".strip()
        framed = bool(label) and _FRAME.search(label) is not None
        if framed or _linked_share(element) > 0.5:
            text = text_of(element)
            spoken = sum(len(found) for found in _SENTENCE.findall(text))
            if spoken < 60 or "comment" in label.lower():
                remove(element)


def _modernise(tree: "HtmlElement") -> None:
    """Make blocks of the tables and paragraphs of the breaks that old pages are laid out with.

    The extractor would take the one for data and join the lines of the other.
    """
    for table in list(tree.iter("table")):
        if not is_data(table):
            for element in table.iter("table", "tbody", "tr", "td", "th"):
                if next(element.iterancestors("table"), table) is table or element is table:
                    element.tag = "div"
    for font in list(tree.iter("font")):
        font.drop_tag()
    for parent in list(dict.fromkeys(br.getparent() for br in tree.iter("br"))):
        children = list(parent)
        if sum(child.tag == "br" for child in children) > 1 and not any(child.tag in _HOLDERS for child in children):
            _part_at_breaks(parent)


def _part_at_breaks(parent: "HtmlElement") -> None:
    parts = [parent.makeelement("p")]
    parts[0].text, parent.text = parent.text, None
    for child in list(parent):
        parent.remove(child)
        if child.tag == "br":
            parts.append(parent.makeelement("p"))
            parts[-1].text = child.tail
        else:
            parts[-1].append(child)
    parent.extend(part for part in parts if text_of(part))
    if parent.tag == "p":  # no paragraph in a paragraph
        parent.tag = "div"


def _linked_share(element: "HtmlElement") -> float:
    """Share of an element's text that is in links, for one with at least three of them."""
    links = element.findall(".//a")
    if len(links) < 3:
        return 0.0
    whole = len(_squeezed("".join(element.itertext())))
    return sum(len(_squeezed("".join(link.itertext()))) for link in links) / whole if whole else 1.0


def _extracted(tree: "HtmlElement") -> list[str]:
    trafilatura = load("trafilatura", "html", "reading web pages")
    text = trafilatura.extract(tree, include_comments=False, include_tables=True, config=_settings()) or ""
    return [line for line in map(_row, text.split("\n")) if line]


def _row(line: str) -> str:
    """A line of the extractor; cells between bars become cells between tabs."""
    line = line.strip(" \t\u3000\xa0")
    if not (line.startswith("|") and line.endswith("|")):
        return line
    cells = [cell.strip() for cell in line.strip("|").split("|")]
    return "" if all(set(cell) <= {"-"} for cell in cells) else "\t".join(cells)


@cache
def _settings() -> "ConfigParser":
    """The extractor's settings with a floor for Chinese: what takes 250 letters in English takes some 60 characters."""
    from copy import deepcopy

    settings: ConfigParser = deepcopy(load("trafilatura.settings", "html", "reading web pages").DEFAULT_CONFIG)
    settings["DEFAULT"]["MIN_EXTRACTED_SIZE"] = "20"
    return settings

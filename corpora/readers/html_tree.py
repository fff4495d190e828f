"""The tree of a page, and the lines that a reader of the page sees."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kaigong.corpora.readers.extras import load
from kaigong.schemas.errors import ReadError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ENDS = re.compile(r"</\s*(?:body|html)\s*>", re.IGNORECASE)  # pages glued together hold several; the last is implied
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*>", re.IGNORECASE)
# Characters that lxml reads and will not write again, bare or as references; whoever moves text in the tree would fail.
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]"
    "|&#0*(?:[0-8]|1[124-9]|2[0-9]|3[01]|6553[45])(?![0-9]);?"
    "|&#[xX]0*(?:[0-8bcefBCEF]|1[0-9a-fA-F]|[fF]{3}[efEF])(?![0-9a-fA-F]);?"
)
_UNSEEN = frozenset(("script", "style", "noscript", "template", "head", "iframe", "object", "select", "textarea"))
BLOCKS = frozenset(
    "address article aside blockquote body br caption center dd details div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul "
    "founder-content founder-title".split()
)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_LONGEST_CELL = 1000
_SPACE = re.compile(r"[ \t\r\n\f\xa0\u200b\ufeff]+")
_EDGE = " \t\xa0\u3000\u200b\ufeff"


def parse_page(page: str) -> "HtmlElement":
    """The tree of a page (an lxml element).

    Raises: ReadError if there is no element in it; ConfigError without the package.
    """
    html = load("lxml.html", "html", "reading web pages")
    etree = load("lxml.etree", "html", "reading web pages")
    try:
        parser = html.HTMLParser(huge_tree=True)  # else what is nested deeper than 256 elements is lost
        page = _CONTROL.sub(" ", _ENDS.sub("", _DECLARATION.sub("", page)))  # a blank: else a new reference could form
        return html.document_fromstring(page, parser=parser)
    except (etree.ParserError, ValueError) as error:
        raise ReadError(f"no web page: {error}") from None


def lines_of(element: "HtmlElement") -> list[str]:
    """Lines of an element's text as a browser breaks them, none blank; cells of a row are parted by a tab."""
    lines = ("\t".join(cell.strip(_EDGE) for cell in line.split("\t")) for line in "".join(_parts(element)).split("\n"))
    return [line for line in (line.strip(_EDGE) for line in lines) if line]


def text_of(element: "HtmlElement") -> str:
    """Text of an element in one line."""
    return " ".join(lines_of(element)).replace("\t", " ")


def remove(element: "HtmlElement") -> None:
    """Take an element out of its tree; the text behind it stays."""
    if element.getparent() is not None:
        element.drop_tree()


def _parts(element: "HtmlElement") -> Iterator[str]:
    """Pieces of text and the breaks between them."""
    tables: dict[HtmlElement, bool] = {}
    walker = load("lxml.etree", "html", "reading web pages").iterwalk(element, events=("start", "end", "comment", "pi"))
    preformatted, cells = 0, 0
    for event, node in walker:
        tag = node.tag if isinstance(node.tag, str) else ""
        cell = tag in ("td", "th") and _is_data_cell(node, tables)
        if event == "start":
            preformatted += tag == "pre"
            cells += cell
            yield "\t" if cell else "\n" if tag in BLOCKS and not cells else ""
            if tag in _UNSEEN or _HIDDEN.search(node.get("style", "")):
                walker.skip_subtree()
            else:
                yield _clean(node.text, preformatted > 0 and not cells)
            continue
        if event == "end":
            preformatted -= tag == "pre"
            cells -= cell
            yield "\n" if tag in BLOCKS and not cells and not cell else ""
        if node is not element:
            yield _clean(node.tail, preformatted > 0 and not cells)


def is_data(table: "HtmlElement") -> bool:
    """Whether a table holds data, in rows of several cells, and does not lay out a page."""
    rows = [cells for row in table.iter("tr") if len(cells := row.findall("td") + row.findall("th")) > 1]
    longest = max((len("".join(cell.itertext())) for row in rows for cell in row), default=0)
    return len(rows) > 1 and longest <= _LONGEST_CELL and table.find(".//table") is None


def _is_data_cell(cell: "HtmlElement", tables: dict["HtmlElement", bool]) -> bool:
    table = next(cell.iterancestors("table"), None)
    if table is None:
        return False
    if table not in tables:
        tables[table] = is_data(table)
    return tables[table]


def _clean(text: str | None, preformatted: bool) -> str:
    if not text:
        return ""
    return text.replace("\t", " ") if preformatted else _SPACE.sub(" ", text)

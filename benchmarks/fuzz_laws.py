"""What holds for every input, however odd; each law raises AssertionError with what broke."""

import io
import json
import re
import time
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from kaigong.corpora.readers import iter_articles
from kaigong.extractors.numeral import read_arabic, read_numeral
from kaigong.pipeline import Pipeline
from kaigong.pipeline.explain import explain
from kaigong.pipeline.normalise import fold
from kaigong.pipeline.records import iter_given
from kaigong.pipeline.show import show
from kaigong.pipeline.stream import process_one
from kaigong.pipeline.tables import TABLES, record_rows
from kaigong.pipeline.validate import iter_faults
from kaigong.schemas import Article, Label, Record
from kaigong.schemas.document import Document
from kaigong.schemas.errors import ConfigError, ExtractionError, LexiconError, ReadError
from kaigong.schemas.record import check_spans
from kaigong.schemas.reject import ArticleReject

HALF_PAIR = re.compile("[\ud800-\udfff]")
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
NEWS = "由江苏澜泽科技有限公司投资建设的澜泽储能电池项目，位于扬州市仪征市，总投资约20亿元，数据中心1200柜位，计划今年底投产。"
FAULT = "a fault in kaigong"
MOST_SECONDS = 20.0
"""For one input of some thousand characters; it takes some milliseconds."""


@cache
def pipeline(tagger: str) -> Pipeline:
    return Pipeline(tagger=tagger)


def fold_law(text: str) -> None:
    """The way back to the raw text is total and in order, and leads to no empty piece."""
    folded = fold(text)
    assert folded.raw == text
    spans = [folded.to_raw(i, i + 1) for i in range(len(folded.text))]
    for start, end in spans:
        assert 0 <= start < end <= len(text), (start, end)
    for one, other in pairwise(spans):
        assert one[0] <= other[0] and one[1] <= other[1], (one, other)


def numeral_law(text: str) -> None:
    """A numeral ends behind its start and within the text; its bounds are finite and in order."""
    for start in range(len(text)):
        number, end = read_arabic(text, start)
        assert (end > start or number is None) and end <= len(text), (start, end)
        numeral = read_numeral(text, start)
        if numeral is not None:
            assert start < numeral.end <= len(text), (start, numeral)
            assert numeral.low <= numeral.high and numeral.low.is_finite() and numeral.high.is_finite(), numeral


def article_law(article: Article, tagger: str = "rules") -> Record | None:
    """The article gives a record that follows the schema and the text, the same one again; or a reject for half a pair.

    Whoever reads the record (explain, show, exports) can do so.
    """
    result = process_one(pipeline(tagger), article)
    if isinstance(result, ArticleReject):
        assert FAULT not in result.reason, result.reason
        assert has_half_pair(article), result.reason
        assert json.loads(result.to_line())["stage"] == result.stage
        return None
    assert check_spans(result, article.text) == []
    line = result.to_line()
    assert Record.model_validate_json(line) == result
    assert not re.search("[\n\r]", line)
    again = process_one(pipeline(tagger), article)
    assert isinstance(again, Record) and again.to_line() == line, "another record the second time"
    slots_law(result)
    readers_of_records_law(result)
    return result


def has_half_pair(article: Article) -> bool:
    return any(HALF_PAIR.search(value) for value in (article.text, article.title or "", article.url or ""))


def slots_law(record: Record) -> None:
    """A value begins in its sentence; no slot of a project stands twice."""
    for mention in record.mentions:
        assert mention.rule, mention
        if mention.sentence is not None:
            assert mention.sentence[0] <= mention.start < mention.sentence[1], mention
    for project in record.projects:
        for key in ("organisations", "amounts", "metrics", "milestones", "industry", "places"):
            slots = [slot.model_dump_json() for slot in getattr(project, key)]
            assert len(set(slots)) == len(slots), f"{key}: the same slot twice: {slots}"


def readers_of_records_law(record: Record) -> None:
    """What people and tables are shown has one line a line and nothing that drives a terminal."""
    for table, row in record_rows(record):
        assert len(row) == len(TABLES[table].columns), table
    sink = io.StringIO()
    console = Console(file=sink, width=100, color_system=None)
    explain(record, console, mentions=True)
    show([record], console)
    found = CONTROL.search(sink.getvalue())
    assert found is None, f"control character {found.group()!r} printed"


def stages_law(article: Article) -> None:
    """Every stage leaves mentions in order, within the text, as it stands there, none over another of its label."""
    try:
        document: Document = pipeline("rules").annotate(article)
    except ExtractionError:
        assert has_half_pair(article)
        return
    last: dict[Label, int] = {}
    for mention in document.mentions:
        assert document.text[mention.start : mention.end] == mention.text, mention
        assert mention.start >= last.get(mention.label, 0), mention
        last[mention.label] = mention.end
    for one, other in pairwise(document.sentences):
        assert one.start < one.end <= other.start, (one, other)


def file_law(name: str, raw: bytes, piped: bool = False) -> list[Article | ArticleReject]:
    """A file gives articles and rejects, at least one, the same ones again, and raises nothing."""
    started = time.process_time()
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(raw)

        def read() -> list[Article | ArticleReject]:
            stdin = io.BufferedReader(Unseekable(raw)) if piped else None
            return list(iter_articles(["-" if piped else path], stdin=stdin))

        items = read()
        assert items, "neither an article nor a reject"
        assert items == read(), "another result the second time"
    for item in items:
        if isinstance(item, ArticleReject):
            assert FAULT not in item.reason, item.reason
            assert "\n" not in item.to_line()
        else:
            assert item.text.strip() and not HALF_PAIR.search(item.text)
    assert time.process_time() - started < MOST_SECONDS, "too slow"
    return items


def records_law(name: str, raw: bytes, piped: bool = False) -> None:
    """A file of records gives records, and its faults by line; it raises ReadError alone."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(raw)
        for read in (iter_faults, lambda path: iter_given([str(path)])):
            try:
                for item in read(path):
                    if isinstance(item, Record):
                        readers_of_records_law(item)
                    elif isinstance(item, ArticleReject):
                        assert "\n" not in item.to_line()
            except ReadError:
                continue


def rules_law(name: str, raw: bytes, piped: bool = False) -> None:
    """A file of rules is refused with its faults, or serves."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(raw)
        try:
            made = Pipeline(tagger="rules", rules=str(path))
        except (ConfigError, LexiconError):
            return
        result = process_one(made, Article(id="fuzz", text=NEWS))
        assert isinstance(result, Record), result.reason


class Unseekable(io.RawIOBase):
    """Bytes as a pipe gives them."""

    def __init__(self, raw: bytes) -> None:
        self.inner = io.BytesIO(raw)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        return self.inner.readinto(buffer)


def growth_law(unit: str, work: Callable[[str], object], short: int = 4_000, times: int = 4) -> None:
    """``times`` the text takes about ``times`` as long, not its square; the best of three runs each."""
    texts = [unit * (length // len(unit)) for length in (short, times * short)]
    spent = []
    for text in texts:
        runs = []
        for _ in range(3):
            start = time.process_time()
            work(text)
            runs.append(time.process_time() - start)
        spent.append(min(runs))
    assert spent[1] < 2.2 * times * max(spent[0], 0.02), f"{spent[0]:.3f} s, {times} times as long {spent[1]:.3f} s"

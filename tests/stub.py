"""A pipeline that finds sums like 20亿元 and nothing else: what surrounds the extraction is tested with it."""

import re

from kaigong.schemas.article import Article
from kaigong.schemas.errors import ExtractionError
from kaigong.schemas.labels import Label, PublishedBasis
from kaigong.schemas.record import AmountValue, ArticleInfo, MentionSpan, Record, text_digest

SUM = re.compile(r"([1-9][0-9]{0,5})亿元")


class StubPipeline:
    """Words in the text make it fail: 故障 unexpectedly, 拒绝 on purpose, 错位 by a wrong span, 半字 by bad Unicode."""

    def __init__(self, keep_text: bool = False) -> None:
        self.keep_text = keep_text

    def process(self, article: Article) -> Record:
        text = article.text
        if "故障" in text:
            raise ZeroDivisionError("division by\nzero")
        if "拒绝" in text:
            raise ExtractionError("refused on purpose")
        shift = 1 if "错位" in text else 0
        info = ArticleInfo(
            id=article.id, title="\ud800" if "半字" in text else article.title, url=article.url, source=article.source,
            published=article.published, published_basis=PublishedBasis.GIVEN if article.published else None,
            sha256=text_digest(text), chars=len(text), text=text if self.keep_text else None,
            duplicate_of=article.duplicate_of,
        )  # fmt: skip
        mentions = [
            MentionSpan(
                text=m.group(), start=m.start() + shift, end=m.end() + shift, label=Label.AMOUNT, rule="stub.sum",
                value=AmountValue(value=m.group(1) + "00000000", currency="CNY"),
            )
            for m in SUM.finditer(text)
        ]  # fmt: skip
        return Record(article=info, mentions=tuple(mentions))

"""Articles that records are of: for what needs the texts, where the records do not keep them."""

from collections.abc import Callable, Mapping, Sequence

from kaigong.corpora.readers import ReadOptions, iter_articles
from kaigong.schemas.article import Article
from kaigong.schemas.record import Record, check_spans


def read_articles(
    inputs: Sequence[str], options: ReadOptions, report: Callable[[str], None] = lambda message: None
) -> dict[str, Article]:
    """Articles by their ids; ``report`` gets each input that is none."""
    found: dict[str, Article] = {}
    for article in iter_articles(inputs, options):
        if isinstance(article, Article):
            found[article.id] = article
        else:
            report(str(article))
    return found


def text_of(record: Record, texts: Mapping[str, str]) -> tuple[str, str | None]:
    """The text of a record, its own or that of its id, and why it cannot be used (None if it can)."""
    text = record.article.text if record.article.text is not None else texts.get(record.article.id)
    if text is None:
        return "", "its text is not known; extract with --keep-text, or name the articles with --against"
    faults = check_spans(record, text)
    return text, f"the text is not the one it was read from: {faults[0]}" if faults else None

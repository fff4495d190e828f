"""What to do with articles whose process died: once more, then one by one, and a reject for one that kills alone."""

from collections.abc import Callable

from kaigong.pipeline.batch.shards import Item, Results
from kaigong.schemas.article import Article
from kaigong.schemas.errors import ExtractionError
from kaigong.schemas.reject import ArticleReject

MAX_DEATHS = 5
DIED = "the process that worked on it died, alone and again (killed by the system, or out of memory?)"


class Rescue:
    """Gets results out of chunks whose process died.

    ``attempt`` works on some articles in a process that does nothing else; None says that it died.
    """

    def __init__(self, attempt: Callable[[list[Item]], Results | None]) -> None:
        self._attempt = attempt
        self._deaths = 0  # of processes that had one article only, since the last that lived

    def results(self, items: list[Item]) -> Results:
        """Results of the articles; an article whose process dies although it is alone is a reject.

        Raises: ExtractionError if processes die whatever the article is.
        """
        results = self._attempt(items)
        if results is not None:
            return results
        return [result for item in items for result in self._alone(item)]

    def _alone(self, item: Item) -> Results:
        results = self._attempt([item])
        if results is not None:
            self._deaths = 0
            return results
        self._deaths += 1
        if self._deaths >= MAX_DEATHS:
            raise ExtractionError(
                f"worker processes died on {MAX_DEATHS} articles in a row, each alone: the system kills them, or the "
                "memory is too small; run with fewer --workers or more memory"
            )
        article = item.id if isinstance(item, Article) else item.article
        return [ArticleReject(stage="extract", reason=DIED, article=article)]

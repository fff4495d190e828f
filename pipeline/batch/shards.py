"""The articles of a batch cut into shards, and shards into chunks of work, by the input alone."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kaigong.pipeline.stream import CHUNK_ARTICLES, CHUNK_CHARS, RecordLine
from kaigong.schemas.article import Article
from kaigong.schemas.reject import ArticleReject

Item = Article | ArticleReject
Results = list[RecordLine | ArticleReject]


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some articles of one shard, in order; the last chunk of a shard bears the digest of all its input."""

    shard: int
    items: list[Item]
    input_sha256: str | None = None


def cut(items: Iterable[Item], shard_articles: int) -> Iterator[Chunk]:
    """Chunks of the items in order. Every shard has ``shard_articles`` items, rejects among them; the last has fewer.

    One article more than a chunk is held, so that the last chunk of the input is known as such.
    """
    shard, count, chars = 0, 0, 0
    held: list[Item] = []
    digest = hashlib.sha256()
    for item in items:
        if count == shard_articles:
            yield Chunk(shard, held, digest.hexdigest())
            shard, count, chars, held, digest = shard + 1, 0, 0, [], hashlib.sha256()
        elif chars >= CHUNK_CHARS or len(held) >= CHUNK_ARTICLES:
            yield Chunk(shard, held)
            chars, held = 0, []
        held.append(item)
        digest.update((item.model_dump_json() if isinstance(item, Article) else item.to_line()).encode("utf-8") + b"\n")
        count += 1
        chars += len(item.text) if isinstance(item, Article) else 0
    if held:
        yield Chunk(shard, held, digest.hexdigest())

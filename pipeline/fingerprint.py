"""What decides the records of a pipeline: two of one fingerprint write the same bytes for the same articles."""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable

from kaigong.pipeline.build import Settings
from kaigong.pipeline.stream import Processor

_DATA = ("kaigong.corpora.lexicons", "kaigong.corpora.models")
_NOT_DATA = (".py", ".pyc", ".md")


def fingerprint_of(pipeline: Processor) -> Settings:
    """What of a pipeline decides its records, by name; ``rules_sha256`` is None without rules of the user's own."""
    backends = getattr(pipeline, "backends", None)
    lexicons = getattr(pipeline, "lexicons", None)
    return {
        "kaigong": version("kaigong"),
        "segmenter": getattr(backends, "segmenter", None),
        "tagger": getattr(backends, "tagger", None),
        "model": getattr(backends, "model", None),
        "keep_text": bool(getattr(pipeline, "keep_text", False)),
        "stages": ", ".join(getattr(pipeline, "stages", ())) or type(pipeline).__qualname__,
        "data_sha256": data_sha256(),
        "rules_sha256": lexicons.digest if lexicons is not None and lexicons.own else None,
    }


@cache
def data_sha256() -> str:
    """Digest of kaigong's lexicons and models."""
    digest = hashlib.sha256()
    for package in _DATA:
        for name, file in sorted(_data_files(files(package), package)):
            digest.update(f"{name}\0{hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def _data_files(folder: Traversable, name: str) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        inner = f"{name}/{entry.name}"
        if entry.is_dir():
            yield from _data_files(entry, inner)
        elif not entry.name.endswith(_NOT_DATA):
            yield inner, entry

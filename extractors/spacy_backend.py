"""spaCy as a backend: any installed Chinese pipeline, by name or folder.

Source: Honnibal, Montani, Van Landeghem, Boyd (2020), spaCy: Industrial-strength NLP in Python.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kaigong.extractors.backend import Entity
from kaigong.schemas.errors import ConfigError
from kaigong.schemas.labels import Label

if TYPE_CHECKING:
    from spacy.language import Language

_LABELS = {
    "ORG": Label.ORG,
    "ORGANIZATION": Label.ORG,
    "GPE": Label.PLACE,
    "LOC": Label.PLACE,
    "PLACE": Label.PLACE,
    "PERSON": Label.PERSON,
    "PER": Label.PERSON,
}
_BATCH = 64


class SpacyRecogniser:
    """Names by the entities of a spaCy pipeline; an ``EntityRecogniser``."""

    name = "spacy"

    def __init__(self, model: str | None) -> None:
        self.model = model

    def entities(self, sentences: Sequence[str]) -> list[list[Entity]]:
        """See EntityRecogniser. Raises: ConfigError where the pipeline is not installed or finds no entities."""
        nlp = _load(self.model)
        if not any(component in nlp.pipe_names for component in ("ner", "entity_ruler", "span_ruler")):
            parts = ", ".join(nlp.pipe_names) or "nothing"
            raise ConfigError(
                f"spaCy pipeline {nlp.meta['name']!r} finds no entities (it has {parts}): choose one with ner"
            )
        found = []
        for doc in nlp.pipe(sentences, batch_size=_BATCH):
            names = (Entity(e.start_char, e.end_char, _LABELS[e.label_]) for e in doc.ents if e.label_ in _LABELS)
            found.append(sorted(names))
        return found


class SpacySegmenter:
    """Words by the tokenizer of a spaCy pipeline; a ``Segmenter``."""

    name = "spacy"

    def __init__(self, model: str | None) -> None:
        self.model = model

    def cut(self, text: str) -> list[tuple[int, int]]:
        """Half-open offsets of the words, in order, blanks among them."""
        doc = _load(self.model).make_doc(text)
        bounds = [token.idx for token in doc] + [len(text)]
        return [(a, b) for a, b in zip([0, *bounds[1:-1]], bounds[1:], strict=True) if b > a] if doc else []


@cache
def _load(model: str | None) -> "Language":
    import spacy

    name = model or _installed()
    try:
        return spacy.load(Path(name) if Path(name).is_dir() else name)
    except OSError as error:
        raise ConfigError(
            f"spaCy pipeline {name!r} is neither installed nor a folder ({str(error).splitlines()[0]}):"
            f" give --model a folder, or install it, e.g. pip install {name}"
        ) from error


def _installed() -> str:
    """The first Chinese pipeline that is installed, by name."""
    import spacy.util

    chinese = sorted(n for n in spacy.util.get_installed_models() if n.startswith("zh_"))
    if not chinese:
        raise ConfigError(
            "no Chinese spaCy pipeline is installed: python -m spacy download zh_core_web_sm, or give --model a folder"
        )
    return chinese[0]

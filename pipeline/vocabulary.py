"""Names of tables and columns and the words of the vocabularies, in English and Chinese (``vocabulary.yaml``)."""

from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, cast

from kaigong.schemas.errors import ConfigError

LANGUAGES = ("en", "zh")

_Section = dict[str, dict[str, str]]


@cache
def sections() -> dict[str, _Section]:
    """Name → language → word, by section: ``tables``, ``columns``, ``phrases`` and the names of the vocabularies."""
    from kaigong.corpora.loader import read_yaml

    text = files("kaigong.pipeline").joinpath("vocabulary.yaml").read_text(encoding="utf-8")
    content = cast(dict[str, Any], read_yaml(text))
    vocabularies = content.pop("vocabulary")
    return {**content, **vocabularies}


class Vocabulary:
    """Words of one language.

    ``codes`` leaves English as it stands in records (``total_investment``), for files that programs read.

    Raises: ConfigError for a language that is not there.
    """

    def __init__(self, lang: str = "en", codes: bool = False) -> None:
        if lang not in LANGUAGES:
            raise ConfigError(f"--lang {lang}: expected {' or '.join(LANGUAGES)}")
        self.lang = lang
        self._codes = codes and lang == "en"

    def table(self, name: str) -> str:
        """Name of a table."""
        return self._find("tables", name)

    def column(self, name: str) -> str:
        """Name of a column."""
        return self._find("columns", name)

    def word(self, code: StrEnum) -> str:
        """A member of a vocabulary of ``kaigong.schemas.labels``."""
        return self._find(type(code).__name__, code.value)

    def phrase(self, name: str) -> str:
        """A phrase of ``kaigong show``."""
        return self._find("phrases", name)

    def _find(self, section: str, name: str) -> str:
        return name if self._codes else sections()[section][name][self.lang]


ENGLISH = Vocabulary("en")

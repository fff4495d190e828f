"""Names of tables and columns and the words of the vocabularies, in English and Chinese (``vocabulary.yaml``)."""

from enum import StrEnum
from functools import cache
from importlib.resources import files

from kaigong.schemas.errors import ConfigError

LANGUAGES = ("en", "zh")

Words = dict[str, dict[str, str]]


@cache
def _data() -> dict[str, Words | dict[str, Words]]:
    import yaml

    text = files("kaigong.pipeline").joinpath("vocabulary.yaml").read_text(encoding="utf-8")
    content: dict[str, Words | dict[str, Words]] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return content


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
        return code.value if self._codes else _data()["vocabulary"][type(code).__name__][code.value][self.lang]  # type: ignore[return-value]

    def phrase(self, name: str) -> str:
        """A phrase of the table that is shown on a terminal."""
        return self._find("phrases", name)

    def _find(self, section: str, name: str) -> str:
        return name if self._codes else _data()[section][name][self.lang]  # type: ignore[return-value]

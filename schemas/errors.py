"""One tree of errors; every message names the file or rule, the fault and the way out."""

import traceback
from pathlib import Path


class KaigongError(Exception):
    """Root of all errors that kaigong raises on purpose."""


class ConfigError(KaigongError):
    """A setting, option or backend name that cannot be used."""


class LexiconError(KaigongError):
    """A lexicon or rule file that does not follow its model; all faults are listed at once."""


class ReadError(KaigongError):
    """An input that cannot be read as articles."""


class ExtractionError(KaigongError):
    """A stage that failed on one article; the article becomes a reject."""


def describe_unexpected(error: Exception) -> str:
    """An error that nobody raised on purpose in one line, with its place in the code for a bug report."""
    frames = traceback.extract_tb(error.__traceback__)
    place = "".join(f" at {Path(frame.filename).name}:{frame.lineno}" for frame in frames[-1:])
    message = " ".join(str(error).split())[:200]
    return (
        f"unexpected {type(error).__name__}{place}: {message} (a fault in kaigong; please report it with the article)"
    )

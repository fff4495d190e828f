"""One tree of errors; every message names the file or rule, the fault and the way out."""


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

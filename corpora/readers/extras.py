"""Packages that only some formats need: loaded when such a file comes, named when they are missing."""

import importlib
from types import ModuleType

from kaigong.schemas.errors import ConfigError


def load(module: str, extra: str, what: str) -> ModuleType:
    """A module of an optional package.

    Raises: ConfigError with the pip command if it is not installed.
    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise ConfigError(f"{what} needs {module.split('.')[0]} ({error}): pip install 'kaigong[{extra}]'") from error

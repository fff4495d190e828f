"""Where results go: a file that appears whole or not at all, or standard output."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

from kaigong.schemas.errors import ConfigError


@contextmanager
def open_output(path: Path | None, keep_old: Callable[[], bool] = lambda: False) -> Iterator[BinaryIO]:
    """A binary stream to write to; None or ``-`` is standard output.

    A file is written beside its place and moved there at the end, so that a reader never sees half of it and a run
    that fails leaves the old one; so does one at whose end ``keep_old`` holds. Missing folders are made.

    Raises: ConfigError if nothing can be written there.
    """
    if path is None or str(path) == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    if path.exists() and not path.is_file() and not path.is_dir():  # a pipe or a device cannot be replaced
        with path.open("wb") as stream:
            yield stream
        return
    with replaced(path, keep_old) as partial, partial.open("wb") as stream:
        yield stream


@contextmanager
def replaced(path: Path, keep_old: Callable[[], bool] = lambda: False) -> Iterator[Path]:
    """A path beside ``path`` for a new file, which is moved to ``path`` at the end; an error leaves the old file.

    So does ``keep_old``, asked at the end, where there is an old file.

    Raises: ConfigError if nothing can be written there.
    """
    if path.is_dir():
        raise ConfigError(f"{path}: is a folder; name a file to write to")
    target = path.resolve()  # a link stays a link
    partial = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        partial.open("wb").close()
    except OSError as error:
        raise ConfigError(f"{path}: cannot be written: {error.strerror or error}") from error
    try:
        yield partial
        if not (target.exists() and keep_old()):
            os.replace(partial, target)
    finally:
        partial.unlink(missing_ok=True)


@contextmanager
def replaced_all(paths: Iterable[Path]) -> Iterator[list[Path]]:
    """Like ``replaced`` for several files; none is moved before all are written.

    Raises: ConfigError if nothing can be written there.
    """
    with ExitStack() as stack:
        yield [stack.enter_context(replaced(path)) for path in paths]


def refuse_input(out: Path | None, inputs: Iterable[str | Path]) -> None:
    """Raises: ConfigError if ``out`` is a file that is to be read, and would be lost."""
    if out is None or not os.path.isfile(out):
        return
    if any(os.path.isfile(name) and os.path.samefile(name, out) for name in inputs):
        raise ConfigError(f"{out}: is an input and would be lost; name another file to write to")

"""One batch at a time in a folder."""

import errno
import logging
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kaigong.schemas.errors import ConfigError

_log = logging.getLogger("kaigong")


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock file ``path``; it is removed at the end. A killed process holds no lock.

    Raises: ConfigError if another process holds it.
    """
    descriptor = _acquire(path)
    try:
        yield
    finally:
        if sys.platform != "win32":  # where an open file cannot be removed
            path.unlink(missing_ok=True)  # before the lock goes: who opened it by then sees that it is gone
        os.close(descriptor)
        if sys.platform == "win32":
            path.unlink(missing_ok=True)


def _acquire(path: Path) -> int:
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            _lock(descriptor)
        except OSError as error:
            if error.errno in (errno.EACCES, errno.EAGAIN, errno.EDEADLK):
                holder = os.pread(descriptor, 200, 0).decode("utf-8", "replace") if hasattr(os, "pread") else ""
                os.close(descriptor)
                raise ConfigError(
                    f"{path.parent.parent}: another batch is at work there ({holder or 'unknown process'}); "
                    "wait for its end, or name another OUTDIR"
                ) from None
            _log.warning("%s: this file system has no locks; see to it that one batch works there", path)
        if _is_at(descriptor, path):
            os.ftruncate(descriptor, 0)
            os.write(descriptor, f"process {os.getpid()} on {socket.gethostname()}".encode())
            return descriptor
        os.close(descriptor)  # its holder has removed it since


def _is_at(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def _lock(descriptor: int) -> None:
    # lockf and not flock: that one lives on in forked workers when the batch itself is killed.
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

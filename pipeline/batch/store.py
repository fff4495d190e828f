"""The folder of a batch: files that appear whole or not at all and survive a loss of power."""

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol

from kaigong.pipeline.batch.lock import locked
from kaigong.schemas.errors import ConfigError

STATE = ".batch"
"""Folder inside the batch's folder with the state of an unfinished batch."""

MANIFEST = "manifest.json"
_TEMPORARY = ".tmp"
BLOCK_BYTES = 1 << 20


class Sink:
    """A file being written: its size in bytes and the digest so far."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._digest = hashlib.sha256()
        self.bytes = 0

    def line(self, text: str) -> None:
        """Write one line."""
        self.write(text.encode("utf-8") + b"\n")

    def write(self, raw: bytes) -> None:
        """Write bytes."""
        self._stream.write(raw)
        self._digest.update(raw)
        self.bytes += len(raw)

    @property
    def sha256(self) -> str:
        """Digest of what has been written."""
        return self._digest.hexdigest()


class Store(Protocol):
    """A place for the files of a batch: a folder, or an address of object storage."""

    def claimed(self) -> AbstractContextManager[None]:
        """Take the place for this batch, as far as it can be taken."""
        ...

    def create(self, name: str) -> AbstractContextManager[Sink]:
        """A file that is there when all of it is written."""
        ...

    def write_json(self, name: str, content: object) -> None:
        """A JSON file."""
        ...

    def read_json(self, name: str) -> dict[str, object] | None:
        """The object in a JSON file; None where there is none."""
        ...

    def size(self, name: str) -> int | None:
        """Size of a file in bytes; None where there is none."""
        ...

    def sha256(self, name: str) -> str | None:
        """Digest of a file's content; None where there is none."""
        ...

    def names(self, folder: str = "") -> list[str]:
        """Files in the place or in a folder inside it, sorted."""
        ...

    def remove(self, name: str) -> None:
        """Remove a file, if it is there."""
        ...

    def sweep(self) -> None:
        """Remove what a killed run left half written."""
        ...


class FolderStore:
    """A folder of the file system. Names are relative to it, with ``/``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __str__(self) -> str:
        return str(self.folder)

    @contextmanager
    def claimed(self) -> Iterator[None]:
        """Take the folder for this process alone; it is made if there is none.

        Raises: ConfigError if it cannot be used: a file, no rights, other files in it, another batch at work.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            names = {entry.name for entry in os.scandir(self.folder)}
            if names and not names & {STATE, MANIFEST}:
                raise ConfigError(f"{self}: is not empty and holds no batch; name a new folder")
            (self.folder / STATE).mkdir(exist_ok=True)
        except FileExistsError:
            raise ConfigError(f"{self}: is a file; the last name is the folder for the results") from None
        except OSError as error:
            raise ConfigError(f"{self}: cannot be used: {error.strerror or error}") from error
        try:
            with locked(self.folder / STATE / "lock"):
                yield
        finally:
            self._drop_state_if_empty()

    def _drop_state_if_empty(self) -> None:
        try:
            (self.folder / STATE).rmdir()
        except OSError:
            return

    @contextmanager
    def create(self, name: str) -> Iterator[Sink]:
        """A file that takes its place, safe on the disk, when all of it is written; on an error there is none."""
        target = self.folder / name
        temporary = target.with_name(target.name + _TEMPORARY)
        try:
            with temporary.open("wb") as stream:
                yield Sink(stream)
                stream.flush()
                os.fsync(stream.fileno())
            os.replace(temporary, target)
            _sync_folder(target.parent)
        except BaseException as error:
            temporary.unlink(missing_ok=True)
            if isinstance(error, OSError) and error.errno is not None:
                reason = f"{error.strerror}; finished shards are kept, mend this and run the same command again"
                raise OSError(error.errno, reason, str(target)) from error
            raise

    def write_json(self, name: str, content: object) -> None:
        """A JSON file, written as a whole."""
        with self.create(name) as sink:
            sink.line(json.dumps(content, ensure_ascii=False, indent=1))

    def read_json(self, name: str) -> dict[str, object] | None:
        """The object in a JSON file; None where there is no file or no object in it."""
        try:
            content: object = json.loads((self.folder / name).read_bytes())
        except (FileNotFoundError, ValueError):
            return None
        return content if isinstance(content, dict) else None

    def size(self, name: str) -> int | None:
        """Size of a file in bytes; None where there is none."""
        try:
            return (self.folder / name).stat().st_size
        except FileNotFoundError:
            return None

    def sha256(self, name: str) -> str | None:
        """Digest of a file's content; None where there is none."""
        digest = hashlib.sha256()
        try:
            with (self.folder / name).open("rb") as stream:
                while block := stream.read(BLOCK_BYTES):
                    digest.update(block)
        except FileNotFoundError:
            return None
        return digest.hexdigest()

    def names(self, folder: str = "") -> list[str]:
        """Files in the folder or in one inside it, sorted."""
        try:
            return sorted(entry.name for entry in os.scandir(self.folder / folder) if entry.is_file())
        except FileNotFoundError:
            return []

    def remove(self, name: str) -> None:
        """Remove a file, if it is there."""
        (self.folder / name).unlink(missing_ok=True)

    def sweep(self) -> None:
        """Remove what a killed run left half written."""
        for folder in ("", STATE):
            for name in self.names(folder):
                if name.endswith(_TEMPORARY):
                    self.remove(f"{folder}/{name}" if folder else name)


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return  # elsewhere a folder cannot be opened, and renames are as safe as the system makes them
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

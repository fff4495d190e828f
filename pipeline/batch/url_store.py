"""The results of a batch at an address like s3://bucket/news, through fsspec."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from kaigong.corpora.readers.remote import file_system
from kaigong.pipeline.batch.store import BLOCK_BYTES, MANIFEST, STATE, Sink
from kaigong.schemas.errors import ConfigError


class UrlStore:
    """A folder of a file system that fsspec knows. Object storage puts a file there whole or not at all.

    It has no locks: see to it that one batch works there.

    Raises: ConfigError if fsspec is missing or does not know the protocol.
    """

    def __init__(self, address: str) -> None:
        self._address = address
        self._fs, self._root = file_system(address)

    def __str__(self) -> str:
        return self._address

    @contextmanager
    def claimed(self) -> Iterator[None]:
        """Check that the folder is empty or holds a batch, and make it.

        Raises: ConfigError if it holds other files.
        """
        self._fs.makedirs(self._root, exist_ok=True)
        names = set(self._listing(""))
        if names and not names & {STATE, MANIFEST}:
            raise ConfigError(f"{self}: is not empty and holds no batch; name a new folder")
        yield

    @contextmanager
    def create(self, name: str) -> Iterator[Sink]:
        """A file that is put in its place when all of it is written."""
        with TemporaryDirectory() as folder:
            temporary = Path(folder) / "file"
            with temporary.open("wb") as stream:
                yield Sink(stream)
            self._fs.makedirs(self._path(name).rpartition("/")[0], exist_ok=True)
            self._fs.put_file(str(temporary), self._path(name))

    def write_json(self, name: str, content: object) -> None:
        """A JSON file."""
        with self.create(name) as sink:
            sink.line(json.dumps(content, ensure_ascii=False, indent=1))

    def read_json(self, name: str) -> dict[str, object] | None:
        """The object in a JSON file; None where there is no file or no object in it."""
        try:
            content: object = json.loads(self._fs.cat_file(self._path(name)))
        except (FileNotFoundError, ValueError):
            return None
        return content if isinstance(content, dict) else None

    def size(self, name: str) -> int | None:
        """Size of a file in bytes; None where there is none."""
        try:
            return int(self._fs.size(self._path(name)))
        except FileNotFoundError:
            return None

    def sha256(self, name: str) -> str | None:
        """Digest of a file's content; None where there is none."""
        digest = hashlib.sha256()
        try:
            with self._fs.open(self._path(name), "rb") as stream:
                while block := stream.read(BLOCK_BYTES):
                    digest.update(block)
        except FileNotFoundError:
            return None
        return digest.hexdigest()

    def names(self, folder: str = "") -> list[str]:
        """Files in the folder or in one inside it, sorted."""
        return sorted(name for name, kind in self._listing(folder).items() if kind == "file")

    def remove(self, name: str) -> None:
        """Remove a file, if it is there."""
        try:
            self._fs.rm_file(self._path(name))
        except FileNotFoundError:
            return

    def sweep(self) -> None:
        """Nothing: no file is left half written."""

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}" if name else self._root

    def _listing(self, folder: str) -> dict[str, str]:
        self._fs.invalidate_cache()
        try:
            rows = self._fs.ls(self._path(folder), detail=True)
        except FileNotFoundError:
            return {}
        return {str(row["name"]).rstrip("/").rpartition("/")[2]: str(row["type"]) for row in rows}

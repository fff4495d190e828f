"""Serve the review page to this machine and take its decisions.

Only who knows the address with its token is answered, only from this machine, and there are two paths: the page, and
the decisions that it sends. Nothing of the disk is reachable but the corrections file, which is appended to.
"""

import os
import secrets
import threading
from collections.abc import Callable, Iterable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from pydantic import ValidationError

from kaigong.pipeline.check import summarise
from kaigong.schemas.correction import Correction
from kaigong.schemas.errors import ConfigError

HOST = "127.0.0.1"  # never another: whoever reaches the page sees all articles
_LONGEST = 1 << 20  # bytes of one decision

Page = Callable[[], Iterable[str]]


class CorrectionsFile:
    """A file that decisions are appended to, one line each, whole or not at all."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()

    def check(self) -> None:
        """Make the file and its folder.

        Raises: ConfigError if it cannot be written.
        """
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.open("ab").close()
        except OSError as error:
            raise ConfigError(f"{self.path}: cannot be written: {error.strerror or error}") from error

    def append(self, correction: Correction) -> None:
        """Write one decision through to the disk.

        Raises: OSError.
        """
        line = correction.model_dump_json(exclude_none=True).encode("utf-8") + b"\n"
        with self._lock, self.path.open("a+b", buffering=0) as file:
            size = file.seek(0, os.SEEK_END)
            if size:
                file.seek(size - 1)
                if file.read(1) != b"\n":  # what a crash left of a line stays a line of its own
                    line = b"\n" + line
            if file.write(line) != len(line):
                file.truncate(size)
                raise OSError("the disk is full")
            os.fsync(file.fileno())


class ReviewServer(ThreadingHTTPServer):
    """The page at ``url``; ``page`` makes it anew for every call, with what has been decided by then.

    Raises: OSError if the port is taken.
    """

    daemon_threads = True

    def __init__(self, page: Page, corrections: CorrectionsFile, port: int = 0) -> None:
        super().__init__((HOST, port), _Handler)
        self.page = page
        self.corrections = corrections
        self.token = secrets.token_urlsafe(24)

    @property
    def authority(self) -> str:
        """Host and port as a browser names them."""
        return f"{HOST}:{self.server_address[1]}"

    @property
    def url(self) -> str:
        """Where the page is; whoever has the address can read it and decide."""
        return f"http://{self.authority}/{self.token}/"


class _Handler(BaseHTTPRequestHandler):
    server: ReviewServer
    server_version = "kaigong"
    sys_version = ""
    timeout = 30

    def do_GET(self) -> None:
        if self._path() != "":
            self._refuse(HTTPStatus.NOT_FOUND)
            return
        body = "".join(self.server.page()).encode("utf-8")
        self._answer(HTTPStatus.OK, body, "text/html; charset=utf-8")

    def do_POST(self) -> None:
        if self._path() != "corrections" or self.headers.get("Origin") != f"http://{self.server.authority}":
            self._refuse(HTTPStatus.NOT_FOUND)
            return
        size = self.headers.get("Content-Length", "")
        if not size.isdecimal() or int(size) > _LONGEST:
            self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            return
        body = self.rfile.read(int(size))
        if self.headers.get_content_type() != "application/json":
            self._refuse(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
            return
        try:
            self.server.corrections.append(Correction.model_validate_json(body))
        except ValidationError as error:
            self._answer(HTTPStatus.BAD_REQUEST, summarise(error).encode("utf-8"))
        except OSError as error:
            self._answer(HTTPStatus.INTERNAL_SERVER_ERROR, (error.strerror or str(error)).encode("utf-8"))
        else:
            self._answer(HTTPStatus.NO_CONTENT, b"")

    def _path(self) -> str | None:
        """What stands behind the token; None where the token or the host is wrong.

        A page of another site can make a browser call this address, by a name of its own that it points here; the
        name then stands in ``Host``.
        """
        if self.headers.get("Host") != self.server.authority:
            return None
        _, _, rest = self.path.partition("/")
        token, slash, path = rest.partition("/")
        right = secrets.compare_digest(token.encode("utf-8", "replace"), self.server.token.encode("ascii"))
        return path if right and slash else None

    def _refuse(self, status: HTTPStatus) -> None:
        self._answer(status, status.phrase.encode("ascii"))

    def _answer(self, status: HTTPStatus, body: bytes, kind: str = "text/plain; charset=utf-8") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("X-Frame-Options", "DENY")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the address in a log would hold the token."""

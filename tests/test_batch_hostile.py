"""One batch over everything that an archive can hold to hurt: each a reject with its reason, and the rest is done."""

import gzip
import io
import json
import os
import tarfile
import zipfile

import pytest
from batchkit import batch, content, manifest_of, records_of, rejects_of
from readerkit import LONGER, TEXT, line, write

from kaigong.pipeline.batch import BatchSettings

pytest.importorskip("warcio")
pytest.importorskip("trafilatura")

LONG_BYTES = 100 << 20


def zipped(**files: bytes) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in files.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), raw)
    return sink.getvalue()


def response(name: str, body: bytes, length: int | None = None) -> bytes:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{name}>\r\nWARC-Target-URI: http://x.cn/\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {length or len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def linked() -> bytes:
    sink = io.BytesIO()
    with tarfile.open(fileobj=sink, mode="w") as archive:
        info = tarfile.TarInfo("link.txt")
        info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(info)
        info = tarfile.TarInfo("good.txt")
        info.size = len(TEXT.encode())
        archive.addfile(info, io.BytesIO(TEXT.encode()))
    return sink.getvalue()


PAGE = f"<html><head><meta charset='gbk'></head><body><p>{LONGER}</p><p>{TEXT}</p></body></html>"
DEEP = f"<html><body>{'<div>' * 50_000}<p>{LONGER}</p><p>{TEXT}</p></body></html>"
ROWS = "".join(line(id=f"row{i}", text=f"{LONGER}第{i}项。") for i in range(50)).encode()
HALF = json.dumps({"id": "half", "text": "项目\ud800签约"}).encode() + b"\n"
NULS = line(id="nul").encode().replace("电池".encode(), b"\0\0\0")

# Name of the file → its bytes, a reason among its rejects (None: there are none), ids of its articles.
FILES = {
    "bomb.zip": (zipped(a_jsonl=b"0" * (80 << 20), good_txt=TEXT.encode()), "zip bomb", {"bomb.zip/good.txt"}),
    "bomb.txt.gz": (gzip.compress(b"0" * (80 << 20)), "MiB|zip bomb", set()),
    "out.zip": (
        zipped(**{"..__..__evil_txt": TEXT.encode(), "good_txt": TEXT.encode()}), "leads out of the archive",
        {"out.zip/good.txt"},
    ),
    "links.tar": (linked(), "is a link or a device", {"links.tar/good.txt"}),
    "cut.jsonl.gz": (gzip.compress(os.urandom(0) + ROWS)[:-40], "damaged archive", None),
    "broken.warc": (
        response("one", PAGE.encode()) + response("two", PAGE.encode(), 10**9), "cut off|damaged", {"one"},
    ),
    "garbage.warc": (response("three", PAGE.encode()) + b"WARC/9 \xff\xfe nothing\r\n\r\n" * 3, None, {"three"}),
    "nuls.jsonl": (line(id="before").encode() + NULS + line(id="behind").encode(), "NUL", {"before", "behind"}),
    "half.jsonl": (line(id="h1").encode() + HALF + line(id="h2").encode(), "surrogate", {"h1", "h2"}),
    "wrong.html": (PAGE.encode(), None, {"wrong.html"}),  # declares GBK, is UTF-8
    "wrong.csv": (f"id,text\nw1,{TEXT}\n".encode("gb18030"), None, {"w1"}),
    "deep.html": (DEEP.encode(), "page|text|deep", None),
    "deep.json": (b'[{"id": "d", "text": ' + b"[" * 200_000 + b"]", "JSON", set()),
    "empty.jsonl": (b"", "empty file", set()),
    "program.txt": (b"\x7fELF\x02\x01\0\0\0\0", "binary file", set()),
}  # fmt: skip


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    for name, (raw, _, _) in FILES.items():
        write(folder / "in" / name, raw)
    with (folder / "in" / "line.jsonl").open("wb") as sink:  # one line of 100 MB between two good ones
        sink.write(line(id="l1").encode() + b'{"id": "long", "text": "')
        for _ in range(LONG_BYTES >> 20):
            sink.write(b"x" * (1 << 20))
        sink.write(b'"}\n' + line(id="l2").encode())
    batch(folder / "in", folder / "out", BatchSettings(shard_articles=7, workers=2))
    return folder


@pytest.mark.parametrize("name", [*FILES, "line.jsonl"])
def test_hostile_file_is_rejected_with_its_reason_and_the_rest_of_it_read(done, name):
    _, reason, ids = FILES.get(name, (b"", "a line of more than 64 MiB", {"l1", "l2"}))
    rejects = [r["reason"] for r in rejects_of(done / "out") if r["file"].startswith(str(done / "in" / name))]
    found = {record["article"]["id"] for record in records_of(done / "out")}
    if reason is not None and (ids is not None or rejects):
        assert any(part in text for text in rejects for part in reason.split("|")), rejects
    if reason is None:
        assert len(rejects) <= 1
    assert found >= (ids or set())


def test_every_file_left_a_trace(done):
    """No silent drop: each file gave records, rejects or both."""
    text = json.dumps([records_of(done / "out"), rejects_of(done / "out")], ensure_ascii=False)
    assert [name for name, (_, _, ids) in FILES.items() if not (ids and ids & ids_in(done)) and name not in text] == []
    assert not list(done.rglob("evil*"))
    assert not list(done.parent.rglob("evil*"))


def ids_in(done):
    return {record["article"]["id"] for record in records_of(done / "out")}


def test_it_goes_on_to_the_same_bytes(done, tmp_path):
    batch(done / "in", tmp_path / "out", BatchSettings(shard_articles=7, workers=1))
    assert content(tmp_path / "out") == content(done / "out")
    assert manifest_of(done / "out")["counts"]["articles"] > 60


def test_folder_without_read_rights_is_a_reject(tmp_path, monkeypatch):
    write(tmp_path / "in" / "closed" / "a.txt", TEXT)
    write(tmp_path / "in" / "good.txt", TEXT)
    closed = str(tmp_path / "in" / "closed")
    if os.geteuid() == 0:  # root may look everywhere
        scandir = os.scandir

        def refusing(path="."):
            if str(path) == closed:
                raise PermissionError(13, "Permission denied", closed)
            return scandir(path)

        monkeypatch.setattr(os, "scandir", refusing)
        reason = "cannot be read: Is a directory"
    else:
        os.chmod(closed, 0)
        reason = "cannot be read: Permission denied"
    batch(tmp_path / "in", tmp_path / "out")
    assert [(r["file"], r["reason"]) for r in rejects_of(tmp_path / "out")] == [(closed, reason)]
    assert [record["article"]["id"] for record in records_of(tmp_path / "out")] == ["good.txt"]

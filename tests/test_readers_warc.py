import gzip
import io
import random
import re
import tracemalloc

import pytest
from readerkit import LONGER, PAGE, TEXT, read, write

from kaigong.corpora.readers import iter_articles
from kaigong.schemas import Article

pytest.importorskip("warcio")
pytest.importorskip("trafilatura")


def record(kind: str, name: str, block: bytes, content_type: str, url: str = "http://x.cn/a.html") -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{name}>\r\nWARC-Date: 2024-05-06T07:08:09Z\r\n"
        f"WARC-Target-URI: {url}\r\nContent-Type: {content_type}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def response(name: str, body: bytes, kind: str = "text/html", status: str = "200 OK", extra: str = "") -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{extra}Content-Length: {len(body)}\r\n\r\n"
    return record("response", name, head.encode() + body, "application/http; msgtype=response")


ARCHIVE = b"".join(
    [
        record("warcinfo", "0", b"software: x\r\n", "application/warc-fields"),
        record("request", "r", b"GET / HTTP/1.1\r\n\r\n", "application/http; msgtype=request"),
        response("page", PAGE.encode()),
        response("gbk", PAGE.encode("gbk"), "text/html; charset=GBK"),
        response("packed", gzip.compress(PAGE.encode()), extra="Content-Encoding: gzip\r\n"),
        response("picture", b"\x89PNG", "image/png"),
        response("moved", PAGE.encode(), status="404 Not Found"),
        response("english", b"<html><body><p>Nothing in Chinese on this page at all.</p></body></html>"),
        response("plain", TEXT.encode("gbk"), "text/plain"),
        record("conversion", "wet", TEXT.encode(), "text/plain"),
        record("metadata", "m", b"a: b\r\n", "application/warc-fields"),
    ]
)


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "a.wet.gz", "crawl"])
def test_pages_and_texts_of_an_archive(tmp_path, name):
    articles, rejects = read(write(tmp_path / name, gzip.compress(ARCHIVE) if name.endswith("gz") else ARCHIVE))
    assert [a.id for a in articles] == ["page", "gbk", "packed", "plain", "wet"]
    assert [a.text for a in articles] == [f"{LONGER}\n{TEXT}"] * 3 + [TEXT] * 2
    assert {a.url for a in articles} == {"http://x.cn/a.html"}
    assert {a.published for a in articles} == {None}
    assert [(r.article, r.reason) for r in rejects] == [("english", "http://x.cn/a.html: no Chinese in the text")]


def test_archive_packed_record_by_record_from_a_pipe():
    packed = gzip.compress(response("1", PAGE.encode())) + gzip.compress(response("2", PAGE.encode()))
    articles, rejects = read("-", stdin=io.BytesIO(packed))
    assert not rejects
    assert [a.id for a in articles] == ["1", "2"]


def test_cut_archive_keeps_what_came_before(tmp_path):
    # Longer than what is read ahead, and hard to pack.
    long = "".join(random.Random(1).choices("项目开工投产签约亿元县市", k=60_000)).encode()
    records = [record("conversion", str(number), long, "text/plain") for number in (1, 2)]
    packed = write(tmp_path / "a.warc.gz", gzip.compress(records[0]) + gzip.compress(records[1])[:-60])
    plain = write(tmp_path / "b.warc", b"".join(records).replace(b"uuid:", b"uuid:b")[:-60])
    articles, rejects = read(packed, plain)
    assert [a.id for a in articles] == ["1", "b1"]
    assert {"2", "b2"} <= {r.article for r in rejects}
    assert all("damaged archive" in r.reason or "is cut off" in r.reason for r in rejects)


def test_wrong_length_is_a_reject_and_nothing_is_printed(tmp_path, capfd):
    wrong = record("conversion", "long", TEXT.encode() + b"\x1b[2J lost", "text/plain", "http://x.cn/a b\x1b[2J")
    wrong = re.sub(rb"Content-Length: \d+", b"Content-Length: %d" % len(TEXT.encode()), wrong)
    articles, rejects = read(
        write(tmp_path / "a.warc", response("before", PAGE.encode()) + wrong + response("behind", PAGE.encode()))
    )
    assert [a.id for a in articles] == ["before", "long", "behind"]
    assert [r.reason for r in rejects] == ["damaged: a record's length is not what it says, behind record 2"]
    assert capfd.readouterr() == ("", "")


def test_archive_of_other_things_leaves_a_trace(tmp_path):
    picture = response("picture", b"\x89PNG", "image/png")
    articles, rejects = read(write(tmp_path / "a.warc", picture))
    assert (articles, [r.reason for r in rejects]) == ([], ["no record of a page in the archive"])


@pytest.mark.parametrize("content", [b"WARC/1.0\r\n", b"WARC/1.0\r\nContent-Length: x\r\n\r\n", b"no archive"])
def test_archive_without_records(tmp_path, content):
    articles, rejects = read(write(tmp_path / "a.warc", content))
    assert not articles
    assert "no record of a page in the archive" in rejects[0].reason or "damaged" in rejects[0].reason


def test_long_archive_is_read_in_little_memory(tmp_path):
    path = tmp_path / "a.warc"
    with path.open("wb") as sink:
        for number in range(1_000):
            sink.write(record("conversion", f"n{number}", (TEXT * 200).encode(), "text/plain"))
    tracemalloc.start()
    count = sum(isinstance(item, Article) for item in iter_articles([path]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 1_000
    assert peak < 4_000_000

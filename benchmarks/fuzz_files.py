"""Files to fuzz the readers with: valid ones of every format, their bytes changed, drawn by hypothesis."""

import bz2
import csv
import gzip
import io
import json
import lzma
import re
import tarfile
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT / "tests" / "data" / "html"
RULES = ROOT / "docs" / "rules.md"
TEXT = (
    "2月9日上午，云溪市举行重大项目集中开工仪式，16个项目同时动工，总投资86.5亿元，市委书记出席并宣布开工。\n"
    "其中澜泽储能电池项目总投资20亿元，占地200亩，计划明年底投产。"
)
ROW = {
    "id": "a1",
    "url": "http://x.cn/a",
    "title": "集中开工",
    "source": "云溪日报",
    "published": "2024-02-10",
    "text": TEXT,
}
PAGE = (
    f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>集中开工_云溪日报</title>"
    f"<meta name='pubdate' content='2024-02-10 08:00'><script type='application/ld+json'>"
    f'{{"datePublished": "2024-02-10T08:00:00+08:00"}}</script></head><body><div class="nav">首页</div><h1>集中开工</h1>'
    f"<p>{TEXT}</p><table><tr><td>项目</td><td>亿元</td></tr><tr><td>电池</td><td>20</td></tr></table></body></html>"
)


def _zip(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", method) as archive:
        for name, raw in members.items():
            archive.writestr(zipfile.ZipInfo(name), raw)
    return sink.getvalue()


def _tar(members: dict[str, bytes]) -> bytes:
    sink = io.BytesIO()
    with tarfile.open(fileobj=sink, mode="w") as archive:
        for name, raw in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(raw)
            archive.addfile(info, io.BytesIO(raw))
    return sink.getvalue()


def _csv() -> str:
    sink = io.StringIO()
    writer = csv.writer(sink)
    writer.writerows([list(ROW), list(ROW.values()), ["a2", *list(ROW.values())[1:]]])
    return sink.getvalue()


def _xlsx() -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(list(ROW))
    book.active.append(list(ROW.values()))
    book.create_sheet("附表").append(["序号", "金额", 3.5])
    sink = io.BytesIO()
    book.save(sink)
    return _zip({name: raw for name, raw in _unzipped(sink.getvalue()).items()}, zipfile.ZIP_STORED)


def _unzipped(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _warc() -> bytes:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + PAGE.encode()
    plain = TEXT.encode()
    records = []
    for number, (kind, media, block) in enumerate(
        (("response", "application/http; msgtype=response", http), ("conversion", "text/plain", plain))
    ):
        head = (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:0000-{number}>\r\n"
            f"WARC-Target-URI: http://x.cn/{number}\r\nWARC-Date: 2024-02-10T00:00:00Z\r\n"
            f"Content-Type: {media}\r\nContent-Length: {len(block)}\r\n\r\n"
        )
        records.append(head.encode() + block + b"\r\n\r\n")
    return b"".join(records)


def _mhtml() -> bytes:
    import quopri

    return (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: http://x.cn/a.html\r\nSubject: =?utf-8?Q?=E5=BC=80?=\r\n"
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--B--"\r\n\r\n'
        b"----B--\r\nContent-Type: text/html\r\nContent-ID: <f@mhtml>\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        b"Content-Location: http://x.cn/a.html\r\n\r\n" + quopri.encodestring(PAGE.encode()) + b"\r\n----B----\r\n"
    )


@cache
def seeds() -> dict[str, bytes]:
    """Name of a file → valid content; the suffix is the format."""
    line = json.dumps(ROW, ensure_ascii=False)
    members = {
        "a.txt": TEXT.encode(),
        "b/c.jsonl": line.encode(),
        "页.html": PAGE.encode(),
        "d.csv": _csv().encode("gbk"),
    }
    found = {
        "utf8.txt": TEXT.encode(),
        "gbk.txt": TEXT.encode("gbk"),
        "wide.txt": TEXT.encode("utf-16"),
        "lines.jsonl": f"{line}\n{line.replace('a1', 'a2')}\n".encode(),
        "wide.jsonl": f"{line}\n".encode("utf-16-le"),
        "page.jsonl": json.dumps({"id": "p", "html": PAGE}).encode(),
        "array.json": f"[{line}, {line.replace('a1', 'a2')}]".encode(),
        "object.json": json.dumps(ROW, indent=1).encode(),
        "table.csv": _csv().encode("utf-8-sig"),
        "table.tsv": "\n".join("\t".join(cells.replace("\n", " ") for cells in row) for row in (ROW, ROW.values())).encode("gbk"),
        "book.xlsx": _xlsx(),
        "page.html": PAGE.encode(),
        "big5.html": PAGE.replace("utf-8", "big5").encode("cp950", "xmlcharrefreplace"),
        "page.mhtml": _mhtml(),
        "crawl.warc": _warc(),
        "crawl.warc.gz": gzip.compress(_warc(), mtime=0),
        "members.zip": _zip(members),
        "stored.zip": _zip(members, zipfile.ZIP_STORED),
        "bzip.zip": _zip(members, zipfile.ZIP_BZIP2),
        "lzma.zip": _zip(members, zipfile.ZIP_LZMA),
        "members.tar": _tar(members),
        "members.tar.gz": gzip.compress(_tar(members), mtime=0),
        "members.tgz": gzip.compress(_tar(members), mtime=0),
        "lines.jsonl.gz": gzip.compress(line.encode(), mtime=0),
        "utf8.txt.bz2": bz2.compress(TEXT.encode()),
        "utf8.txt.xz": lzma.compress(TEXT.encode()),
        "nested.zip": _zip({"in.zip": _zip(members), "in.tar": _tar(members), "in.xlsx": _xlsx(), "in.warc": _warc()}),
        "nameless": f"{line}\n".encode(),
    }  # fmt: skip
    for path in sorted(PAGES.glob("*.html")):
        found[f"given_{path.name}"] = path.read_bytes()
    return found


SPLICES = (
    b"\0", b"\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"\r\n", b"\n", b"\x80", b"\x81\x30\x81\x30", b"<", b">", b"</body>", b"<![CDATA[", b"<!--",
    b"&#0;", b"&#xd800;", b"&#1114112;", b'"', b"'", b",", b"{", b"}", b"[", b"]", b"\\", b"\\ud800", b"\\u0000", b"NaN", b"1e999",
    b"-1", b"0", b"99999999999999999999", b"WARC/1.0\r\n", b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"\x1f\x8b\x08\0", b"BZh9", b"ustar",
    b"<?xml version='1.0'?>", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"<div>" * 400, b"[" * 3000, b"{\"a\":" * 3000, b"\xe9\xa1\xb9" * 50,
    b"Content-Length: 99999999\r\n", b"Content-Length: -5\r\n", b"Content-Type: text/html; charset=x\r\n", b"charset=utf-7", b"charset=idna",
    b"charset=undefined", b"charset=rot13", b"charset=base64", b"published", b"2024-13-45", b"0000-00-00", b"1600000000000", b"--B--",
)  # fmt: skip


@st.composite
def files(draw: st.DrawFn) -> tuple[str, bytes, bool]:
    """Name, bytes, and whether they come from a pipe; sometimes under the name of another format."""
    name = draw(st.sampled_from(tuple(seeds())))
    raw = draw(changed(seeds()[name]))
    if draw(st.integers(0, 9)) == 0:
        name = draw(st.sampled_from(tuple(seeds())))
    return name, raw, draw(st.integers(0, 7)) == 0


@st.composite
def changed(draw: st.DrawFn, raw: bytes) -> bytes:
    """Bytes after up to six edits."""
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(raw)))
        raw = EDITS[draw(st.sampled_from(sorted(EDITS)))](draw, raw, at)
    return raw


@st.composite
def record_files(draw: st.DrawFn) -> tuple[str, bytes, bool]:
    """Files of records, as ``files``."""
    raw = draw(changed(record_lines()))
    return ("r.jsonl", raw, False) if draw(st.booleans()) else ("r.jsonl.gz", gzip.compress(raw, mtime=0), False)


@st.composite
def rule_files(draw: st.DrawFn) -> tuple[str, bytes, bool]:
    """Files of a user's rules: those of docs/rules.md."""
    return "my.yaml", draw(changed(draw(st.sampled_from(rules())))), False


@cache
def record_lines() -> bytes:
    from kaigong.corpora.gold_reader import read_gold
    from kaigong.pipeline import Pipeline

    pipeline = Pipeline(tagger="rules", keep_text=True)
    records = [pipeline(gold.text, id=gold.id, title=gold.title, published=gold.published) for gold in read_gold()[:3]]
    return "".join(record.to_line() + "\n" for record in records).encode()


@cache
def rules() -> tuple[bytes, ...]:
    blocks = re.findall(r"```yaml\n(.*?)```", RULES.read_text(encoding="utf-8"), re.DOTALL)
    return tuple(block.encode() for block in blocks)


def _length(draw: st.DrawFn) -> int:
    return draw(st.integers(1, 40))


EDITS: dict[str, Callable[[st.DrawFn, bytes, int], bytes]] = {
    "flip": lambda draw, raw, at: raw[:at] + bytes([draw(st.integers(0, 255))]) + raw[at + 1 :],
    "delete": lambda draw, raw, at: raw[:at] + raw[at + _length(draw) :],
    "double": lambda draw, raw, at: raw[: at + _length(draw)] + raw[at:],
    "cut": lambda draw, raw, at: raw[:at],
    "insert": lambda draw, raw, at: raw[:at] + draw(st.sampled_from(SPLICES)) + raw[at:],
    "replace": lambda draw, raw, at: raw[:at] + (new := draw(st.sampled_from(SPLICES))) + raw[at + len(new) :],
    "bytes": lambda draw, raw, at: raw[:at] + draw(st.binary(max_size=8)) + raw[at:],
    "head": lambda draw, raw, at: draw(st.sampled_from(SPLICES)) + raw,
    "graft": lambda draw, raw, at: (
        raw[:at] + (other := seeds()[draw(st.sampled_from(tuple(seeds())))])[len(other) // 3 :][:4000]
    ),
}

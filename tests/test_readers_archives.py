import bz2
import gzip
import io
import lzma
import random
import re
import tarfile
import tracemalloc
import zipfile

import pytest
from readerkit import LONGER, TEXT, line, read, write

from kaigong.corpora.readers import iter_articles
from kaigong.schemas import Article

FILES = {
    "甲/一.txt": TEXT.encode(),
    "乙.jsonl": line(id="x").encode() + line(id="y").encode(),
    "丙.gbk.txt": TEXT.encode("gbk"),
}
IDS = ["甲/一.txt", "x", "y", "丙.gbk.txt"]


def zipped(files, method=zipfile.ZIP_DEFLATED, **options) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", method, **options) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return sink.getvalue()


def tarred(files, mode="w:gz") -> bytes:
    sink = io.BytesIO()
    with tarfile.open(fileobj=sink, mode=mode) as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return sink.getvalue()


def ids_in(name, ids):
    return [i if len(i) == 1 else f"{name}/{i}" for i in ids]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.zip", zipped(FILES)),
        ("a.tar", tarred(FILES, "w:")),
        ("a.tar.gz", tarred(FILES)),
        ("a.tgz", tarred(FILES)),
        ("a.tar.bz2", tarred(FILES, "w:bz2")),
        ("a.tar.xz", tarred(FILES, "w:xz")),
        ("archive", zipped(FILES)),
        ("download", tarred(FILES)),
    ],
)
def test_archives_are_read_through(tmp_path, name, content):
    path = write(tmp_path / name, content)
    articles, rejects = read(path)
    assert not rejects
    assert [a.id for a in articles] == ids_in(name, IDS)
    assert {a.text for a in articles} == {TEXT}
    assert [p.name for p in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("content", [zipped(FILES), tarred(FILES), gzip.compress(line(id="x").encode())])
def test_archives_come_from_a_pipe(content):
    class Pipe(io.BytesIO):
        def seekable(self):
            return False

    articles, rejects = read("-", stdin=io.BufferedReader(Pipe(content)))
    assert not rejects
    assert "x" in [a.id for a in articles]


@pytest.mark.parametrize(("suffix", "pack"), [("gz", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress)])
def test_packed_files(tmp_path, suffix, pack):
    rows = write(tmp_path / f"a.jsonl.{suffix}", pack(line(id="1").encode()) + pack(line(id="2").encode()))
    text = write(tmp_path / f"b.txt.{suffix}", pack(TEXT.encode("gbk")))
    bare = write(tmp_path / f"c.{suffix}", pack(TEXT.encode()))
    articles, rejects = read(rows, text, bare)
    assert not rejects
    assert [a.id for a in articles] == ["1", "2", f"b.txt.{suffix}", f"c.{suffix}"]


def test_two_archives_with_equal_names_inside(tmp_path):
    for name in ("2022.zip", "2023.zip"):
        write(tmp_path / name, zipped({"index.txt": TEXT}))
    articles, rejects = read(tmp_path)
    assert not rejects
    assert [a.id for a in articles] == ["2022.zip/index.txt", "2023.zip/index.txt"]


def test_faulty_members_are_rejects_and_the_others_are_read(tmp_path):
    files = {"1.txt": TEXT, "2.txt": b"\x7fELF\0\0", "3.exe": b"MZ", "4.jsonl": "{\n" + line(id="x"), "5.txt": TEXT}
    path = write(tmp_path / "a.zip", zipped(files))
    articles, rejects = read(path)
    assert [a.id for a in articles] == ["a.zip/1.txt", "x", "a.zip/5.txt"]
    places = [(r.file, r.line) for r in rejects]
    assert places == [(f"{path}/2.txt", None), (f"{path}/3.exe", None), (f"{path}/4.jsonl", 1)]


def test_names_packed_on_a_chinese_machine(tmp_path):
    # Packers there write GBK and no mark for it; zipfile cannot, so the name is put in afterwards.
    content = zipped({"aaaa.txt": TEXT}).replace(b"aaaa", "项目".encode("gbk"))
    articles, rejects = read(write(tmp_path / "a.zip", content))
    assert not rejects
    assert articles[0].id == "a.zip/项目.txt"


@pytest.mark.parametrize("name", ["../out.txt", "/etc/out.txt", "a/../../out.txt", "C:/out.txt", "..\\out.txt"])
def test_names_that_lead_out_are_refused(tmp_path, name):
    folder = tmp_path / "in"
    for archive in (zipped({name: TEXT, "good.txt": TEXT}), tarred({name: TEXT.encode(), "good.txt": TEXT.encode()})):
        articles, rejects = read(write(folder / "a.bin.zip" if archive[:2] == b"PK" else folder / "a.tgz", archive))
        if "\\" in name and archive[:2] != b"PK":
            continue  # no separator there
        assert len(articles) == 1
        assert rejects[0].reason == "the name leads out of the archive"
    assert not (tmp_path / "out.txt").exists()


def test_links_and_devices_are_refused(tmp_path):
    secret = write(tmp_path / "secret.txt", TEXT)
    sink = io.BytesIO()
    with tarfile.open(fileobj=sink, mode="w") as archive:
        for kind, name in ((tarfile.SYMTYPE, "s.txt"), (tarfile.LNKTYPE, "l.txt"), (tarfile.CHRTYPE, "d.txt")):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, str(secret)
            archive.addfile(info)
    articles, rejects = read(write(tmp_path / "a.tar", sink.getvalue()))
    assert not articles
    assert [r.reason for r in rejects] == ["is a link or a device, no file"] * 3


@pytest.mark.parametrize("name", ["a.zip", "a.txt.gz", "a.tar.gz", "a.jsonl.xz"])
def test_bombs_are_stopped(tmp_path, monkeypatch, name):
    monkeypatch.setattr("kaigong.corpora.readers.guard._FREE_BYTES", 1 << 20)
    monkeypatch.setattr("kaigong.corpora.readers.guard._MAX_RATIO", 50)
    zeros = b"0" * (16 << 20)
    content = {
        "a.zip": lambda: zipped({"a.jsonl": zeros, "good.txt": TEXT}),
        "a.txt.gz": lambda: gzip.compress(zeros),
        "a.tar.gz": lambda: tarred({"a.txt": zeros}),
        "a.jsonl.xz": lambda: lzma.compress(zeros),
    }[name]()
    tracemalloc.start()
    articles, rejects = read(write(tmp_path / name, content))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 24 << 20
    assert len(articles) == (name == "a.zip")
    assert "zip bomb" in rejects[0].reason


def test_archives_in_archives_end(tmp_path):
    content = zipped({"a.txt": TEXT})
    for _ in range(3):
        content = zipped({"a.zip": content})
    assert read(write(tmp_path / "a.zip", content))[0][0].id == "a.zip/a.zip/a.zip/a.zip/a.txt"
    _, rejects = read(write(tmp_path / "b.zip", zipped({"a.zip": content})))
    assert "archives in archives, more than 4 deep" in rejects[0].reason


def test_cut_tar_keeps_what_came_before(tmp_path):
    content = tarred({"a.txt": TEXT.encode(), "b.txt": LONGER.encode() * 50, "c.txt": b"x"}, "w:")
    articles, rejects = read(write(tmp_path / "a.tar", content[: 512 * 3 + 600]), write(tmp_path / "z.txt", TEXT))
    assert [a.id for a in articles] == ["a.tar/a.txt", "z.txt"]
    assert all("damaged archive" in r.reason for r in rejects) and rejects[0].file.endswith("b.txt")


@pytest.mark.parametrize(("name", "reason"), [("a.jsonl.gz", "damaged archive"), ("a.zip", "damaged archive")])
def test_cut_archives_name_the_fault(tmp_path, name, reason):
    noise = "".join(random.Random(1).choices("项目开工投产签约亿元", k=20_000))
    rows = "".join(line(id=str(i), text=noise[i * 10 :]) for i in range(30)).encode()
    content = gzip.compress(rows) if name.endswith("gz") else zipped({"a.jsonl": rows})
    articles, rejects = read(write(tmp_path / name, content[: len(content) // 2]))
    assert bool(articles) == name.endswith("gz")
    assert reason in rejects[-1].reason


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_damage_inside_one_member_spares_the_others(tmp_path, method):
    content = bytearray(zipped({"a.txt": TEXT * 50, "b.txt": TEXT}, method))
    content[60:70] = b"x" * 10
    articles, rejects = read(write(tmp_path / "a.zip", bytes(content)))
    assert [a.id for a in articles] == ["a.zip/b.txt"]
    assert "damaged archive" in rejects[0].reason


def test_members_that_share_their_data_are_refused(tmp_path):
    content = bytearray(zipped({"a.txt": TEXT, "b.txt": LONGER, "c.txt": TEXT}))
    first, second = (m.start() for m in list(re.finditer(b"PK\x01\x02", content))[:2])
    content[second + 42 : second + 46] = content[first + 42 : first + 46]  # the offset of the member's data
    articles, rejects = read(write(tmp_path / "a.zip", bytes(content)))
    assert [a.id for a in articles] == ["a.zip/c.txt"]
    assert all("overlaps" in r.reason or "damaged" in r.reason for r in rejects) and len(rejects) == 2


def test_encrypted_member_is_a_reject(tmp_path):
    content = bytearray(zipped({"a.txt": TEXT}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    _, rejects = read(write(tmp_path / "a.zip", bytes(content)))
    assert "is encrypted" in rejects[0].reason


def test_archive_without_articles(tmp_path):
    _, rejects = read(write(tmp_path / "a.zip", zipped({"a.css": "p {}", "__MACOSX/._a.txt": "x", ".b.txt": TEXT})))
    assert [r.reason for r in rejects] == ["no article in the archive"]


@pytest.mark.parametrize("name", ["a.zip", "a.tar.gz"])
def test_long_archives_are_read_in_little_memory(tmp_path, name):
    rows = "".join(line(id=str(i), text=TEXT * 200) for i in range(1_000)).encode()
    path = write(tmp_path / name, zipped({"a.jsonl": rows}) if name == "a.zip" else tarred({"a.jsonl": rows}))
    tracemalloc.start()
    count = sum(isinstance(item, Article) for item in iter_articles([path]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 1_000
    assert peak < 4_000_000

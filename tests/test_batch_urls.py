"""Inputs and results at addresses, in fsspec's memory and on the disk by file://."""

import sys

import pytest
from batchkit import SMALL, batch, content, rows
from readerkit import TEXT, read, write
from test_batch import interrupted
from test_readers_archives import zipped

from kaigong.schemas.errors import ConfigError


def test_missing_package_names_the_command(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "fsspec", None)
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(ConfigError, match=r"s3://x needs fsspec .*pip install 'kaigong\[remote\]'"):
        batch("s3://x", tmp_path / "out")


@pytest.fixture
def memory():
    fsspec = pytest.importorskip("fsspec")
    fs = fsspec.filesystem("memory")
    fs.store.clear()
    yield fs
    fs.store.clear()


def put(fs, name, raw):
    fs.pipe_file(name, raw if isinstance(raw, bytes) else raw.encode("utf-8"))


def test_files_folders_and_patterns_are_read(memory):
    put(memory, "/news/b.jsonl", rows(2))
    put(memory, "/news/a/x.zip", zipped({"一.txt": TEXT.encode()}))
    put(memory, "/news/.hidden.txt", TEXT)
    articles, rejects = read("memory://news")
    assert not rejects
    assert [a.id for a in articles] == ["a/x.zip/一.txt", "a00000", "a00001"]
    assert [a.id for a in read("memory://news/*.jsonl")[0]] == ["a00000", "a00001"]
    for named in ("memory://news/a/x.zip", "memory://news/a/*.zip", "memory://news/a"):
        assert [a.id for a in read(named)[0]] == ["x.zip/一.txt"]
    assert [a.id for a in read("memory://news/a/x.zip", "memory://news/b.jsonl")[0]] == [
        "news/a/x.zip/一.txt", "a00000", "a00001",
    ]  # fmt: skip
    assert [r.reason for r in read("memory://none")[1]] == ["no such file or folder"]


def test_results_are_those_of_a_folder(memory, tmp_path):
    put(memory, "/in/news.jsonl", rows(35))
    batch("memory://in", tmp_path / "out")
    batch("memory://in", "memory://out")
    assert {name.removeprefix("/out/"): memory.cat_file(name) for name in memory.find("/out")} == content(
        tmp_path / "out"
    )
    assert batch("memory://in", "memory://out").complete_before
    put(memory, "/used/letter.txt", "x")
    with pytest.raises(ConfigError, match="is not empty and holds no batch"):
        batch("memory://in", "memory://used")
    with pytest.raises(ConfigError, match="lies in the input"):
        batch("memory://in", "memory://in/out")


def test_batch_at_an_address_goes_on(memory, tmp_path):
    path = write(tmp_path / "news.jsonl", rows(40))
    batch(path, tmp_path / "whole")
    interrupted(path, tmp_path / "out")
    assert batch(path, f"file://{tmp_path}/out", SMALL).resumed == 20
    (tmp_path / "out" / ".batch").rmdir()  # object storage has no empty folders
    assert content(tmp_path / "out") == content(tmp_path / "whole")


def test_unknown_protocol_is_named(memory, tmp_path):
    with pytest.raises(ConfigError, match="nosuch://x: cannot be used"):
        batch(write(tmp_path / "a.jsonl", rows(1)), "nosuch://x")
    with pytest.raises(ConfigError, match="nosuch://x: cannot be used"):
        batch("nosuch://x", tmp_path / "out")

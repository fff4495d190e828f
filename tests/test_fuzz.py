"""Laws that hold for every input: some seconds of them here, minutes or hours by ``benchmarks/fuzz.py``.

``FOUND`` are inputs that broke a law once, found by the long runs.
"""

import pytest

pytest.importorskip("warcio")
pytest.importorskip("trafilatura")

import fuzz
from fuzz_files import PAGE, seeds
from fuzz_laws import file_law

from kaigong.schemas import Article

ROUNDS = {"fold": 150, "numeral": 30, "stages": 25, "article": 60, "tagger": 8, "files": 60}
FIRST_DAY = "0001-01-01"
ROW = "<tr><td>电池</td><!-- 行 --><td>20</td></tr>"


def zipped(at, byte):
    """A zip in whose table of contents one byte, counted from the end, is another."""
    raw = bytearray(seeds()["stored.zip"])
    raw[at] = byte
    return "files", ("a.zip", bytes(raw), True)


def article(text, **known):
    return Article(id="fuzz", text=text, **known)


FOUND = {
    "half a pair in the title": ("article", article("项目", title="\ud800")),
    "half a pair in the text": ("tagger", article("\ud800项目签约")),
    "half a pair, stage by stage": ("stages", article("\ud800")),
    "a title that drives the terminal": ("article", article("", title="开工\x1b[2J\0")),
    "the year 1 of a yearly plan": ("article", article("年度投资0亿", published=FIRST_DAY)),
    "the year 1 of a month": ("article", article("1月营收0元", published=FIRST_DAY)),
    "the year 0": ("tagger", article("项目招引0个", title="截至6月底，", published=FIRST_DAY)),
    "a control character in a page": ("files", ("a.html", PAGE.replace("</h1>", "</h1>\x01").encode(), False)),
    "a control character as a reference": ("files", ("a.html", PAGE.replace("</h1>", "</h1>&#xb;").encode(), False)),
    "a comment between cells": ("files", ("a.html", PAGE.replace("<tr>", f"{ROW}<tr>").encode(), False)),
    "a byte of no character in a table's header": ("files", ("a.csv", b"id,\x80title\n1,2\n", False)),
    "a line that could be UTF-16": ("files", ("a.csv", b",text\r\n\xe5\x85", False)),
    "a member before the file's first byte": zipped(-4, 1),
    "a member without a name": zipped(-27, 0),
    "a name in no encoding": zipped(-78, 255),
    "a tar that ends behind its first header": ("files", ("a.tar", seeds()["members.tar"][:512], True)),
    "a tar that ends in its first file": ("files", ("a.tar", seeds()["members.tar"][:600], False)),
    "a web archive without a record's length": ("files", ("a.warc", seeds()["crawl.warc"][:230], True)),
}  # fmt: skip


@pytest.mark.parametrize("name", ROUNDS)
def test_laws(name):
    broken = fuzz.run_round(name, 0, ROUNDS[name])
    assert broken is None, f"{broken[1]}: {broken[0]!r}"


@pytest.mark.parametrize("name", FOUND)
def test_found_inputs_keep_the_laws(name):
    target, case = FOUND[name]
    fuzz.TARGETS[target].law(case)


def test_every_format_has_a_valid_file_that_gives_articles():
    bare = [name for name, raw in seeds().items() if not any(isinstance(i, Article) for i in file_law(name, raw))]
    assert bare == []


def test_a_broken_law_is_told_and_saved(tmp_path, monkeypatch, capsys):
    def law(text):
        assert "亿" not in text

    monkeypatch.setitem(fuzz.TARGETS, "fold", fuzz.TARGETS["fold"]._replace(law=law, round=50))
    monkeypatch.setattr("sys.argv", ["fuzz.py", "--targets", "fold", "--rounds", "1", "--save", str(tmp_path)])
    assert fuzz.main() == 1
    (path,) = tmp_path.iterdir()
    assert fuzz.from_json(path.read_text()) == ("fold", "亿")
    assert "1 round broke a law" in capsys.readouterr().out
    monkeypatch.setattr("sys.argv", ["fuzz.py", "--replay", str(path)])
    assert fuzz.main() == 1


@pytest.mark.parametrize("case", [article("项目\ud800", title="题"), ("a.txt", b"\0\xff", True), "文"])
def test_saved_inputs_are_read_back(case):
    assert fuzz.from_json(fuzz.to_json("x", case)) == ("x", case)

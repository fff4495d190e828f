import datetime
import io
import json
import os
import time

import pytest
from readerkit import TEXT, line, read, write

from kaigong.corpora.readers import READERS, ReadOptions, count_bytes, iter_articles
from kaigong.schemas import Article


def test_txt_file_is_one_article(tmp_path):
    articles, rejects = read(write(tmp_path / "一.txt", TEXT + "\r\n第二段"))
    assert not rejects
    assert articles == [Article(id="一.txt", text=TEXT + "\r\n第二段")]


def test_byte_order_mark_is_no_part_of_the_text(tmp_path):
    txt = write(tmp_path / "a.txt", b"\xef\xbb\xbf" + TEXT.encode())
    jsonl = write(tmp_path / "b.jsonl", b"\xef\xbb\xbf" + line(id="b").encode())
    articles, rejects = read(txt, jsonl)
    assert not rejects
    assert [a.text for a in articles] == [TEXT, TEXT]


def test_jsonl_keys(tmp_path):
    row = line(id=7, url="https://x.cn/1", title="题", source="某报", published="2024-05-06", other=[1])
    articles, rejects = read(write(tmp_path / "a.jsonl", row))
    assert not rejects
    day = datetime.date(2024, 5, 6)
    assert articles == [Article(id="7", text=TEXT, url="https://x.cn/1", title="题", source="某报", published=day)]


def test_key_options_and_default_day(tmp_path):
    rows = json.dumps({"nr": "x1", "content": TEXT}) + "\n" + json.dumps({"nr": "x2", "content": TEXT, "published": ""})
    day = datetime.date(2024, 1, 2)
    options = ReadOptions(published=day, text_key="content", id_key="nr")
    articles, rejects = read(write(tmp_path / "a.ndjson", rows), options=options)
    assert not rejects
    assert [(a.id, a.published) for a in articles] == [("x1", day), ("x2", day)]


@pytest.mark.parametrize("written", ["2024-05-06T08:30:00+08:00", "2024-05-06 08:30", " 2024-05-06 "])
def test_day_with_time(tmp_path, written):
    articles, _ = read(write(tmp_path / "a.jsonl", line(published=written)))
    assert articles[0].published == datetime.date(2024, 5, 6)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (line(text=None), "the text is empty ('text' holds nothing)"),
        (line(id=True), "id: expected a string or a number for the article's id, found a boolean"),
        (line(text=["甲"]), "text: expected a string or null, found a list"),
        (line(title=3), "title: expected a string or null, found a number"),
        (line(text="   \n"), "the text is empty"),
        (line(text="Only English, 20 billion"), "no Chinese in the text"),
        ('{"id": "a", "text": "项目"', "no valid JSON"),
        ('{"id": "a", "text": "项目\n', "no valid JSON: Invalid control character at column 24"),
        ("[1, 2]", "expected a JSON object on the line, found a list"),
        ("null", "found null"),
        ("[" * 200_000, "JSON"),
        ('{"id": "a", "text": "项目", "n": ' + "9" * 5000 + "}", "JSON"),
        ('{"id": "a", "text": "项目\\ud800"}', "text: half a surrogate pair at character 2"),
        (b'{"id": "a", "text": "\xcf\xee\xc4\xbf"}', "not UTF-8: byte 0xcf at offset 21"),
    ],
)
def test_faulty_line_is_a_reject_and_reading_goes_on(tmp_path, content, reason):
    raw = content if isinstance(content, bytes) else content.rstrip("\n").encode()
    path = write(tmp_path / "a.jsonl", line(id="first").encode() + raw + b"\n\n" + line(id="last").encode())
    articles, rejects = read(path)
    assert [a.id for a in articles] == ["first", "last"]
    assert len(rejects) == 1
    assert (rejects[0].file, rejects[0].line, rejects[0].stage) == (str(path), 2, "read")
    assert reason in rejects[0].reason


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "empty file"),
        ("a.jsonl", b"", "empty file"),
        ("a.jsonl", b"\n \n", "empty file"),
        ("a.txt", b" \n\n", "the text is empty"),
        ("a.txt", b"\x7fELF\x02\x01\0\0\0\0", "binary file"),
        ("a.jsonl", b"\x7fELF\x02\x01\0\0\0\0", "binary file"),
        ("a.txt", TEXT.encode() * 1000 + b"\0", "binary data"),
        ("a.txt", b"No Chinese here.", "no Chinese in the text"),
        ("a.txt", TEXT.encode("gb18030") + b"\xff", "not GB18030: byte 0xff at offset 40"),
        ("a.docx", b"PK\x03\x04", "unknown format '.docx'; kaigong reads .txt, .jsonl"),
    ],
)
def test_faulty_file_is_a_reject_and_the_others_are_read(tmp_path, name, content, reason):
    bad, good = write(tmp_path / name, content), write(tmp_path / "good.txt", TEXT)
    articles, rejects = read(bad, good)
    assert [a.id for a in articles] == ["good.txt"]
    assert [r.file for r in rejects] == [str(bad)]
    assert reason in rejects[0].reason


def test_missing_file_and_pattern_without_match(tmp_path):
    articles, rejects = read(tmp_path / "gone.txt", tmp_path / "*.txt")
    assert not articles
    assert [r.reason for r in rejects] == ["no such file or folder", "no file matches"]


def test_folder_is_read_in_order_with_relative_ids(tmp_path):
    for name in ("b/二.txt", "b/一.txt", "a.txt", ".hidden/c.txt", ".d.txt"):
        write(tmp_path / name, TEXT)
    articles, rejects = read(tmp_path)
    assert not rejects
    assert [a.id for a in articles] == ["a.txt", "b/一.txt", "b/二.txt"]


def test_glob(tmp_path):
    for name in ("x1.txt", "x2.txt", "y.txt"):
        write(tmp_path / name, TEXT)
    articles, _ = read(tmp_path / "x*.txt")
    assert [a.id for a in articles] == ["x1.txt", "x2.txt"]


@pytest.mark.parametrize("absolute", [False, True])
def test_an_article_has_one_id_however_its_file_is_named(tmp_path, monkeypatch, absolute):
    write(tmp_path / "news" / "a.txt", TEXT)
    write(tmp_path / "news" / "b.csv", f"text\n{TEXT}\n")
    monkeypatch.chdir(tmp_path)
    for inputs in (
        ["news"],
        ["news/"],
        ["./news"],
        ["news/*"],
        ["news/*.txt", "news/b*"],
        ["news/a.txt", "news/b.csv"],
    ):
        articles, rejects = read(*(tmp_path / name if absolute else name for name in inputs))
        assert not rejects
        assert [a.id for a in articles] == ["a.txt", "b.csv:2"], inputs
    assert [a.id for a in read("news/a.txt")[0]] == ["a.txt"]


@pytest.mark.parametrize(
    ("inputs", "ids"),
    [
        (["a/index.txt", "./b/index.txt"], ["a/index.txt", "b/index.txt"]),
        (["a", "b"], ["a/index.txt", "b/index.txt"]),
        (["a", "b/*.txt"], ["a/index.txt", "b/index.txt"]),
        (["a/*.txt", "b/*.txt"], ["a/index.txt", "b/index.txt"]),
        (["*/index.txt"], ["a/index.txt", "b/index.txt"]),
        (["."], ["a/index.txt", "b/index.txt"]),
        (["a", "b/index.txt"], ["index.txt", "b/index.txt"]),
        (["*.txt", "a"], ["a/index.txt"]),
    ],
)
def test_ids_of_files_named_alike_take_their_folders(tmp_path, monkeypatch, inputs, ids):
    for name in ("a/index.txt", "b/index.txt"):
        write(tmp_path / name, TEXT)
    monkeypatch.chdir(tmp_path)
    assert [a.id for a in read(*inputs)[0]] == ids


def test_second_article_with_one_id_is_a_reject(tmp_path):
    path = write(tmp_path / "a.jsonl", line() + line(id="b") + line())
    articles, rejects = read(path)
    assert [a.id for a in articles] == ["a", "b"]
    assert [(r.line, r.article, r.reason) for r in rejects] == [(3, "a", f"id 'a' stands already in {path}:1")]


@pytest.mark.parametrize("content", [line(id="stdin"), TEXT])
def test_stdin_is_read_by_content(content):
    articles, rejects = read("-", stdin=io.BytesIO(content.encode()))
    assert not rejects
    assert [(a.id, a.text) for a in articles] == [("stdin", TEXT)]


def test_file_without_suffix_is_read_by_content(tmp_path):
    articles, rejects = read(write(tmp_path / "rows", line()), write(tmp_path / "news", TEXT))
    assert not rejects
    assert [a.id for a in articles] == ["a", "news"]


def test_long_line_is_read_in_time(tmp_path):
    path = write(tmp_path / "a.jsonl", line(text="项目" * 500_000))
    started = time.process_time()
    articles, _ = read(path)
    assert len(articles[0].text) == 1_000_000
    assert time.process_time() - started < 2


def test_reading_is_lazy_and_reports_bytes(tmp_path):
    path = write(tmp_path / "a.jsonl", "".join(line(id=str(i)) for i in range(3)))
    seen: list[int] = []
    items = iter_articles([path], on_read=seen.append)
    next(items)
    assert len(seen) == 1
    list(items)
    assert seen[-1] == path.stat().st_size == count_bytes([path])


def test_pages_named_alike_keep_distinct_ids(tmp_path):
    paths = [write(tmp_path / "保存" / name / "index.txt", TEXT) for name in ("甲项目开工", "乙项目投产")]
    for inputs in (paths, [tmp_path / "保存" / "*" / "index.txt"], [path.parent for path in paths]):
        articles, rejects = read(*inputs)
        assert not rejects
        assert {a.id for a in articles} == {"甲项目开工/index.txt", "乙项目投产/index.txt"}


def test_parts_of_saved_pages_are_passed_over_in_folders(tmp_path):
    parts = ("a_files/frame.txt", "a_files/x.css", "pic.png", "__MACOSX/a.txt", "b_files/c.txt", "b.files.txt")
    for name in ("a.html", *parts):
        write(tmp_path / name, TEXT)
    (tmp_path / "a.html").write_text(f"<html><body><p>{TEXT * 3}</p></body></html>", "utf-8")
    pytest.importorskip("trafilatura")
    articles, rejects = read(tmp_path)
    assert not rejects
    assert [a.id for a in articles] == ["a.html", "b.files.txt", "b_files/c.txt"]


def test_named_part_of_a_page_is_refused(tmp_path):
    _, rejects = read(write(tmp_path / "x.css", "p {}"))
    assert "unknown format '.css'" in rejects[0].reason


def test_dot_in_a_title_is_no_suffix(tmp_path):
    articles, rejects = read(write(tmp_path / "总投资2.5亿元项目开工", TEXT))
    assert not rejects
    assert articles[0].text == TEXT


def test_line_beyond_all_measure_is_a_reject(tmp_path, monkeypatch):
    monkeypatch.setattr("kaigong.corpora.readers.lines.MAX_BYTES", 1 << 20)
    path = write(tmp_path / "a.jsonl", line(id="1") + line(id="2", text="项" * (1 << 20)) + line(id="3"))
    articles, rejects = read(path, write(tmp_path / "b.txt", "项目" * (1 << 20)))
    assert [a.id for a in articles] == ["1", "3"]
    assert [r.line for r in rejects] == [2, None]
    assert "a line of more than 1 MiB" in rejects[0].reason
    assert "more than 1 MiB to hold in memory" in rejects[1].reason


def test_second_article_of_a_file_whose_name_is_no_unicode(tmp_path):
    path = os.fsdecode(os.fsencode(tmp_path) + b"/\xff.jsonl")
    with open(path, "w", encoding="utf-8") as sink:
        sink.write(line(id="a") * 2)
    articles, rejects = read(path)
    assert [a.id for a in articles] == ["a"]
    assert "\\udcff.jsonl:1" in rejects[0].reason and "\\udcff" in rejects[0].to_line()


def test_an_unexpected_error_stops_no_other_file(tmp_path, monkeypatch):
    def broken(stream, origin, options):
        raise RuntimeError("no one expects this")
        yield

    monkeypatch.setitem(READERS, ".csv", broken)
    articles, rejects = read(write(tmp_path / "a.csv", f"id,text\n1,{TEXT}"), write(tmp_path / "b.txt", TEXT))
    assert [a.id for a in articles] == ["b.txt"]
    assert "unexpected RuntimeError at test_readers.py" in rejects[0].reason

import csv
import datetime
import io
import json
import tracemalloc
import zipfile

import pytest
from readerkit import LONGER, TEXT, line, read, write

from kaigong.corpora.readers import ReadOptions, iter_articles
from kaigong.schemas import Article

DAY = datetime.date(2023, 2, 10)
CHINESE = f"编号,标题,正文,发布时间,来源,网址\n7,题,{TEXT},2023年2月10日,某报,https://x.cn/7\n"


def table(rows, delimiter=",") -> str:
    sink = io.StringIO()
    csv.writer(sink, delimiter=delimiter).writerows(rows)
    return sink.getvalue()


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "no_suffix"])
def test_chinese_columns_in_any_encoding(tmp_path, codec, name):
    content = CHINESE.replace(",", "\t") if name == "a.tsv" else CHINESE
    articles, rejects = read(write(tmp_path / name, content.encode(codec)))
    assert not rejects
    assert articles == [Article(id="7", text=TEXT, title="题", source="某报", url="https://x.cn/7", published=DAY)]


def test_rows_without_an_id_are_named_by_their_line(tmp_path):
    path = write(tmp_path / "a.csv", table([["标题", "内容"], ["一", f"第一段\n{TEXT}"], ["", ""], ["二", TEXT]]))
    articles, rejects = read(path)
    assert not rejects
    assert [(a.id, a.title) for a in articles] == [("a.csv:2", "一"), ("a.csv:5", "二")]
    assert articles[0].text == f"第一段\n{TEXT}"


def test_objects_without_an_id_are_named_by_their_line(tmp_path):
    row = json.dumps({"text": TEXT})
    for name, content in (("a.jsonl", f"{row}\n\n{row}\n"), ("b.json", f"[{row}, {row}]")):
        path = write(tmp_path / name, content)
        articles, rejects = read(path)
        assert not rejects
        assert [a.id for a in articles] == [f"{name}:1", f"{name}:3" if name == "a.jsonl" else f"{name}:2"]
        _, rejects = read(path, options=ReadOptions(id_key="文号"))
        assert rejects[0].reason == "no key '文号' with the article's id (name another with --id-key)"


def test_named_columns_are_taken_and_no_others(tmp_path):
    path = write(tmp_path / "a.csv", table([["文号", "摘要", "正文", "题"], ["x", TEXT, LONGER, "甲"]]))
    options = ReadOptions(text_key="摘要", id_key="文号", title_key="题")
    assert read(path, options=options)[0] == [Article(id="x", text=TEXT, title="甲")]
    _, rejects = read(path, options=ReadOptions(text_key="全篇"))
    assert (
        rejects[0].reason == "no column '全篇' with the text (name one of these with --text-key: 文号, 摘要, 正文, 题)"
    )
    _, rejects = read(path, options=ReadOptions(id_key="号"))
    assert rejects[0].reason == "no column '号' with the ids (name one of these with --id-key: 文号, 摘要, 正文, 题)"


def test_faulty_rows_are_rejects_and_the_others_are_read(tmp_path):
    rows = [["编号", "正文", "发布时间"], ["1", TEXT, "2023/2/10"], ["2", "", ""], ["3", TEXT, "昨天"]]
    rows += [["", TEXT, ""], ["5", TEXT, "", "多"], ["6", "English text only", ""], ["7", TEXT, "20230210"]]
    path = write(tmp_path / "a.csv", table(rows).encode() + b"8,\xff\xfe" + "项目,\n9,项目开工,\n".encode())
    articles, rejects = read(path)
    assert [(a.id, a.published) for a in articles] == [
        ("1", DAY),
        ("3", None),
        ("a.csv:5", None),
        ("7", DAY),
        ("9", None),
    ]
    assert [(r.file, r.line) for r in rejects] == [(str(path), number) for number in (3, 6, 7, 9)]
    reasons = [
        "the text is empty",
        "4 cells under 3 columns",
        "no Chinese",
        "not UTF",
    ]
    assert all(reason in reject.reason for reason, reject in zip(reasons, rejects, strict=True))


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.csv", b"", "empty file"),
        ("a.csv", "标题,作者\n甲,乙\n", "no column 'text' with the text"),
        ("a.csv", "标题,正文\n", "no row below the header"),
        ("a.csv", b"\x89PNG\r\n\0\0\0\0", "binary file"),
        ("a.json", b"", "empty file"),
        ("a.json", "[" + line() + ", {broken", "no valid JSON: Expecting property name enclosed in double quotes"),
        ("a.json", "[" + line(), "the array has no end"),
        ("a.json", '[1, "x"]', "expected a JSON object on the line, found a number"),
    ],
)
def test_faulty_file_is_a_reject(tmp_path, name, content, reason):
    _, rejects = read(write(tmp_path / name, content))
    assert reason in rejects[0].reason


def test_fields_with_no_page_or_text_name_the_key(tmp_path):
    _, rejects = read(write(tmp_path / "a.jsonl", json.dumps({"id": "a", "标题": "题"})))
    assert "no key 'text' with the text (name one of these with --text-key: id, 标题)" in rejects[0].reason


@pytest.mark.parametrize(
    "content",
    [
        json.dumps([{"id": i, "正文": TEXT} for i in (1, 2)], ensure_ascii=False),
        json.dumps([{"id": i, "正文": TEXT} for i in (1, 2)], ensure_ascii=False, indent=2).encode("gbk"),
        line(id=1) + line(id=2),
        json.dumps([{"id": i, "text": TEXT} for i in (1, 2)], indent="\t"),
    ],
)
@pytest.mark.parametrize("name", ["a.json", "rows"])
def test_json_arrays_and_lines(tmp_path, content, name):
    articles, rejects = read(write(tmp_path / name, content))
    assert not rejects
    assert [(a.id, a.text) for a in articles] == [("1", TEXT), ("2", TEXT)]


def test_json_object_over_several_lines_is_one_article(tmp_path):
    path = write(
        tmp_path / "a.json", json.dumps({"id": "x", "content": TEXT, "发布时间": "2023-02-10 08:30"}, indent=1)
    )
    assert read(path)[0] == [Article(id="x", text=TEXT, published=DAY)]


def test_array_element_longer_than_a_block(tmp_path):
    rows = [{"id": "1", "text": TEXT * 20_000}, {"id": "2", "text": TEXT}]
    articles, rejects = read(write(tmp_path / "a.json", json.dumps(rows, ensure_ascii=False)))
    assert not rejects
    assert [len(a.text) for a in articles] == [len(TEXT) * 20_000, len(TEXT)]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2023-02-10T08:30:00+08:00", 10),
        ("2023-02-09T23:30:00Z", 10),
        ("2023-02-09 20:30:00 +0000", 10),
        ("2023年02月10日 08时30分", 10),
        ("2023.2.10", 10),
        ("2023/02/10 8:30", 10),
        ("2023-2-10", 10),
        ("20230210", 10),
        ("20230210 08:30", 10),
        (20230210, 10),
        ("1675987200", 10),  # seconds since 1970
        (1675987200000, 10),  # milliseconds, as pandas writes a day into JSON
    ],
)
def test_days_of_rows(tmp_path, written, day):
    articles, _ = read(write(tmp_path / "a.jsonl", line(published=written)))
    assert articles[0].published == datetime.date(2023, 2, day)


def peak_of(path, expected=1_000) -> int:
    tracemalloc.start()
    count = sum(isinstance(item, Article) for item in iter_articles([path]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == expected
    return peak


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.json"])
def test_long_files_are_read_in_little_memory(tmp_path, name):
    text = TEXT * 200
    if name == "a.csv":
        content = "id,text\n" + "".join(f"{i},{text}\n" for i in range(1_000))
    else:
        rows = [line(id=str(i), text=text) for i in range(1_000)]
        content = "".join(rows) if name == "a.jsonl" else "[" + ",".join(rows) + "]"
    path = write(tmp_path / name, content)
    assert path.stat().st_size > 11_000_000
    assert peak_of(path) < 4_000_000


class TestXlsx:
    @pytest.fixture(autouse=True)
    def openpyxl(self):
        return pytest.importorskip("openpyxl")

    @pytest.fixture
    def workbook(self, openpyxl, tmp_path):
        def make(*sheets):
            book = openpyxl.Workbook()
            book.remove(book.active)
            for number, rows in enumerate(sheets, 1):
                sheet = book.create_sheet(f"表{number}")
                for row in rows:
                    sheet.append(row)
            book.save(tmp_path / "a.xlsx")
            return tmp_path / "a.xlsx"

        return make

    def test_rows_are_articles(self, workbook):
        header = ["编号", "标题", "正文", "发布时间", "来源"]
        moment = datetime.datetime.fromisoformat("2023-02-10T08:30")
        rows = [[1, "题", TEXT, moment, "某报"], [2, None, TEXT, "2023年2月10日", None]]
        articles, rejects = read(workbook([[None], header, *rows], [["说明"], ["数据来自网站"]]))
        assert not rejects
        assert articles[0] == Article(id="1", text=TEXT, title="题", source="某报", published=DAY)
        assert articles[1] == Article(id="2", text=TEXT, published=DAY)

    def test_further_sheets_and_faulty_rows(self, workbook):
        path = workbook([["内容"], [TEXT], [12]], [["内容"], [TEXT]])
        articles, rejects = read(path)
        assert [a.id for a in articles] == ["a.xlsx:2", "a.xlsx#表2:2"]
        assert (rejects[0].line, rejects[0].reason) == (3, "内容: expected a string or null, found a number")

    def test_workbook_without_suffix_from_a_pipe(self, workbook):
        content = workbook([["内容"], [TEXT]]).read_bytes()
        articles, rejects = read("-", stdin=io.BytesIO(content))
        assert not rejects
        assert [a.text for a in articles] == [TEXT]

    def test_damaged_workbook_is_a_reject(self, workbook):
        path = workbook([["内容"], [TEXT]])
        path.write_bytes(path.read_bytes()[:-200])
        _, rejects = read(path)
        assert "damaged workbook" in rejects[0].reason


LAUGHS = (
    "<!DOCTYPE x [<!ENTITY a0 'lol'>" + "".join(f"<!ENTITY a{i} '{f'&a{i - 1};' * 10}'>" for i in range(1, 10)) + "]>"
)
BLOW_UP = f"<!DOCTYPE x [<!ENTITY a9 '{'项' * 100_000}'>]>"
OUTSIDE = "<!DOCTYPE x [<!ENTITY a9 SYSTEM 'file:///etc/passwd'>]>"


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml"])
@pytest.mark.parametrize(("declared", "times"), [(LAUGHS, 1), (BLOW_UP, 3_000), (OUTSIDE, 1)])
def test_entities_of_a_workbook_are_not_expanded(tmp_path, part, declared, times):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (["id", "text"], ["a", TEXT]):
        book.active.append(row)
    book.save(tmp_path / "good.xlsx")
    with zipfile.ZipFile(tmp_path / "good.xlsx") as good, zipfile.ZipFile(tmp_path / "a.xlsx", "w") as bad:
        for name in good.namelist():
            content = good.read(name).decode()
            if name == part:
                head, _, body = content.rpartition("?>")
                body = body.replace("</", "&a9;" * times + "</", 1)
                content = f"{head}?>{declared}{body}" if head else declared + body
            bad.writestr(name, content)
    articles, rejects = read(tmp_path / "a.xlsx")
    assert peak_of(tmp_path / "a.xlsx", len(articles)) < 30 << 20
    assert [a.text for a in articles] in ([], [TEXT])
    assert bool(articles) != bool(rejects)
    assert not any("root:" in str(item) for item in (*articles, *rejects))


@pytest.mark.parametrize("name", ["a.html", "a.xhtml", "a.mhtml"])
def test_entities_of_a_page_are_not_expanded(tmp_path, name):
    pytest.importorskip("trafilatura")
    page = f"<?xml version='1.0' encoding='utf-8'?>{LAUGHS}{OUTSIDE}<html><body><p>{LONGER}&a9;{TEXT}</p></body></html>"
    if name.endswith("mhtml"):
        page = (
            f"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n\n{page}"
        )
    articles, rejects = read(write(tmp_path / name, page))
    assert not rejects
    assert len(articles[0].text) < 200 and "root:" not in articles[0].text

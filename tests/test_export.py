"""kaigong export: tables, formats, exact sums, hostile texts, faulty inputs."""

import csv
import datetime
import gzip
import importlib
import os
import random
import subprocess
import sys
import zipfile
from decimal import Decimal
from enum import EnumType
from pathlib import Path

import duckdb
import openpyxl
import pyarrow.parquet
import pytest
from exportkit import invoke, leftovers, record, write

from kaigong.pipeline import vocabulary
from kaigong.pipeline.export import FOLDER_FORMATS, TABLE_FORMATS
from kaigong.pipeline.tables import TABLES, record_rows
from kaigong.pipeline.vocabulary import Vocabulary
from kaigong.schemas import labels
from kaigong.schemas.record import Place, text_digest
from kaigong.schemas.reject import ArticleReject

OWN_FORMATS = ("jsonl", *TABLE_FORMATS)  # those of annotation tools have tests of their own
LONG = "12345678901234567890123456789.123456789"  # 38 digits


@pytest.fixture(autouse=True)
def empty_folder(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)


def read(path, format, table):
    """Rows of a table as dicts; decimals as they come out of the format, in XLSX by the digits in the file."""
    path = Path(path)
    if format == "csv":
        with (path / f"{table}.csv").open(encoding="utf-8-sig", newline="") as stream:
            return [{k: v or None for k, v in row.items()} for row in csv.DictReader(stream)]
    if format == "parquet":
        return pyarrow.parquet.read_table(path / f"{table}.parquet").to_pylist()
    if format == "duckdb":
        with duckdb.connect(str(path), read_only=True) as database:
            found = database.execute(f"SELECT * FROM {table}")
            names = [column[0] for column in found.description]
            return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    sheet = openpyxl.load_workbook(path)[table]
    head, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def number(cell):
    return None if cell is None else Decimal(str(cell))


def export(records, format, *options, out=None):
    path = write("in.jsonl", *records)
    out = out or (f"out_{format}" if format in FOLDER_FORMATS else f"out.{format}")
    code, _, err = invoke("export", path, "-o", out, "--format", format, *options)
    return code, err, out


def test_every_table_has_its_rows_and_its_words():
    rows = list(record_rows(record()))
    assert {name for name, _ in rows} == set(TABLES)
    for name, row in rows:
        assert len(row) == len(TABLES[name].columns), name
    for lang in vocabulary.LANGUAGES:
        words = Vocabulary(lang)
        sheets = [words.table(name) for name in TABLES]
        assert len(set(sheets)) == len(sheets)
        for table in TABLES.values():
            heads = [words.column(column.name) for column in table.columns]
            assert len(set(heads)) == len(heads), (lang, table.name)
            assert all(heads)


def test_every_vocabulary_has_its_words():
    enums = {n: e for n, e in vars(labels).items() if isinstance(e, EnumType) and e.__module__ == labels.__name__}
    for name in ("StrEnum", "Label"):  # labels of mentions are in no table
        enums.pop(name, None)
    for lang in vocabulary.LANGUAGES:
        for enum in enums.values():
            words = [Vocabulary(lang).word(member) for member in enum]
            assert len(set(words)) == len(words), (lang, enum)
    assert set(vocabulary.sections()) == {"tables", "columns", "phrases", *enums}
    assert Vocabulary("en", codes=True).word(labels.Stage.UNDER_CONSTRUCTION) == "under_construction"


@pytest.mark.parametrize("format", TABLE_FORMATS)
def test_project_in_one_row(format):
    code, err, out = export([record(sums=("5260000000", "1"))], format)
    assert (code, err) == (0, f"1 article, 1 project, 2 amounts, 1 metric, 3 milestones, 3 organisations, 1 place, "
                              f"1 industry, 1 unplaced amount, 1 target, 1 reject → {out}\n")  # fmt: skip
    row = read(out, format, "projects")[0]
    if format == "xlsx":
        row = {c.name: row[Vocabulary("en").column(c.name)] for c in TABLES["projects"].columns}
        assert row.pop("stage") == "under construction"
    else:
        assert row.pop("stage") == "under_construction"
    assert number(row["total_investment"]) == 5260000000
    assert str(row["construction_start_first"])[:10] == "2024-03-01"
    assert str(row["construction_start_last"])[:10] == "2024-03-31"
    assert row["construction_start_status"] == "actual"
    assert row["aliases"] == "该项目；项目"
    assert (row["owner"], row["investor"], row["builder"]) == ("甲公司", "乙公司；丙公司", None)
    assert (row["province"], row["county"], row["adcode"]) == ("江苏省", "仪征市", "321081")
    assert leftovers() == []


@pytest.mark.parametrize(
    ("text", "rule", "country"),
    [
        ("墨西哥蒙特雷", "place.abroad", "墨西哥"),
        ("几内亚比绍", "place.abroad", "几内亚比绍"),
        ("紐西蘭奧克蘭", "place.abroad", "纽西兰"),
        ("蒙特雷", "place.abroad", None),
        ("法国梧桐大道", "place.chain", None),
    ],
)
def test_a_place_abroad_has_its_country(text, rule, country):
    whole = record()
    place = Place(text=text, start=0, end=len(text), rule=rule)
    export([whole.model_copy(update={"projects": (whole.projects[0].model_copy(update={"places": (place,)}),)})], "csv")
    for table, words in (("projects", "place_text"), ("places", "text")):
        (row,) = read("out_csv", "csv", table)
        assert (row["country"], row[words], row["province"]) == (country, text, None)


def test_sums_without_a_project_have_a_table_of_their_own():
    text = "甲项目。" + "字" * 46 + "9亿元的订单。"
    whole = record(text=text, chars=len(text), sha256=text_digest(text))
    loose = whole.mentions[1].model_copy(update={"sentence": (50, 57)})
    export([whole.model_copy(update={"mentions": (whole.mentions[0], loose)})], "csv")
    (row,) = read("out_csv", "csv", "unplaced_amounts")
    found = (row["value"], row["text"], row["rule"], row["context"])
    assert found == ("900000000", "9亿元", "test.sum", "9亿元的订单。")
    again = record(sums=("900000000",))  # 9亿元 now repeats the sum of the project
    assert "unplaced_amounts" not in {table for table, _ in record_rows(again)}
    counted = whole.targets[0].model_copy(update={"indicator": "新签约9亿元以上项目", "sentence": (50, 57)})
    counting = whole.model_copy(update={"mentions": (loose,), "targets": (counted,)})
    assert "unplaced_amounts" not in {table for table, _ in record_rows(counting)}


@pytest.mark.parametrize("format", TABLE_FORMATS)
def test_chinese_headers_and_words(format):
    code, _, out = export([record()], format, "--lang", "zh")
    assert code == 0
    row = read(out, format, "金额" if format == "xlsx" else "amounts")[0]
    assert (row["类别"], row["状态"], row["限定"], number(row["数值"])) == ("总投资", "实际", "确数", 2000000000)


def test_a_phase_names_its_whole():
    whole = record()
    phase = whole.projects[0].model_copy(update={"id": "0123456789abcdef", "phase_of": whole.projects[0].id})
    export([whole.model_copy(update={"projects": (*whole.projects, phase)})], "csv")
    assert [row["phase_of"] for row in read("out_csv", "csv", "projects")] == [None, whole.projects[0].id]


def test_types_of_columns():
    _, _, out = export([record()], "duckdb")
    with duckdb.connect(out, read_only=True) as database:
        types = dict(database.execute("SELECT column_name, data_type FROM information_schema.columns").fetchall())
        assert database.execute("SELECT title, total_investment FROM overview").fetchall() == [("标题", 2000000000)]
    assert {types[name] for name in ("value", "low", "high", "total_investment")} == {"DECIMAL(38,9)"}
    assert {types[name] for name in ("date_first", "published")} == {"DATE"}
    _, _, out = export([record()], "parquet")
    schema = pyarrow.parquet.read_schema(Path(out, "amounts.parquet"))
    assert str(schema.field("value").type) == "decimal128(38, 9)"


def test_nested_rows_hold_what_the_flat_tables_hold(monkeypatch):
    monkeypatch.setattr("kaigong.pipeline.writers.arrow.BATCH_ROWS", 2)
    export([record(id=str(n), sums=(str(n), str(n + 1))) for n in range(5)], "parquet")
    nested = read("out_parquet", "parquet", "nested")
    assert [row["project"] for row in nested] == [row["project"] for row in read("out_parquet", "parquet", "projects")]
    for table in ("amounts", "metrics", "milestones", "organisations", "places", "industries"):
        flat = read("out_parquet", "parquet", table)
        keys = {"project", "article_id", "project_id"}
        assert [row for p in nested for row in p[table]] == [{k: row[k] for k in row if k not in keys} for row in flat]
    assert len([row for p in nested for row in p["amounts"]]) == 10


@pytest.mark.parametrize("format", TABLE_FORMATS)
@pytest.mark.parametrize(
    "value", [LONG, "-" + LONG, "0.000000001", "123456789012345678", "9.95", "0.1", "100000000000000000000"]
)
def test_decimals_are_exact(format, value):
    code, _, out = export([record(sums=(value,))], format)
    assert code == 0
    cell = read(out, format, "amounts")[0]["value"]
    assert number(cell) == Decimal(value)
    if format == "xlsx":
        assert isinstance(cell, str) == (len(value.strip("-").replace(".", "").strip("0")) > 15)


@pytest.mark.parametrize("value", ["1" + "0" * 29, "0.0000000001"])
@pytest.mark.parametrize("format", TABLE_FORMATS)
def test_decimal_that_fits_no_column_is_a_reject(format, value):
    code, err, out = export([record(sums=(value, "7"))], format)
    values = [number(row["value"]) for row in read(out, format, "amounts")]
    if format in ("csv", "xlsx"):
        assert code == 0
        assert values == [Decimal(value), 7]
        return
    assert code == 1
    assert f"a: amounts.value: {value} is no DECIMAL(38,9)" in err
    assert values == [None, 7]
    assert [row["reason"] for row in read(out, format, "rejects") if row["refused_by"] == "export"] == [
        f"projects.total_investment: {value} is no DECIMAL(38,9)",
        f"amounts.value: {value} is no DECIMAL(38,9)",
    ]


def test_sums_of_workbook_and_database_are_equal():
    rng = random.Random(7)
    sums = [str(rng.randrange(1, 10 ** rng.randrange(1, 14))) for _ in range(300)]
    sums += [f"{rng.randrange(1, 10**10)}.{rng.randrange(1, 100) * 2 - 1}" for _ in range(300)]
    records = [record(id=str(i), sums=sums[i : i + 20]) for i in range(0, len(sums), 20)]
    expected = sum(Decimal(s) for s in sums)
    _, _, book = export(records, "xlsx")
    assert sum(number(row["value"]) for row in read(book, "xlsx", "amounts")) == expected
    _, _, file = export(records, "duckdb")
    with duckdb.connect(file, read_only=True) as database:
        assert database.execute("SELECT sum(value) FROM amounts").fetchone() == (expected,)
    _, _, folder = export(records, "csv")
    assert sum(number(row["value"]) for row in read(folder, "csv", "amounts")) == expected


HOSTILE = [
    "=1+1", "+86", "-1项目", "@SUM(A1)", '=HYPERLINK("http://x","y")', "\t=1", "a\r\nb", "\x01_x0041_\x0b",
    "\x00a\ufffe\uffff\x85", "<b>&amp;\"'</b>", "𠮷😀", "{=1}", "'=1",
]  # fmt: skip


@pytest.mark.parametrize("format", TABLE_FORMATS)
def test_texts_stay_texts(format):
    code, _, out = export([record(id=f"id{i}", name=name, title=name) for i, name in enumerate(HOSTILE)], format)
    assert code == 0
    names = [row["project"] for row in read(out, format, "projects")]
    if format == "csv":
        assert not any(name.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for name in names)
        names = [name[1:] if name[0] == "'" and name != "'=1" else name for name in names]
    if format == "xlsx":
        names = [openpyxl.utils.escape.unescape(name) for name in names]
        names[6] = names[6].replace("\n", "\r\n") if "\r" not in names[6] else names[6]
        for sheet in openpyxl.load_workbook(out):
            assert not [cell.coordinate for row in sheet for cell in row if cell.data_type == "f"]
    assert names == HOSTILE


def test_numbers_in_csv_are_not_quoted():
    export([record(sums=("-5",))], "csv")
    assert "甲项目,total_investment,-5,," in Path("out_csv/amounts.csv").read_text("utf-8-sig")
    assert Path("out_csv/amounts.csv").read_bytes().startswith(b"\xef\xbb\xbfproject,role,")


def test_workbook_is_made_for_people():
    urls = [
        "https://example.org/新闻?a=1&b=2#c",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://x.cn/" + "很" * 3000,
    ]
    _, _, out = export([record(id=str(i), url=url) for i, url in enumerate(urls)], "xlsx", "--lang", "zh")
    book = openpyxl.load_workbook(out)
    assert book.active.title == "项目"
    sheet = book["文章"]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:K5"
    cells = [row[3] for row in sheet.iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == urls
    assert [cell.hyperlink is not None for cell in cells] == [True, False, False, False]
    assert sheet["E2"].value == datetime.datetime(2024, 5, 17)  # noqa: DTZ001
    assert sheet["E2"].number_format == "yyyy-mm-dd"


def test_full_sheets_go_on_in_another(monkeypatch):
    writer = importlib.import_module("kaigong.pipeline.writers.xlsx")
    monkeypatch.setattr(writer, "SHEET_ROWS", 4)
    monkeypatch.setattr(writer, "_SHEET_LINKS", 2)
    _, _, out = export([record(id=str(i)) for i in range(7)], "xlsx")
    book = openpyxl.load_workbook(out)
    parts = [book[name] for name in ("articles", "articles (2)", "articles (3)")]
    assert [part.max_row for part in parts] == [4, 4, 2]
    assert [row[0].value for part in parts for row in part.iter_rows(min_row=2)] == [str(i) for i in range(7)]
    assert [row[3].hyperlink is None for row in parts[0].iter_rows(min_row=2)] == [False, False, True]


def test_text_too_long_for_a_cell_is_a_reject():
    code, err, out = export([record(title="长" * 40_000), record(id="b", title="好" * 32_767)], "xlsx")
    assert code == 1
    assert "a: articles.title: 40000 characters, a cell of a workbook holds 32767" in err
    assert [row["title"] for row in read(out, "xlsx", "articles")] == [None, "好" * 32_767]


@pytest.mark.parametrize("format", OWN_FORMATS)
def test_faulty_lines_are_reported_and_the_rest_is_written(format):
    broken = record(id="c").to_line().replace('"2000000000"', '"2e9"')
    code, err, out = export([record(), "", '{"half":', broken, record(id="d"), record()], format)
    assert code == 1
    assert "in.jsonl:3: $: Invalid JSON" in err
    assert "in.jsonl:4: projects[0].amounts[0].value: " in err
    assert "in.jsonl:6 (a): id 'a' stands already in in.jsonl:1" in err
    assert "3 could not be taken" in err
    if format == "jsonl":
        assert Path(out).read_text("utf-8") == record().to_line() + "\n" + record(id="d").to_line() + "\n"
        return
    key = "article id" if format == "xlsx" else "article_id"
    assert [row[key] for row in read(out, format, "articles")] == ["a", "d"]
    lines = [row["line"] for row in read(out, format, "rejects") if row["file"] == "in.jsonl"]
    assert [int(line) for line in lines] == [3, 4, 6]


def test_inputs_packed_piped_and_from_a_batch():
    Path("a.jsonl.gz").write_bytes(gzip.compress((record().to_line() + "\n").encode()))
    write("batch/records-00000.jsonl", record(id="b"))
    write("batch/records-00001.jsonl", record(id="c"))
    write("batch/rejects.jsonl", ArticleReject(stage="read", reason="no text", file="x.html").to_line())
    write("batch/manifest.json", "{}")
    stdin = "\ufeff" + record(id="d").to_line()
    code, _, err = invoke("export", "a.jsonl.gz", "batch", "-", "-o", "t", "--format", "csv", stdin=stdin)
    assert code == 0, err
    assert [row["article_id"] for row in read("t", "csv", "articles")] == ["a", "b", "c", "d"]
    assert {"article_id": None, "refused_by": "read", "reason": "no text", "text": None, "span_start": None,
            "span_end": None, "file": "x.html", "line": None} in read("t", "csv", "rejects")  # fmt: skip
    code, out, _ = invoke("export", "batch", "-o", "-")
    assert code == 0
    assert out == record(id="b").to_line() + "\n" + record(id="c").to_line() + "\n"
    Path("batch/.batch").mkdir()
    assert "batch: this batch is not finished" in invoke("export", "batch", "-o", "x.jsonl")[2]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["in.jsonl", "-o", "out"], "out: the name says no format; add --format with one of jsonl, csv"),
        (["in.jsonl", "-o", "out.csv"], "csv is a folder of tables; write -o out --format csv"),
        (["in.jsonl", "-o", "d/out.csv"], "csv is a folder of tables; write -o d/out --format csv"),
        (["in.jsonl", "-o", "out.csv", "--format", "csv"], "csv is a folder of tables; write -o out --format csv"),
        (["in.jsonl", "-o", "o.parquet", "--format", "parquet"], "write -o o --format parquet"),
        (["in.jsonl", "-o", "out", "--format", "ods"], "--format ods: expected one of"),
        (["in.jsonl", "-o", "out.xlsx", "--lang", "de"], "--lang de: expected en or zh"),
        (["in.jsonl", "-o", "-", "--format", "xlsx"], "xlsx cannot go to standard output"),
        (["in.jsonl", "-o", "in.jsonl", "--format", "csv"], "in.jsonl: is a file; csv is a folder of tables"),
        (["in.jsonl", "-o", "batch", "--format", "csv"], "batch: is the folder of a batch"),
        (["in.jsonl", "-o", "in.jsonl/x.xlsx"], "in.jsonl/x.xlsx: cannot be written"),
        (["in.jsonl", "-o", "batch", "--format", "duckdb"], "batch: is a folder; name a file"),
        (["gone.jsonl", "-o", "out.xlsx"], "gone.jsonl: cannot be read: No such file"),
        (["in.jsonl", "empty", "-o", "out.xlsx"], "empty: no records-*.jsonl in it"),
        (["news.txt", "-o", "old.duckdb"], "make records of them first: kaigong extract news.txt -o records.jsonl"),
        (["news.jsonl", "-o", "old.xlsx"], "make records of them first: kaigong extract news.jsonl -o records.jsonl"),
        (["cut.gz", "-o", "old.xlsx"], "cut.gz: damaged gzip file"),
        (["in.jsonl", "news.jsonl", "-o", "old", "--format", "csv"], "news.jsonl: holds no records of kaigong"),
        (["in.jsonl", "news.jsonl", "-o", "old", "--format", "parquet"], "news.jsonl: holds no records of kaigong"),
    ],
)
def test_usage_errors_change_nothing(arguments, message):
    write("in.jsonl", record())
    write("batch/manifest.json", "{}")
    write("news.txt", "某县签约一个总投资20亿元的电池项目。")
    write("news.jsonl", *['{"id": "a", "text": "某县签约"}'] * 5)
    Path("cut.gz").write_bytes(gzip.compress((record().to_line() + "\n").encode() * 100)[:-20])
    Path("empty").mkdir()
    for name in ("old.xlsx", "old.duckdb", "old/articles.csv"):
        write(name, "old")
    before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    code, _, err = invoke("export", *arguments)
    assert code == 2
    assert message in err
    assert {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()} == before
    assert leftovers() == []


@pytest.mark.parametrize(
    ("format", "package", "extra"),
    [("xlsx", "xlsxwriter", "xlsx"), ("parquet", "pyarrow", "parquet"), ("duckdb", "duckdb", "duckdb")],
)
def test_missing_package_names_the_pip_command(monkeypatch, format, package, extra):
    real = importlib.import_module

    def hidden(name, *rest):
        if name.split(".")[0] == package:
            raise ImportError(f"No module named {name!r}")
        return real(name, *rest)

    monkeypatch.setattr(importlib, "import_module", hidden)
    code, err, _ = export([record()], format)
    assert code == 2
    assert f"writing {'a workbook' if format == 'xlsx' else format} needs {package}" in err
    assert f"pip install 'kaigong[{extra}]'" in err
    assert leftovers() == []


@pytest.mark.parametrize("format", ["csv", "xlsx", "parquet", "jsonl"])
def test_the_same_records_give_the_same_bytes(format):
    contents = []
    for out in ("one", "two"):
        export([record(id=str(i)) for i in range(5)], format, out=out)
        files = sorted(Path(out).iterdir()) if Path(out).is_dir() else [Path(out)]
        contents.append([path.read_bytes() for path in files])
    assert contents[0] == contents[1]


def test_workbook_has_no_formula_and_is_whole():
    export([record(name="=1+1")], "xlsx")
    with zipfile.ZipFile("out.xlsx") as book:
        assert book.testzip() is None
        sheets = [book.read(name).decode() for name in book.namelist() if "/sheet" in name and name.endswith(".xml")]
    assert any("=1+1" in sheet for sheet in sheets)
    assert not any("<f>" in sheet for sheet in sheets)


def test_batches_of_rows_are_joined(monkeypatch):
    monkeypatch.setattr("kaigong.pipeline.writers.arrow.BATCH_ROWS", 3)
    for format in ("parquet", "duckdb"):
        _, _, out = export([record(id=str(i)) for i in range(8)], format)
        assert [row["article_id"] for row in read(out, format, "articles")] == [str(i) for i in range(8)]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="limits of files are set as on Unix")
@pytest.mark.parametrize("format", OWN_FORMATS)
def test_full_disk_names_the_output_and_keeps_the_old_one(format):
    write("in.jsonl", *(record(id=str(i), title=os.urandom(500).hex()) for i in range(1500)))
    old = write("old/articles." + format if format in ("csv", "parquet") else f"old.{format}", "old")
    out = old.parent if old.parent.name else old
    code = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))"
    run = f"{code}; from kaigong.pipeline.cli import main; main()"
    result = subprocess.run(
        [sys.executable, "-c", run, "export", "in.jsonl", "-o", str(out), "--format", format],
        capture_output=True, text=True,
    )  # fmt: skip
    assert result.returncode == 1, result.stderr
    assert f"kaigong: {out}: cannot be written" in result.stderr
    assert old.read_text() == "old\n"
    assert leftovers() == []

"""Workbooks of ``kaigong export`` in LibreOffice: they open as they are, with the rows and sums that DuckDB has."""

import csv
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from decimal import Decimal
from xml.etree import ElementTree

import duckdb
import pytest
from exportkit import invoke, record, write

from kaigong.corpora.gold_reader import read_gold
from kaigong.pipeline import Pipeline
from kaigong.pipeline.evaluate import extract_gold
from kaigong.pipeline.tables import TABLES
from kaigong.pipeline.vocabulary import Vocabulary

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice Calc (soffice)")

# Comma, double quote, UTF-8, from line 1; cells as they are held, not as shown; all sheets, one file each.
CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
ODD_SUMS = ("12345678901234567.89", "0.1", "999999999999999")  # the first is too long for a spreadsheet's number
NUMBERS = ("value", "low", "high", "total_investment", "total_investment_low", "total_investment_high")
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p"


def convert(workbook, wanted, folder):
    """Files that LibreOffice makes of a workbook, and what it says of faults; without a window it repairs nothing."""
    profile = f"-env:UserInstallation={(folder.parent / 'profile').as_uri()}"  # made once
    command = ["soffice", profile, "--headless", "--convert-to", wanted, "--outdir", folder / "made", workbook]
    result = subprocess.run(command, capture_output=True, text=True, timeout=120)
    said = "\n".join(line for line in result.stderr.splitlines() if "javaldx" not in line)  # Java is not needed
    return sorted((folder / "made").glob("*")), said


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with workbooks in both languages and the database, all of the same records."""
    folder = tmp_path_factory.mktemp("office")
    records = extract_gold(Pipeline(), list(read_gold())[:20])
    write(folder / "records.jsonl", *records.values(), record(id="odd", sums=ODD_SUMS))
    for options in (["projects.xlsx"], ["zh.xlsx", "--lang", "zh"], ["news.duckdb"]):
        code, _, err = invoke("export", folder / "records.jsonl", "-o", folder / options[0], *options[1:])
        assert code == 0, err
    return folder


def read_csv(files, words):
    """Table → its rows as LibreOffice gives them, by the names of the columns in the code."""
    sheets = {}
    for name, table in TABLES.items():
        (path,) = (f for f in files if f.stem.endswith(f"-{words.table(name)}"))
        header, *rows = csv.reader(path.read_text("utf-8").splitlines())
        assert header == [words.column(column.name) for column in table.columns]
        sheets[name] = [dict(zip([c.name for c in table.columns], row, strict=True)) for row in rows]
    return sheets


def exact_sums(rows, keys):
    """Sum of each column of numbers by the keys."""
    sums = Counter()
    for row in rows:
        for column in set(NUMBERS) & set(row):
            if row[column] not in (None, ""):
                sums[(column, *(row[key] or "" for key in keys))] += Decimal(str(row[column]))
    return sums


@pytest.mark.parametrize(("name", "lang"), [("projects.xlsx", "en"), ("zh.xlsx", "zh")])
def test_rows_and_sums_are_those_of_duckdb(folder, tmp_path, name, lang):
    files, said = convert(folder / name, CSV, tmp_path)
    assert said == ""
    words = Vocabulary(lang)
    sheets = read_csv(files, words)
    with duckdb.connect(str(folder / "news.duckdb"), read_only=True) as database:
        for table in TABLES:
            result = database.execute(f"SELECT * FROM {table}")
            columns = [column[0] for column in result.description]
            held = [dict(zip(columns, row, strict=True)) for row in result.fetchall()]
            assert len(sheets[table]) == len(held), table
            keys = [key for key in ("currency", "unit") if key in columns]
            assert exact_sums(sheets[table], keys) == exact_sums(held, keys), table
        (total,) = database.execute(
            "SELECT sum(value) FROM amounts WHERE currency = 'CNY' AND role = 'total_investment' AND status = 'actual'"
        ).fetchone()
    role, status = ("total investment", "actual") if lang == "en" else ("总投资", "实际")
    rows = [r for r in sheets["amounts"] if (r["currency"], r["role"], r["status"]) == ("CNY", role, status)]
    assert sum(Decimal(r["value"]) for r in rows if r["value"]) == total > 10**10


def test_numbers_are_numbers_and_days_are_days(folder, tmp_path):
    (made,), said = convert(folder / "projects.xlsx", "fods", tmp_path)
    assert said == ""
    spaces = dict(event for _, event in ElementTree.iterparse(made, ["start-ns"]))
    office, table = f"{{{spaces['office']}}}", f"{{{spaces['table']}}}"
    kinds = Counter()
    for sheet in ElementTree.parse(made).iter(f"{table}table"):
        columns = [column.name for column in TABLES[sheet.get(f"{table}name")].columns]
        for row in list(sheet.iter(f"{table}table-row"))[1:]:
            cells = [c for c in row for _ in range(min(int(c.get(f"{table}number-columns-repeated", 1)), len(columns)))]
            for column, cell in zip(columns, cells, strict=False):
                kind, written = cell.get(f"{office}value-type"), "".join(p.text or "" for p in cell.iter(TEXT))
                if column in NUMBERS and kind is not None:
                    kinds[kind] += 1
                    assert (kind == "float") == (len(re.sub(r"\D", "", written)) <= 15), written
                elif column in ("published", "date_first", "date_last") and kind is not None:
                    assert kind == "date", (column, written)
                    kinds[kind] += 1
    assert kinds["float"] > 200
    assert kinds["date"] > 100
    assert kinds["string"] == 2  # the sum that is too long, in projects and in amounts


def test_a_damaged_workbook_is_found_out(folder, tmp_path):
    whole = (folder / "projects.xlsx").read_bytes()
    (tmp_path / "cut.xlsx").write_bytes(whole[: len(whole) // 2])
    files, said = convert(tmp_path / "cut.xlsx", CSV, tmp_path)
    assert (files, said) == ([], "Error: source file could not be loaded")

    with zipfile.ZipFile(folder / "projects.xlsx") as source, zipfile.ZipFile(tmp_path / "half.xlsx", "w") as sink:
        for part in source.namelist():
            content = source.read(part)
            sink.writestr(part, content[: len(content) // 2] if part.endswith("sheet3.xml") else content)
    files, _ = convert(tmp_path / "half.xlsx", CSV, tmp_path)
    rows = read_csv(files, Vocabulary("en"))["amounts"]
    with duckdb.connect(str(folder / "news.duckdb"), read_only=True) as database:
        assert len(rows) < database.execute("SELECT count(*) FROM amounts").fetchone()[0]

"""The file of a hand-check sample: CSV, a workbook or JSON lines, written for a person and read back when filled."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from kaigong.corpora.readers.encoding import decode
from kaigong.corpora.readers.extras import load
from kaigong.pipeline.output import open_output, replaced
from kaigong.pipeline.sampling import COLUMNS, Row
from kaigong.pipeline.vocabulary import LANGUAGES, Vocabulary
from kaigong.pipeline.writers.csv import guarded
from kaigong.schemas.errors import ConfigError, ReadError
from kaigong.schemas.labels import Stage

FORMATS = (".csv", ".xlsx", ".jsonl")
DECISIONS = {"en": ("right", "wrong", "unsure"), "zh": ("对", "错", "不确定")}
_NUMBERS = ("stratum_size", "span_start", "span_end")
_WIDE = {"project": 36, "context": 70, "text": 24, "value": 30, "title": 36, "note": 30}


def format_of(out: Path) -> str:
    """The suffix that says the format.

    Raises: ConfigError for another one.
    """
    if out.suffix.lower() not in FORMATS:
        raise ConfigError(f"{out}: the name says no format; end it with {', '.join(FORMATS)}")
    return out.suffix.lower()


def write_sample(rows: Sequence[Row], out: Path, lang: str) -> None:
    """Write the rows, with empty cells for the checker.

    Raises: ConfigError for a format or language that there is not, or a missing package.
    """
    format, words = format_of(out), Vocabulary(lang)
    worded = [_worded(row, words) for row in rows]
    heads = [words.column(name) for name in COLUMNS] if format == ".xlsx" or lang != "en" else list(COLUMNS)
    if format == ".xlsx":
        _write_workbook(worded, heads, out, lang)
        return
    with open_output(out) as sink:
        if format == ".csv":
            stream = io.StringIO(newline="")
            writer = csv.writer(stream)
            writer.writerow(heads)
            writer.writerows([guarded(row[name]) for name in COLUMNS] for row in worded)
            sink.write(stream.getvalue().encode("utf-8-sig", "replace"))
        else:
            for row in worded:
                line = json.dumps(dict(zip(heads, row.values(), strict=True)), ensure_ascii=False)
                sink.write(line.encode("utf-8") + b"\n")


def _worded(row: Row, words: Vocabulary) -> Row:
    stage = words.word(Stage(row["stage"])) if row["stage"] else ""
    return {**row, "stage": stage}


def _write_workbook(rows: Sequence[Row], heads: Sequence[str], out: Path, lang: str) -> None:
    xlsxwriter = load("xlsxwriter", "xlsx", "writing a workbook")
    with replaced(out) as partial:
        book = xlsxwriter.Workbook(str(partial), {"strings_to_formulas": False, "strings_to_urls": False})
        sheet = book.add_worksheet("sample")
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        cell = book.add_format({"text_wrap": True, "valign": "top"})
        own = book.add_format({"text_wrap": True, "valign": "top", "bg_color": "#FFF8DC"})
        for at, name in enumerate(COLUMNS):
            sheet.set_column(at, at, _WIDE.get(name, 12), own if name in ("decision", "note") else cell)
            sheet.write_string(0, at, heads[at], head)
        for line, row in enumerate(rows, 1):
            for at, name in enumerate(COLUMNS):
                if name in _NUMBERS:
                    sheet.write_number(line, at, int(row[name]))
                elif row[name]:
                    sheet.write_string(line, at, row[name][:32_000])
        column = COLUMNS.index("decision")
        sheet.data_validation(
            1, column, max(len(rows), 1), column, {"validate": "list", "source": list(DECISIONS[lang])}
        )
        sheet.freeze_panes(1, 3)
        sheet.autofilter(0, 0, max(len(rows), 1), len(COLUMNS) - 1)
        book.close()


def read_sample(path: Path) -> Iterator[tuple[int, Row]]:
    """Line and cells of each row of a filled sample, by the names of COLUMNS, whatever its language.

    Raises: ReadError if the file cannot be read, or lacks the columns of a sample.
    """
    try:
        suffix = format_of(path)
        rows = _workbook_rows(path) if suffix == ".xlsx" else _text_rows(path, suffix)
    except ConfigError as error:
        raise ReadError(str(error)) from None
    except OSError as error:
        raise ReadError(f"{path}: cannot be read: {error.strerror or error}") from error
    names = {Vocabulary(lang).column(name): name for lang in LANGUAGES for name in COLUMNS}
    names.update({name: name for name in COLUMNS})
    for line, row in rows:
        known = {names[head.strip()]: value for head, value in row.items() if head and head.strip() in names}
        missing = [name for name in ("stratum", "stratum_size", "decision") if name not in known]
        if missing:
            raise ReadError(f"{path}:{line}: no column {missing[0]!r}; is it a file of kaigong sample?")
        yield line, known


def _text_rows(path: Path, suffix: str) -> list[tuple[int, dict[str, str]]]:
    try:
        text = decode(path.read_bytes())
    except ReadError as error:
        raise ReadError(f"{path}: {error}") from None
    if suffix == ".jsonl":
        return [(n, _json_row(path, n, line)) for n, line in enumerate(text.split("\n"), 1) if line.strip()]
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)  # spreadsheets save as they are set
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, restval="")
    try:
        return [(reader.line_num, {k: v for k, v in row.items() if isinstance(v, str)}) for row in reader]
    except csv.Error as error:
        raise ReadError(f"{path}:{reader.line_num}: no valid row: {error}") from error


def _json_row(path: Path, number: int, line: str) -> dict[str, str]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise ReadError(f"{path}:{number}: no valid JSON: {error}") from None
    if not isinstance(row, dict):
        raise ReadError(f"{path}:{number}: expected an object")
    return {str(name): _plain(value) for name, value in row.items()}


def _workbook_rows(path: Path) -> list[tuple[int, dict[str, str]]]:
    openpyxl = load("openpyxl", "xlsx", "reading .xlsx")
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        head, *rows = book.worksheets[0].iter_rows(values_only=True)
    except OSError:
        raise
    except Exception as error:  # whatever the packages say of a file that is no workbook
        raise ReadError(f"{path}: no workbook with a sample: {error}") from error
    heads = [_plain(cell) for cell in head]
    lines = [(n, dict(zip(heads, map(_plain, row), strict=False))) for n, row in enumerate(rows, 2)]
    return [(n, row) for n, row in lines if any(row.values())]


def _plain(value: Any) -> str:  # noqa: ANN401 - a cell
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()

"""docs/export.md: its commands, queries and programs run, its tables are those of the code."""

import contextlib
import re
import shlex
from pathlib import Path

import duckdb
import pytest
from exportkit import invoke, record, write

from kaigong.pipeline.export import TABLE_FORMATS
from kaigong.pipeline.tables import TABLES

FORMATS = ("jsonl", *TABLE_FORMATS)
PAGE = (Path(__file__).resolve().parents[1] / "docs" / "export.md").read_text(encoding="utf-8")


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.M | re.S)


@pytest.fixture
def exported(monkeypatch, tmp_path):
    """A folder in which all commands of the page have been run."""
    monkeypatch.chdir(tmp_path)
    write("records.jsonl", record(), record(id="b", name="乙项目"))
    write("out/records-00000.jsonl", record(id="c"))
    write("more.jsonl.gz", record(id="d"))
    commands = [line for block in blocks("sh") for line in block.splitlines()]
    assert len(commands) == len(FORMATS)
    for command in commands:
        program, *arguments = shlex.split(command)
        code, _, err = invoke(*arguments)
        assert (program, code) == ("kaigong", 0), err
        assert Path(arguments[arguments.index("-o") + 1]).exists()


def test_commands_queries_and_programs_run(exported):
    queries = blocks("sql")
    assert len(queries) == 3
    with duckdb.connect("news.duckdb", read_only=True) as database:
        for query in queries:
            assert database.execute(query).fetchall(), query
        assert database.execute(queries[0]).fetchone() == ("江苏省", 2, 40)
    for block in blocks("python"):
        names = {}
        with contextlib.redirect_stdout(None):
            exec(compile(block, "docs/export.md", "exec"), names)
        if "rows" in names:
            assert [row[0] for row in names["rows"]] == ["甲项目", "乙项目"]
        if "amounts" in names:
            assert names["amounts"].num_rows == 2


def test_tables_and_formats_are_those_of_the_code():
    section = PAGE.split("## Tables")[1].split("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in section.splitlines() if line.startswith("| `")]
    assert {row[0].strip("`"): re.findall("`(.*?)`", row[2]) for row in rows} == {
        name: [column.name for column in table.columns] for name, table in TABLES.items()
    }
    assert set(re.findall(r"^\| `(\w+)` \|", PAGE.split("## Tables")[0], re.M)) == set(FORMATS)

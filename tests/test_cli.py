"""The command line with a stub pipeline: what it reads and writes, its messages and exit codes."""

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest
from goldrecords import record_of
from stub import StubPipeline
from typer.testing import CliRunner

from kaigong.corpora.gold_reader import read_gold
from kaigong.pipeline import cli
from kaigong.schemas import Record, check_spans
from kaigong.schemas.schema import schema_text

TEXT = "某县签约一个总投资20亿元的电池项目。"
GOLD_PATH = Path(__file__).resolve().parents[1] / "corpora" / "gold" / "dev.jsonl"
SCORER = Path(__file__).resolve().parents[2] / "shared" / "gold" / "score.py"


@pytest.fixture
def stub(monkeypatch):
    monkeypatch.setattr("kaigong.pipeline.Pipeline", lambda keep_text, **backends: StubPipeline(keep_text))


@pytest.fixture
def run(stub, monkeypatch, tmp_path):
    """Run a command in an empty folder; gives exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)

    def invoke(*arguments, stdin=None):
        result = CliRunner().invoke(cli.app, [str(a) for a in arguments], input=stdin)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            code, message = cli._describe(result.exception)
            return code, result.stdout, result.stderr + message
        return result.exit_code, result.stdout, result.stderr

    return invoke


def write(name, content):
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def line(**fields):
    return json.dumps({"id": "a", "text": TEXT, **fields}, ensure_ascii=False) + "\n"


def records_in(path_or_text):
    text = path_or_text.read_text("utf-8") if isinstance(path_or_text, Path) else path_or_text
    return [Record.model_validate_json(row) for row in text.splitlines()]


def test_extract_to_stdout(run):
    write("a.txt", TEXT)
    code, out, err = run("extract", "a.txt")
    (record,) = records_in(out)
    assert code == 0
    assert check_spans(record, TEXT) == []
    assert [m.text for m in record.mentions] == ["20亿元"]
    assert err.startswith("1 record with 0 projects and 0 targets in ")


def test_extract_to_file_makes_folders_and_leaves_nothing_behind(run):
    write("in/a.txt", TEXT)
    code, out, err = run("extract", "in", "-o", "deep/out.jsonl")
    assert (code, out) == (0, "")
    assert len(records_in(Path("deep/out.jsonl"))) == 1
    assert "→ deep/out.jsonl" in err
    assert [p.name for p in Path("deep").iterdir()] == ["out.jsonl"]


@pytest.mark.parametrize("content", [TEXT, line(id="stdin")])
def test_extract_from_stdin(run, content):
    code, out, _ = run("extract", "-", stdin=content)
    assert code == 0
    assert records_in(out)[0].article.id == "stdin"


def test_extract_options_reach_the_reader(run):
    write("a.jsonl", json.dumps({"nr": "x", "content": TEXT}))
    code, out, _ = run(
        "extract", "a.jsonl", "--text-key", "content", "--id-key", "nr", "--published", "2024-01-02", "--keep-text"
    )
    (record,) = records_in(out)
    assert code == 0
    assert (record.article.id, str(record.article.published), record.article.text) == ("x", "2024-01-02", TEXT)


@pytest.mark.parametrize("written", ["2025-3-6", "2025/3/6", "2025.03.06", "20250306", "2025年3月6日", "2025-03-06"])
def test_a_day_may_be_written_as_people_do(run, written):
    write("a.txt", TEXT)
    code, out, _ = run("extract", "a.txt", "--published", written)
    assert code == 0
    assert str(records_in(out)[0].article.published) == "2025-03-06"


@pytest.mark.parametrize("command", [["extract"], ["batch", "--workers", "1"]])
def test_articles_of_no_known_day_are_counted(run, command):
    write("a.jsonl", line(id="a") + line(id="b", published="2024-05-17") + line(id="c"))
    code, _, err = run(*command, "a.jsonl", *(["out"] if command[0] == "batch" else []))
    assert code == 0
    assert "\n2 articles have no day of publication, so " in err
    assert "--published-key" in err.splitlines()[1] and "--published 2023-02-10" in err.splitlines()[1]
    assert "day of publication" not in run("extract", "a.jsonl", "--published", "20240517")[2]


BAD_FILES = {
    "empty.txt": b"",
    "binary.txt": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "english.txt": b"A plant worth 20 billion yuan",
    "gbk.txt": TEXT.encode("gb18030") + b"\xff",
    "keys.jsonl": line(text=None).encode() + b"{broken\n" + line(id="good1").encode(),
    "news.docx": b"PK\x03\x04",
    "failing.txt": ("故障" + TEXT).encode(),
}


def test_bad_inputs_are_named_and_the_others_extracted(run):
    for name, content in BAD_FILES.items():
        write(f"in/{name}", content)
    write("in/long.jsonl", line(id="good2", text=TEXT * 50_000))
    code, out, err = run("extract", "in", "--rejects", "rejects.jsonl")
    assert code == 1
    assert [r.article.id for r in records_in(out)] == ["good1", "good2"]
    assert "8 articles rejected:" in err  # seven files, one of them with two faults
    rejects = [json.loads(row) for row in Path("rejects.jsonl").read_text("utf-8").splitlines()]
    reasons = {r["file"] or r["article"]: r["reason"] for r in rejects}
    for name in BAD_FILES:
        key = "failing.txt" if name == "failing.txt" else f"in/{name}"
        assert key in reasons
        assert reasons[key] in err
    assert "Traceback" not in err


def test_long_list_of_rejects_is_cut(run):
    write("a.jsonl", "{\n" * 30 + line())
    code, _, err = run("extract", "a.jsonl")
    assert code == 1
    assert "30 articles rejected" in err
    assert "… and 10 more" in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["extract", "a.txt", "--published", "10.2.2023"], "--published: '10.2.2023' is no date"),
        (["extract", "a.txt", "--workers", "-1"], "--workers"),
        (["extract", "a.txt", "-o", "."], ".: is a folder"),
        (["extract", "a.txt", "-o", "a.txt/b.jsonl"], "a.txt/b.jsonl: cannot be written"),
        (["extract", "a.txt", "--colour"], "--colour"),
        (["evaluate", "a.txt", "--by", "author"], "--by author"),
        (["evaluate", "gone.jsonl"], "gone.jsonl: cannot be read"),
        (["evaluate", "a.txt"], "a.txt:1: "),
        (
            ["evaluate", "a.txt"],
            "a.txt: holds no gold articles; to score records by gold: kaigong evaluate",
        ),
        (["validate", "gone.jsonl"], "gone.jsonl: cannot be read"),
        (["show", "gone.jsonl"], "gone.jsonl: cannot be read"),
        (
            ["show", "a.txt"],
            "a.txt: holds no records of kaigong; if these are articles, make",
        ),
        (
            ["validate", "a.txt"],
            "a.txt: holds no records of kaigong; if these are articles, make records of them first: "
            "kaigong extract a.txt -o records.jsonl",
        ),
        (["explain", "a.txt", "--id", "b"], "--id b: no such article in a.txt; ids there: a.txt"),
        (["explain", "gone.txt", "--id", "b"], "gone.txt: no such file or folder"),
        (["sing"], "sing"),
    ],
)
def test_usage_errors(run, arguments, message):
    write("a.txt", TEXT)
    code, _, err = run(*arguments)
    assert code == 2
    assert message in err
    assert Path("a.txt").read_text("utf-8") == TEXT


@pytest.mark.parametrize("option", ["--segmenter", "--tagger"])
def test_unknown_backend_is_a_usage_error_that_names_the_known(monkeypatch, tmp_path, option):
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    result = CliRunner().invoke(cli.app, ["extract", str(path), option, "none-such"])
    code, message = cli._describe(result.exception)
    assert code == 2
    assert "none-such" in message
    assert ("jieba" if option == "--segmenter" else "rules") in message


def test_failed_run_keeps_the_old_output(run, monkeypatch):
    write("a.txt", TEXT)
    write("out.jsonl", "old\n")
    monkeypatch.setattr(
        "kaigong.pipeline.extract.iter_lines", lambda *a: (_ for _ in ()).throw(OSError(28, "disk full"))
    )
    code, _, err = run("extract", "a.txt", "-o", "out.jsonl")
    assert code == 1
    assert "disk full" in err
    assert Path("out.jsonl").read_text("utf-8") == "old\n"
    assert not list(Path().glob(".out*"))


@pytest.mark.parametrize("command", ["extract", "explain"])
@pytest.mark.parametrize(("given", "said"), [("gone.txt", "no such file or folder"), ("in/*.md", "no file matches")])
def test_an_input_that_is_not_there_is_a_usage_error(run, command, given, said):
    write("in/a.txt", TEXT)
    write("out.jsonl", "old\n")
    output = ["-o", "out.jsonl"] if command == "extract" else []
    code, out, err = run(command, "in", given, *output)
    assert (code, out) == (2, "")
    assert err == f"{given}: {said}"
    assert Path("out.jsonl").read_text("utf-8") == "old\n"


@pytest.mark.parametrize("command", ["extract", "batch", "explain"])
def test_what_is_doubtful_of_an_article_is_told(run, command):
    write("a.jsonl", line(published="昨天") + "".join(line(id=str(i), published="3/6/2024") for i in range(9)))
    code, _, err = run(command, "a.jsonl", *(["out", "--workers", "1"] if command == "batch" else []))
    assert code == 0
    assert "a.jsonl:1 (a): published: '昨天' is no date; expected a day like 2023-02-10; the article is read as" in err
    assert command == "explain" or ("noted while reading:\n  a.jsonl:1" in err and "\n  … and 5 more" in err)


@pytest.mark.parametrize(("given", "code", "said"), [("bad.txt", 1, "empty file"), ("empty", 0, "no article found")])
def test_run_without_a_record_keeps_the_old_output(run, given, code, said):
    Path("empty").mkdir()
    write("bad.txt", "")
    write("out.jsonl", "old\n")
    done, _, err = run("extract", given, "-o", "out.jsonl")
    assert done == code
    assert said in err and "out.jsonl keeps its records of an earlier run" in err
    assert Path("out.jsonl").read_text("utf-8") == "old\n"
    run("extract", given, "-o", "new.jsonl")
    assert Path("new.jsonl").read_bytes() == b""


def test_same_bytes_on_any_number_of_workers(run):
    write("a.jsonl", "".join(line(id=str(i), text=TEXT * (1 + i % 300)) for i in range(300)))
    for workers in ("1", "2"):
        assert run("extract", "a.jsonl", "-o", f"out{workers}.jsonl", "--workers", workers)[0] == 0
    assert Path("out1.jsonl").read_bytes() == Path("out2.jsonl").read_bytes()


@pytest.mark.parametrize(
    "command",
    [
        ["extract", "a.jsonl", "-o", "a.jsonl"],
        ["extract", "a.jsonl", "-o", "./a.jsonl"],
        ["extract", "a.jsonl", "-o", "b.jsonl", "--rejects", "a.jsonl"],
        ["export", "r.jsonl", "-o", "r.jsonl"],
        ["merge", "r.jsonl", "-o", "r.jsonl"],
        ["view", "r.jsonl", "-o", "r.jsonl"],
        ["view", "r.jsonl", "-o", "a.jsonl", "--against", "a.jsonl"],
        ["sample", "r.jsonl", "-o", "r.jsonl"],
        ["import", "r.jsonl", "-o", "r.jsonl", "--format", "labelstudio"],
        ["evaluate", "r.jsonl", "--errors", "r.jsonl"],
        ["agree", "r.jsonl", "r.jsonl", "--differences", "r.jsonl"],
    ],
)
def test_an_input_is_never_overwritten(run, command):
    write("a.jsonl", line())
    run("extract", "a.jsonl", "-o", "r.jsonl")
    before = {name: Path(name).read_bytes() for name in ("a.jsonl", "r.jsonl")}
    code, _, err = run(*command)
    assert code == 2
    assert "is an input and would be lost; name another file to write to" in err
    assert {name: Path(name).read_bytes() for name in before} == before


def test_records_among_the_articles_are_named(run):
    write("in/a.jsonl", line())
    run("extract", "in", "-o", "in/r.jsonl")
    code, _, err = run("extract", "in", "-o", "in/r.jsonl")
    assert code == 1
    assert "in/r.jsonl:1: a record of kaigong and no article; keep results out of the folders that are read" in err


def test_validate(run):
    write("a.txt", TEXT)
    _, good, _ = run("extract", "a.txt")
    wrong = json.loads(good)
    wrong["article"]["id"] = "b"
    wrong["mentions"][0]["value"]["currency"] = "元"
    nameless = json.loads(good)
    del nameless["schema"]
    write("r.jsonl", good + json.dumps(wrong) + "\n{\n" + json.dumps(nameless) + "\n" + good)
    code, out, err = run("validate", "r.jsonl")
    assert code == 1
    assert out.splitlines() == [
        "r.jsonl:2: mentions[0].value.currency: String should match pattern '^[A-Z]{3}$' (found '元')",
        out.splitlines()[1],
        "r.jsonl:4: schema: missing; expected 'kaigong/1'",
        "r.jsonl:5: article.id: 'a.txt' stands already on line 1",
    ]
    assert out.splitlines()[1].startswith("r.jsonl:3: $: Invalid JSON")
    assert "1 valid record, 4 faults" in err
    write("r.jsonl", good)
    assert run("validate", "r.jsonl")[:2] == (0, "")
    write("r.jsonl", json.dumps(nameless))
    assert run("validate", "r.jsonl")[:2] == (1, "r.jsonl:1: schema: missing; expected 'kaigong/1'\n")


def test_validate_takes_the_folder_of_a_batch(run):
    write("a.jsonl", line() + line(id="b") + "{")
    run("batch", "a.jsonl", "out", "--workers", "1", "--shard-articles", "1")
    code, out, err = run("validate", "out")
    assert (code, out, err) == (0, "", "out: 2 valid records, 0 faults\n")
    with Path("out/records-00001.jsonl").open("a") as shard:
        shard.write("{\n")
    code, out, _ = run("validate", "out")
    assert code == 1
    assert out.startswith("out/records-00001.jsonl:2: $: Invalid JSON")


def test_a_folder_is_the_same_input_with_a_slash_behind_it(run):
    write("in/a.txt", TEXT)
    run("batch", "in", "out", "--workers", "1")
    assert "already complete (1 article, 1 record, " in run("batch", "in/", "out", "--workers", "1")[2]


def test_validate_against_the_texts(run):
    write("a.txt", TEXT)
    run("extract", "a.txt", "-o", "r.jsonl")
    assert run("validate", "r.jsonl", "--against", "a.txt")[0] == 0
    write("a.txt", TEXT.replace("20", "30"))
    code, out, _ = run("validate", "r.jsonl", "--against", "a.txt")
    assert code == 1
    assert "r.jsonl:1: mentions[0]: says '20亿元', the text has '30亿元' at 9-13" in out


def planted(path):
    chance = random.Random(5)
    Path(path).write_text("".join(record_of(a, chance, 0.3).to_line() + "\n" for a in read_gold()), encoding="utf-8")


@pytest.mark.skipif(not SCORER.exists(), reason="the annotators' scorer is not at hand")
def test_evaluate_prints_what_the_annotators_scorer_prints(run):
    planted("pred.jsonl")
    command = [sys.executable, str(SCORER), str(GOLD_PATH), "pred.jsonl"]
    for options in ([], ["--json"]):
        expected = subprocess.run([*command, *options], capture_output=True, text=True, check=True).stdout
        assert run("evaluate", GOLD_PATH, "pred.jsonl", *options) == (0, expected, "")


def test_evaluate_writes_errors_and_rules(run):
    planted("pred.jsonl")
    code, out, _ = run("evaluate", GOLD_PATH, "pred.jsonl", "--errors", "errors.jsonl", "--by", "rule")
    assert code == 0
    assert "test.name" in out
    rows = [json.loads(row) for row in Path("errors.jsonl").read_text("utf-8").splitlines()]
    assert {row["kind"] for row in rows} == {"missed", "wrong"}
    assert {"article", "measure", "kind", "what"} <= set(rows[0])


def test_evaluate_without_predictions_extracts_the_gold_texts(run):
    code, out, _ = run("evaluate", "--json")
    scores = json.loads(out)
    assert code == 0
    assert scores["amount"]["precision"] > 0.4
    assert scores["project"]["f1"] == 0


def test_evaluate_names_missing_predictions(run):
    write("pred.jsonl", "")
    code, _, err = run("evaluate", GOLD_PATH, "pred.jsonl")
    assert code == 0
    assert err.count("no prediction for ") == 56


def test_show_and_explain_records(run):
    planted("pred.jsonl")
    article = next(a for a in read_gold() if a.projects and a.projects[0].amounts)
    write("pred.jsonl", record_of(article).to_line() + "\n")
    code, out, err = run("show", "pred.jsonl")
    assert code == 0
    assert article.projects[0].name[:6] in out
    assert f"{len(article.projects)} project" in err
    code, out, _ = run("explain", "pred.jsonl", "--mentions")
    assert code == 0
    assert "← project · test.name · " in out
    assert "← tag.amount · test.sum · " in out


def test_explain_takes_the_folder_of_a_batch(run):
    write("a.jsonl", line() + line(id="b") + "{")
    run("batch", "a.jsonl", "out", "--workers", "1", "--shard-articles", "1")
    code, out, err = run("explain", "out", "--id", "b")
    assert (code, out.split()[0], err) == (0, "b", "")


def test_explain_names_articles_as_extract_does(run):
    for name in ("a/index.txt", "b/index.txt"):
        write(name, TEXT)
    code, out, _ = run("explain", "a/index.txt", "b/index.txt", "--id", "b/index.txt")
    assert (code, out.split()[0]) == (0, "b/index.txt")


def test_explain_article(run):
    write("a.txt", TEXT)
    code, out, _ = run("explain", "a.txt", "--mentions", "--published", "2024-01-02")
    assert code == 0
    assert "20亿 CNY" in out
    assert "某县签约一个总投资【20亿元】的电池项目。" in out
    plain = run("explain", "a.txt", "--published", "2024-01-02")[1]
    assert "Amounts without a project\n  amount                20亿 CNY  “20亿元”  ← tag.amount · " in plain
    write("b.txt", "故障" + TEXT)
    code, _, err = run("explain", "b.txt")
    assert code == 1
    assert "b.txt: unexpected ZeroDivisionError" in err


def test_schema(run):
    assert run("schema") == (0, schema_text(), "")


def test_version(run):
    assert run("--version")[1].startswith("kaigong ")

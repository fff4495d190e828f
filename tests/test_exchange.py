"""Records out to the formats of annotation tools, and back."""

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from exchangekit import FAST, FORMATS, NEWS, ODD, export, imported, pipeline, records, tasks
from exportkit import invoke, leftovers, write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kaigong.pipeline.exchange import brat, labelstudio
from kaigong.pipeline.exchange.annotated import LABELS, annotate
from kaigong.pipeline.exchange.reading import Reader
from kaigong.pipeline.exchange.rebuild import rebuild
from kaigong.schemas.record import Record, check_spans


@pytest.fixture(autouse=True)
def empty_folder(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)


def test_what_is_tested_is_there():
    """Emoji, characters beyond the BMP, breaks inside spans, nested spans, phases."""
    odd = records()[1]
    assert any("\n" in m.text for m in odd.mentions)
    assert max(m.start for m in odd.mentions) > odd.article.text.index("𠮷")
    assert any(a is not b and a.start <= b.start and b.end <= a.end for a in odd.mentions for b in odd.mentions)
    assert any(project.phase_of for record in records() for project in record.projects)
    assert not records()[3].mentions


@pytest.mark.parametrize("format", FORMATS)
def test_out_and_back_is_the_same_bytes(format):
    code, err, out = export(format)
    assert code == 0, err
    assert err.startswith("4 articles, ")
    code, err, back = imported(out)
    assert (code, err) == (0, "4 articles → back.jsonl\n")
    assert [r.to_line() for r in back] == [r.to_line() for r in records()]
    assert [r for r in back if check_spans(r, r.article.text)] == []
    assert leftovers() == []


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_records_give_the_same_bytes(format):
    _, _, out = export(format)
    files = [out] if out.is_file() else sorted(out.iterdir())
    first = [file.read_bytes() for file in files]
    out.rename("kept")
    export(format)
    assert [file.read_bytes() for file in files] == first


@pytest.mark.parametrize("format", FORMATS)
def test_texts_come_from_the_articles_where_records_keep_none(format):
    bare = [r.model_copy(update={"article": r.article.model_copy(update={"text": None})}) for r in records()]
    code, err, _ = export(format, given=bare)
    assert code == 1
    assert err.count("its text is not known; extract with --keep-text, or name the articles with --against") == 4
    rows = [{"id": r.article.id, "text": r.article.text} for r in records()]
    Path("news.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    if Path("out").exists():
        Path("out").rename("old")
    code, err, out = export(format, "--against", "news.jsonl", given=bare)
    assert code == 0, err
    assert [r.to_line() for r in imported(out)[2]] == [r.to_line() for r in records()]


def test_another_text_is_refused():
    (Path("news.jsonl")).write_text(json.dumps({"id": "a1", "text": NEWS[::-1]}), encoding="utf-8")
    bare = records()[0].model_copy(update={"article": records()[0].article.model_copy(update={"text": None})})
    code, err, _ = export("labelstudio", "--against", "news.jsonl", given=[bare])
    assert code == 1
    assert "a1: the text is not the one it was read from" in err


def test_lines_that_are_no_records_are_reported():
    write("in.jsonl", records()[0], '{"schema":"kaigong/1"}', records()[3])
    code, _, err = invoke("export", "in.jsonl", "-o", "out.json", "--format", "labelstudio")
    assert (code, "in.jsonl:2: article: Field required" in err) == (1, True)
    assert err.endswith("2 articles, 1 project, 1 target → out.json; 1 could not be taken\n")
    assert len(tasks()) == 2


@pytest.mark.skipif(not hasattr(os, "fork"), reason="limits of files are set as on Unix")
@pytest.mark.parametrize("format", FORMATS)
def test_full_disk_names_the_output_and_leaves_nothing(format):
    write("in.jsonl", *records())
    code = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000))"
    run = f"{code}; from kaigong.pipeline.cli import main; main()"
    result = subprocess.run(
        [sys.executable, "-c", run, "export", "in.jsonl", "-o", FORMATS[format], "--format", format],
        capture_output=True, text=True,
    )  # fmt: skip
    assert result.returncode == 1, result.stderr
    assert f"kaigong: {FORMATS[format]}: cannot be written" in result.stderr
    assert [path.name for path in Path().iterdir()] == ["in.jsonl"]


# All of them


@pytest.mark.parametrize(
    ("name", "content", "options", "fault"),
    [
        ("x.json", "{", (), "no valid JSON"),
        ("x.json", "[1]", (), "no tasks of Label Studio"),
        ("x.json", "[" * 100_000, (), "no valid JSON"),
        ("x.jsonld", "{}", (), "no Web Annotations in it"),
        ("x.spacy", "abc", (), "no DocBin of spaCy"),
        ("x.txt", "abc", (), "the name says no format; add --format with one of labelstudio, brat"),
        ("x.json", "[]", ("--format", "foo"), "--format foo: expected one of"),
        ("x.json", "[]", ("--format", "brat"), "no folder; brat keeps NAME.txt and NAME.ann in one"),
        ("x.json", "[]", ("--to", "foo"), "--to foo: expected one of records, gold"),
    ],
)
def test_what_cannot_be_read_is_named(name, content, options, fault):
    Path(name).write_text(content, encoding="utf-8")
    code, err, _ = imported(name, *options)
    assert code == 2
    assert fault in err
    assert not Path("back.jsonl").exists()


ODD_VALUES = [None, 1, -5, "x", [], {}, [1], {"a": 1}, True, 10**30, "T1", [[]], "\ud800"]


def spoilt(value, chance):
    """JSON with values gone or put in the place of others, at random."""
    if chance.random() < 0.01:
        return chance.choice(ODD_VALUES)
    if isinstance(value, dict):
        return {key: spoilt(item, chance) for key, item in value.items() if chance.random() > 0.005}
    return [spoilt(item, chance) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("format", ["labelstudio", "webannotation", "brat", "conll"])
def test_spoilt_files_give_rejects_and_no_traceback(format, seed):
    chance = random.Random(seed)
    _, _, out = export(format, given=records()[:2])
    if format in ("labelstudio", "webannotation"):
        out.write_text(json.dumps(spoilt(json.loads(out.read_text(encoding="utf-8")), chance)), encoding="utf-8")
    for path in out.glob("*.ann") if format == "brat" else [out] if format == "conll" else []:
        letters = list(path.read_text(encoding="utf-8"))
        for _ in range(chance.randrange(1, 5)):
            letters[chance.randrange(len(letters))] = chance.choice(" \nTROBI;:-x5\t")
        path.write_text("".join(letters), encoding="utf-8")
    code, err, back = imported(out)
    assert code in (0, 1, 2)
    assert "unexpected" not in err
    assert [check_spans(record, record.article.text) for record in back] == [[]] * len(back)


def test_gold_of_what_was_annotated_is_found_again():
    export("labelstudio")
    code, err, _ = invoke("import", "out.json", "-o", "gold.jsonl", "--to", "gold", *FAST)
    assert code == 0, err
    code, out, _ = invoke("evaluate", "gold.jsonl", write("pred.jsonl", *records()), "--json")
    scores = json.loads(out)
    assert code == 0
    assert {name: (s["precision"], s["recall"]) for name, s in scores.items() if s["support"]} == {
        name: (1.0, 1.0) for name, s in scores.items() if s["support"]
    }
    assert scores["slots"]["support"] > 10


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_edit_gives_a_valid_record(data):
    """Marks and links taken away at random: what comes back validates, fits the text and holds nothing new."""
    record = data.draw(st.sampled_from(records()[:3]))
    whole = annotate(record, record.article.text)
    marks = tuple(m for m in whole.marks if data.draw(st.booleans()))
    links = tuple(link for link in whole.links if data.draw(st.booleans()))
    edited = type(whole)(whole.article, marks, links, record)
    back = rebuild(edited, Reader(whole.article, pipeline())).record
    assert back is not None
    assert Record.model_validate_json(back.to_line()) == back
    assert check_spans(back, record.article.text) == []
    assert set(back.mentions) <= set(record.mentions)


def test_without_the_record_nothing_is_lost_but_the_rules():
    """Spans and links alone, all values read anew."""
    for record in records():
        whole = annotate(record, record.article.text)
        back = rebuild(type(whole)(whole.article, whole.marks, whole.links), Reader(whole.article, pipeline())).record
        values = [(m.label, m.start, m.end, m.value) for m in back.mentions]
        assert sorted(values, key=str) == sorted([(m.label, m.start, m.end, m.value) for m in record.mentions], key=str)
        if record is records()[1]:  # made by hand, its slots are not what kaigong reads
            continue
        slots = [{(s.role, s.text, s.value) for p in r.projects for s in p.amounts} for r in (record, back)]
        assert slots[0] == slots[1]
        assert {(p.id, p.stage, p.phase_of) for p in record.projects} == {
            (p.id, p.stage, p.phase_of) for p in back.projects
        }


def test_the_layout_of_formats_is_what_the_page_says():
    assert ODD.count("𠮷") == 2
    assert labelstudio.labelling_interface().count("<Label ") == len(LABELS)
    assert brat.configuration().startswith("[entities]\nORG\n")

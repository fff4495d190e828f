"""Records out to Label Studio, brat, CoNLL, DocBin and Web Annotation, and back."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from exchangekit import NEWS, ODD, pipeline, records
from exportkit import invoke, leftovers, write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import DocBin
from spacy.training.converters import conll_ner_to_docs

from kaigong.pipeline.exchange import brat, labelstudio
from kaigong.pipeline.exchange.annotated import LABELS, ROLES, annotate
from kaigong.pipeline.exchange.base import without_breaks
from kaigong.pipeline.exchange.conll import layer_of
from kaigong.pipeline.exchange.reading import Reader
from kaigong.pipeline.exchange.rebuild import rebuild
from kaigong.schemas.record import Record, check_spans

FORMATS = {
    "labelstudio": "out.json", "brat": "out", "conll": "out.conll", "docbin": "out.spacy",
    "webannotation": "out.jsonld",
}  # fmt: skip
FAST = ("--tagger", "rules")


@pytest.fixture(autouse=True)
def empty_folder(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)


def export(format, *options, given=None):
    out = FORMATS[format]
    code, _, err = invoke("export", write("in.jsonl", *(given or records())), "-o", out, "--format", format, *options)
    return code, err, Path(out)


def imported(path, *options):
    """Exit code, messages and records that come back."""
    code, _, err = invoke("import", path, "-o", "back.jsonl", *FAST, *options)
    if code == 2:
        return code, err, []
    lines = Path("back.jsonl").read_text(encoding="utf-8").split("\n")
    return code, err, [Record.model_validate_json(line) for line in lines if line]


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
    assert err.endswith("2 articles, 1 projects, 1 targets → out.json; 1 could not be taken\n")
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


# Label Studio


def tasks(path="out.json"):
    return json.loads(Path(path).read_text(encoding="utf-8"))


def annotated(results, **more):
    """The first task as it comes back from Label Studio, with these results of an annotator."""
    task = tasks()[0]
    task["annotations"] = [{"id": 7, "completed_by": 3, "was_cancelled": False, "result": results, **more}]
    Path("done.json").write_text(json.dumps([task]), encoding="utf-8")
    return imported("done.json")


def test_labelstudio_offsets_count_code_points():
    export("labelstudio")
    regions = [r for t in tasks() for r in t["predictions"][0]["result"] if r["type"] == "labels"]
    texts = {r["value"]["text"] for r in regions}
    assert len(regions) > 40
    for task in tasks():
        for result in task["predictions"][0]["result"]:
            if "value" in result:
                value = result["value"]
                assert task["data"]["text"][value["start"] : value["end"]] == value["text"]
    assert any("\n" in text for text in texts)


def test_labelstudio_interface_knows_every_word():
    export("labelstudio")
    interface = Path("out.xml").read_text(encoding="utf-8")
    assert re.findall(r'<Label value="(\w+)"', interface) == list(LABELS)
    assert re.findall(r'<Relation value="(\w+)"', interface) == list(ROLES)
    said = {c for t in tasks() for r in t["predictions"][0]["result"] for c in r.get("value", {}).get("choices", ())}
    assert {"under_construction", "planned", "goal"} <= said
    assert said <= set(re.findall(r'<Choice value="(\w+)"', interface))


def test_labelstudio_takes_its_own_library():
    """Where it is installed: it brings some 70 packages."""
    interface = pytest.importorskip("label_studio_sdk.label_interface").LabelInterface
    export("labelstudio")
    known = interface(Path("out.xml").read_text(encoding="utf-8"))
    for task in tasks():
        assert known.validate_prediction(task["predictions"][0], return_errors=True) == []


def test_labelstudio_reads_utf16_offsets_of_old_versions():
    export("labelstudio", given=records()[1:2])
    results = tasks()[0]["predictions"][0]["result"]
    for result in results:
        if "value" in result:
            for key in ("start", "end"):
                before = tasks()[0]["data"]["text"][: result["value"][key]]
                result["value"][key] = len(before.encode("utf-16-le")) // 2
            result["value"]["text"] = result["value"]["text"].replace("\n", "\\n")
    code, err, back = annotated(results)
    assert (code, [r.to_line() for r in back]) == (0, [records()[1].to_line()]), err


def test_labelstudio_new_spans_get_their_values_from_the_text():
    """Somebody removes a sum, marks another one, a new owner with its role, and moves the name."""
    export("labelstudio", given=records()[:1])
    results = [r for r in tasks()[0]["predictions"][0]["result"] if r.get("value", {}).get("text") != "20亿元"]

    def region(id, words, label):
        start = NEWS.index(words)
        value = {"start": start, "end": start + len(words), "text": words, "labels": [label]}
        return {"id": id, "from_name": "label", "to_name": "text", "type": "labels", "value": value}

    name = next(r["id"] for r in results if r.get("value", {}).get("labels") == ["PROJECT"])
    results += [region("n1", "约20亿元", "AMOUNT"), region("n2", "澜泽科技", "ORG")]
    results += [
        {"type": "relation", "from_id": name, "to_id": "n1", "direction": "right", "labels": ["total_investment"]},
        {"type": "relation", "from_id": name, "to_id": "n2", "direction": "right", "labels": ["owner"]},
    ]
    code, err, (back,) = annotated(results)
    assert code == 1  # two names of organisations overlap, of which a record holds the longer
    assert "ORG '澜泽科技' at 3-7: overlaps one; left out" in err
    (project,) = back.projects
    (amount,) = project.amounts
    assert (amount.text, amount.value, amount.qualifier, amount.role) == (
        "约20亿元", "2000000000", "about", "total_investment",
    )  # fmt: skip
    assert [(o.role, o.text) for o in project.organisations] == [
        ("investor", "江苏澜泽科技有限公司"),
        ("owner", "澜泽科技"),
    ]
    assert {m.text for m in back.mentions if m.rule == "annotator"} == {"约20亿元"}
    assert project.milestones == records()[0].projects[0].milestones


def test_labelstudio_of_several_annotators():
    export("labelstudio", given=records()[:1])
    task = tasks()[0]
    result = task["predictions"][0]["result"]
    mine, yours = ({"completed_by": {"id": n, "email": f"{n}@e.org"}} for n in (1, 2))
    task["annotations"] = [
        {**mine, "result": [r for r in result if r.get("value", {}).get("labels") != ["TARGET"]]},
        {**yours, "result": result},
        {**yours, "result": [], "was_cancelled": True},
    ]
    Path("done.json").write_text(json.dumps([task]), encoding="utf-8")
    assert imported("done.json")[2] == [records()[0]]
    (first,) = imported("done.json", "--annotator", "1@e.org")[2]
    assert (len(first.targets), len(records()[0].targets)) == (0, 1)
    code, err, back = imported("done.json", "--annotator", "5")
    assert (code, back) == (1, [])
    assert "task 1: no annotation by 5" in err


def test_labelstudio_without_kaigongs_data():
    """A project of somebody's own, with the labels alone."""
    start = NEWS.index("20亿元")
    value = {"start": start, "end": start + 4, "text": "20亿元", "labels": ["AMOUNT"]}
    region = {"id": "x", "from_name": "ner", "to_name": "t", "type": "labels", "value": value}
    other = {**region, "id": "y", "value": {**value, "labels": ["MONEY"]}}
    wrong = {**region, "id": "z", "value": {**value, "text": "30亿元"}}
    task = {"id": 12, "data": {"text": NEWS}, "annotations": [{"result": [region, other, wrong]}]}
    Path("own.json").write_text(json.dumps([task]), encoding="utf-8")
    code, err, (back,) = imported("own.json")
    assert code == 1
    assert "label 'MONEY' is none of ORG, PLACE" in err
    assert "region z: '30亿元' does not stand at its offsets; left out" in err
    (mention,) = back.mentions
    assert (back.article.id, mention.text, mention.value.value, mention.rule) == (
        "12",
        "20亿元",
        "2000000000",
        "annotator",
    )


# brat

STANDOFF = {
    "T": r"T\d+\t[\w-]+ \d+ \d+(;\d+ \d+)*\t[^\n]+",
    "R": r"R\d+\t[\w-]+ Arg1:T\d+ Arg2:T\d+\t?",
    "A": r"A\d+\t[\w-]+ T\d+ \w+",
}


def test_brat_follows_the_grammar_of_standoff():
    """One annotation a line, as brat's page on standoff says it; spans are the text, pieces apart by a blank."""
    export("brat")
    pieces = 0
    for path in Path("out").glob("*.ann"):
        text = path.with_suffix(".txt").read_bytes().decode("utf-8")
        written = path.read_bytes().decode("utf-8")
        lines = written.splitlines()  # as brat splits: also at U+2028
        assert lines == written.split("\n")[:-1] or not written
        ids = [line.partition("\t")[0] for line in lines]
        assert len(set(ids)) == len(ids)
        for line in lines:
            assert re.fullmatch(STANDOFF[line[0]], line), line
            if line[0] == "T":
                _, head, words = line.split("\t", 2)
                places = [tuple(map(int, place.split())) for place in head.partition(" ")[2].split(";")]
                assert " ".join(text[a:b] for a, b in places) == words
                pieces += len(places) > 1
            else:
                assert {f"T{n}" for n in re.findall(r"T(\d+)", line.split("\t")[1])} <= set(ids)
    assert pieces


def test_brat_configuration_allows_what_is_written():
    export("brat")
    sections = dict(re.findall(r"\[(\w+)\]\n(.*?)\n\n", Path("out/annotation.conf").read_text() + "\n", re.DOTALL))
    assert sections["entities"].split("\n") == list(LABELS)
    relations = dict(line.split("\t") for line in sections["relations"].split("\n"))
    labels = {}
    for path in Path("out").glob("*.ann"):
        for line in path.read_text(encoding="utf-8").split("\n"):
            if line.startswith("T"):
                labels[path, line.split("\t")[0]] = line.split("\t")[1].split()[0]
            if line.startswith("R"):
                role, head, tail = re.fullmatch(r"R\d+\t(\w+) Arg1:(T\d+) Arg2:(T\d+)\t", line).groups()
                assert labels[path, head] == "PROJECT"
                assert labels[path, tail] in relations[role].split("Arg2:")[1].split("|")


def test_brat_files_have_names_that_every_system_takes():
    export("brat")
    names = sorted(path.stem for path in Path("out").glob("*.txt"))
    assert len(names) == 4
    assert all(re.fullmatch(r"[\w.-]+", name) for name in names)
    assert "a1" in names


def test_brat_never_writes_over_annotation():
    export("brat")
    before = Path("out/a1.ann").read_bytes()
    code, err, _ = export("brat")
    assert code == 2
    assert "out: is not empty" in err
    assert Path("out/a1.ann").read_bytes() == before


def test_brat_edits_come_back():
    export("brat", given=records()[:1])
    path = Path("out/a1.ann")
    lines = path.read_text(encoding="utf-8").split("\n")
    project = next(line.split("\t")[0] for line in lines if "\tPROJECT " in line)
    start = NEWS.index("仪征市")
    stage = next(line for line in lines if line.startswith("A") and "\tStage " in line)
    lines[lines.index(stage)] = stage.rsplit(" ", 1)[0] + " operating"
    lines += [
        f"T90\tPLACE {start} {start + 3}\t仪征市", f"R90\tplace Arg1:{project} Arg2:T90", "#1\tAnnotatorNotes T90\t？",
        "T91\tORG 0 2\t不对", "E1\tBuild:T90", "R91\towner Arg1:T90 Arg2:T90", "A90\tNegation T90",
    ]  # fmt: skip
    path.write_text("\n".join(lines), encoding="utf-8")
    code, err, (back,) = imported("out")
    assert code == 1
    for fault in (
        "'不对' does not stand at 0 2 of the text", "only spans, relations, attributes and Equiv are read",
        "relation owner from T90: begins at no project", "no attribute: expected Stage or Status",
        "PLACE '仪征市' at 30-33: overlaps one",
    ):  # fmt: skip
        assert fault in err
    assert back.projects[0].stage == "operating"
    assert [(p.text, p.county) for p in back.projects[0].places] == [("扬州市仪征市", "仪征市"), ("仪征市", "仪征市")]


def test_a_text_that_was_changed_is_read_anew():
    """Somebody mends a typing error behind the spans in brat's own text."""
    export("brat", given=records()[:1])
    path = Path("out/a1.txt")
    path.write_bytes(path.read_bytes().replace("120个。".encode(), "120个！".encode()))
    code, err, (back,) = imported("out")
    assert (code, "the text was changed since its record was made" in err) == (1, True)
    assert back.article.text.endswith("！")
    assert check_spans(back, back.article.text) == []
    assert {m.rule for m in back.mentions} == {"annotator"}
    assert [a.value for a in back.projects[0].amounts] == ["2000000000"]


def test_brat_of_somebody_else():
    """Without articles.jsonl: names of files are ids, an Equiv names one project."""
    Path("own").mkdir()
    text = "澜泽项目开工。\n该项目总投资3亿元。"
    Path("own/x.txt").write_text(text, encoding="utf-8")
    ann = "T1\tPROJECT 0 4\t澜泽项目\nT2\tPROJECT 8 11\t该项目\n*\tEquiv T2 T1\nT3\tAMOUNT 14 17\t3亿元\n"
    Path("own/x.ann").write_text(ann + "R1\ttotal_investment Arg1:T1 Arg2:T3\n", encoding="utf-8")
    Path("own/y.txt").write_text("还没有人标。", encoding="utf-8")
    code, err, (back,) = imported("own")
    assert code == 1
    assert "y.ann (y): no such file: not annotated" in err
    (project,) = back.projects
    assert (project.name.text, [a.text for a in project.aliases]) == ("澜泽项目", ["该项目"])
    assert [(a.value, a.role) for a in project.amounts] == [("300000000", "total_investment")]


@given(st.text(st.sampled_from("甲乙 \n\r\u2028\x85\x0b\x1e\u3000😀"), max_size=12))
def test_pieces_hold_no_break_and_all_the_rest(text):
    pieces = [text[a:b] for a, b in without_breaks(text)]
    assert all(piece.splitlines() == [piece] for piece in pieces)
    assert "".join(pieces) == "".join(text.splitlines())


# CoNLL


@pytest.mark.parametrize("layer", ["outer", "inner", "ORG", "MILESTONE"])
def test_spacy_reads_the_columns(layer):
    export("conll", "--layer", layer)
    docs = list(conll_ner_to_docs(Path("out.conll").read_text(encoding="utf-8"), n_sents=1, no_print=True))
    found = [(ent.label_, ent.text.replace(" ", "")) for doc in docs for ent in doc.ents]
    wanted = [
        (mark.label, "".join(r.article.text[mark.start : mark.end].split()))
        for r in records()
        for mark in layer_of(annotate(r, r.article.text).marks, layer)
    ]
    assert found == wanted
    assert found


def test_layers_of_nested_spans():
    marks = annotate(records()[0], NEWS).marks
    words = {layer: [NEWS[m.start : m.end] for m in layer_of(marks, layer)] for layer in ("outer", "inner", "PLACE")}
    assert "江苏澜泽科技有限公司" in words["outer"] and "江苏" not in words["outer"]
    assert "江苏" in words["inner"] and "江苏澜泽科技有限公司" not in words["inner"]
    assert words["PLACE"] == ["江苏", "扬州市仪征市", "全市"]


@pytest.mark.parametrize("layer", ["outer", "all"])
def test_columns_edited(layer):
    """A tag removed removes its mention and what hangs on it; what the columns do not show stays."""
    export("conll", "--layer", layer, given=records()[:1])
    lines = Path("out.conll").read_text(encoding="utf-8").split("\n")
    at = next(n for n, line in enumerate(lines) if line.startswith("2 ") and "B-AMOUNT" in line)
    for n in range(at, at + 4):
        lines[n] = re.sub(r"[BI]-AMOUNT", "O", lines[n])
    at = next(n for n, line in enumerate(lines) if line.startswith("亿 ") and "B-AMOUNT" not in line)
    Path("out.conll").write_text("\n".join(lines), encoding="utf-8")
    code, err, (back,) = imported("out.conll")
    assert (code, err.count("\n")) == (0, 1)
    whole = records()[0]
    assert [m for m in whole.mentions if m not in back.mentions] == [m for m in whole.mentions if m.text == "20亿元"]
    assert back.projects[0].amounts == ()
    assert back.projects[0].milestones == whole.projects[0].milestones
    assert any(m.text == "江苏" for m in back.mentions)


@pytest.mark.parametrize(
    ("column", "spans"),
    [
        ("B-ORG I-ORG O B-ORG B-ORG", [(0, 2), (3, 4), (4, 5)]),
        ("I-ORG I-ORG O I-ORG B-ORG", [(0, 2), (3, 4), (4, 5)]),  # IOB1
        ("B-ORG E-ORG O S-ORG S-ORG", [(0, 2), (3, 4), (4, 5)]),  # IOBES
        ("B-ORG L-ORG O U-ORG U-ORG", [(0, 2), (3, 4), (4, 5)]),  # BILUO
        ("B-ORG I-PLACE O O O", [(0, 1)]),
    ],
)
def test_columns_of_somebody_else(column, spans):
    rows = [f"{character}\tNN\t{tag}" for character, tag in zip("甲公司乙丙", column.split(), strict=True)]
    Path("own.bio").write_text("\n".join(rows), encoding="utf-8")
    code, _, (back,) = imported("own.bio")
    assert (code, back.article.id, back.article.text) == (0, "own#1", "甲公司乙丙")
    assert [(m.start, m.end) for m in back.mentions if m.label == "ORG"] == spans


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("甲 B-FOO\n", "own.conll:1: 'B-FOO' is no tag; expected O, or B- and I- with one of ORG"),
        ("甲 O\n乙\n", "own.conll:2: expected a character and its tags, found '乙'"),
        ("甲 O\n乙 O O\n", "own.conll:2: 3 columns, the lines before have 2"),
        ("", "own.conll: no line with a character and its tags"),
    ],
)
def test_faulty_columns(content, fault):
    Path("own.conll").write_text(content, encoding="utf-8")
    code, err, _ = imported("own.conll")
    assert code == 2
    assert fault in err


def test_columns_of_another_text_than_the_sidecars():
    export("conll", given=records()[:1])
    path = Path("out.conll")
    path.write_text(path.read_text(encoding="utf-8").replace("澜", "兰"), encoding="utf-8")
    code, err, back = imported(path)
    assert (code, back) == (1, [])
    assert "'兰', the article has '澜泽科技有限公司' there" in err


def test_layers_belong_to_columns():
    code, err, _ = export("conll", "--layer", "FOO")
    assert (code, "--layer FOO: expected one of outer, inner, all, ORG" in err) == (2, True)
    code, err, _ = export("labelstudio", "--layer", "ORG")
    assert (code, "goes with --format conll alone" in err) == (2, True)
    assert leftovers() == []


# DocBin


def docs_of(path="out.spacy"):
    return list(DocBin().from_bytes(Path(path).read_bytes()).get_docs(spacy.blank("zh").vocab))


def test_docbin_has_a_token_for_every_character():
    export("docbin")
    for doc, record in zip(docs_of(), records(), strict=True):
        assert doc.text == record.article.text
        assert [len(token) for token in doc] == [1] * len(doc.text)
        places = {(s.label_, s.start_char, s.end_char) for s in doc.spans["kaigong"]}
        assert {(m.label, m.start, m.end) for m in record.mentions} <= places
        assert doc.spans["kaigong"].attrs["left_out"] == 0
        ents = {(e.label_, e.start_char, e.end_char) for e in doc.ents}
        assert ents <= {(m.label, m.start, m.end) for m in record.mentions}
        assert doc._.kaigong_article["source"] == "某报"


def test_docbin_edited():
    """A span taken out and one put in; milestones, which are no spans, stay."""
    export("docbin", given=records()[:1])
    (doc,) = docs_of()
    group = doc.spans["kaigong"]
    spans = [s for s in group if s.text != "20亿元"] + [doc.char_span(0, 1, label="PERSON")]
    doc.spans["kaigong"] = spans
    Path("new.spacy").write_bytes(DocBin(docs=[doc], store_user_data=True).to_bytes())
    code, _, (back,) = imported("new.spacy")
    whole = records()[0]
    assert code == 0
    assert {m.text for m in whole.mentions} - {m.text for m in back.mentions} == {"20亿元"}
    assert [m.text for m in back.mentions if m.label == "PERSON"] == ["由"]
    assert (back.projects[0].amounts, back.projects[0].milestones) == ((), whole.projects[0].milestones)


def test_docbin_of_somebody_else():
    nlp = spacy.blank("zh")
    doc = nlp("甲公司投资３亿元")
    doc.ents = [doc.char_span(5, 8, label="AMOUNT"), doc.char_span(0, 3, label="COMPANY")]
    Path("own.spacy").write_bytes(DocBin(docs=[doc]).to_bytes())
    code, err, (back,) = imported("own.spacy")
    assert (code, "label 'COMPANY' is none of" in err) == (1, True)
    assert [(m.text, m.value.value) for m in back.mentions] == [("３亿元", "300000000")]


# Web Annotation


def collection(path="out.jsonld"):
    return json.loads(Path(path).read_text(encoding="utf-8"))


def test_webannotation_follows_the_model():
    """The MUSTs of the Recommendation for the parts in use: collections, pages, bodies, selectors."""
    export("webannotation")
    whole = collection()
    assert whole["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert (whole["type"], whole["first"]["type"]) == ("AnnotationCollection", "AnnotationPage")
    items = whole["first"]["items"]
    assert whole["total"] == len(items)
    assert len({item["id"] for item in items}) == len(items)
    texts = {record.article.url: record.article.text for record in records()}
    for item in items:
        assert item["type"] == "Annotation"
        text = texts[item["target"]["source"]]
        if item["motivation"] == "describing":
            continue
        quoted, position = item["target"]["selector"]
        start, end = position["start"], position["end"]
        assert (quoted["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
        assert quoted["exact"] == text[start:end]
        assert text[:start].endswith(quoted["prefix"]) and text[end:].startswith(quoted["suffix"])
        for body in item["body"]:
            assert body["purpose"] in ("tagging", "linking")
            assert body["type"] in ("TextualBody", "SpecificResource")


def test_webannotation_finds_its_words_in_a_changed_text():
    """Another copy of the article, with a line before and a word changed."""
    export("webannotation", given=records()[:1])
    text = "（记者 甲）\n" + NEWS.replace("占地200亩", "占地300亩")
    Path("copy.jsonl").write_text(json.dumps({"id": "a1", "text": text}), encoding="utf-8")
    code, err, (back,) = imported("out.jsonld", "--against", "copy.jsonl")
    assert code == 1
    assert err.count("its words do not stand in the text; left out") == 2  # 占地200亩 and 200亩
    assert check_spans(back, text) == []
    (project,) = back.projects
    assert (project.name.text, project.amounts[0].value) == ("澜泽储能电池项目", "2000000000")


def test_webannotation_of_somebody_else():
    items = [
        {"type": "Annotation", "motivation": "tagging", "bodyValue": "ORG", "target": {
            "source": "urn:kaigong:article:a1", "selector": {"type": "TextQuoteSelector", "exact": "澜泽科技"}}},
        {"type": "Annotation", "body": {"type": "TextualBody", "value": "好", "purpose": "commenting"}, "target": {
            "source": "urn:kaigong:article:a1", "selector": {"type": "TextPositionSelector", "start": 0, "end": 2}}},
        {"type": "Annotation", "bodyValue": "x", "target": "https://e.org/unknown"},
    ]  # fmt: skip
    Path("own.jsonld").write_text(json.dumps(items), encoding="utf-8")
    Path("news.jsonl").write_text(json.dumps({"id": "a1", "text": NEWS}), encoding="utf-8")
    code, err, (back,) = imported("own.jsonld", "--against", "news.jsonl")
    assert code == 1
    assert "annotation 2: no tag of ORG" in err
    assert "no text of this article; name the articles with --against" in err
    assert [(m.label, m.text) for m in back.mentions] == [("ORG", "澜泽科技")]


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

"""Label Studio and brat: what is written, and what people make of it."""

import json
import re
from pathlib import Path

import pytest
from exchangekit import NEWS, export, imported, records, tasks
from hypothesis import given
from hypothesis import strategies as st

from kaigong.pipeline.exchange.annotated import LABELS, ROLES
from kaigong.pipeline.exchange.base import without_breaks
from kaigong.schemas.record import check_spans


@pytest.fixture(autouse=True)
def empty_folder(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)


# Label Studio


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


def test_a_status_that_a_value_cannot_have():
    export("brat", given=records()[:1])
    path = Path("out/a1.ann")
    path.write_text(path.read_text(encoding="utf-8").replace(" goal\n", " planned\n"), encoding="utf-8")
    code, err, back = imported("out")
    assert (code, "cannot be planned; stays goal" in err) == (1, True)
    assert back == [records()[0]]


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

"""CoNLL, DocBin and Web Annotation: what is written, edited, and written by others."""

import json
import re
from pathlib import Path

import pytest
import spacy
from exchangekit import NEWS, export, imported, records
from exportkit import leftovers
from spacy.tokens import DocBin
from spacy.training.converters import conll_ner_to_docs

from kaigong.pipeline.exchange.annotated import annotate
from kaigong.pipeline.exchange.conll import layer_of
from kaigong.schemas.record import check_spans


@pytest.fixture(autouse=True)
def empty_folder(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)


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

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy import displacy
from spacy.tokens import Doc, DocBin, Span
from stub import StubPipeline

from kaigong.pipeline import Pipeline
from kaigong.pipeline.spacy_component import Kaigong
from kaigong.schemas import ConfigError, ExtractionError, Record
from kaigong.schemas.labels import Label
from kaigong.schemas.record import check_spans

ROOT = Path(__file__).resolve().parents[1]
NEWS = (
    "由江苏澜泽科技有限公司投资建设的澜泽储能电池项目，位于扬州市仪征市，总投资约20亿元，占地200亩。"
    "项目去年3月开工，计划今年底竣工投产，达产后年产储能电池5吉瓦时。全市今年力争新签约亿元以上项目120个。"
)
ODD = (
    "　　项目总投资 12 亿元 😀，占地２００亩。\n\n 澜泽 (LANZE) 储能电池项目\u3000总投资１５．６亿元，"
    "在 仪征市 开工🏗️。  "
)
TOKENIZERS = {"char": {}, "jieba": {"nlp": {"tokenizer": {"segmenter": "jieba"}}}}


def run_python(*arguments, cwd):
    command = [sys.executable, *arguments]
    result = subprocess.run(command, capture_output=True, text=True, cwd=cwd, timeout=100)
    assert result.returncode == 0, result.stderr
    return result.stdout.strip()


def chinese(tokenizer="char", **settings):
    nlp = spacy.blank("zh", config=TOKENIZERS[tokenizer])
    nlp.add_pipe("kaigong", config=settings)
    return nlp


def tokenised(nlp, *words, **annotation):
    return Doc(nlp.vocab, words=list(words), spaces=[False] * len(words), **annotation)


def samples():
    rows = (ROOT / "corpora/samples/articles.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(row)["text"] for row in rows]
    return texts + [path.read_text(encoding="utf-8") for path in sorted((ROOT / "corpora/samples").glob("*.txt"))]


def places(doc, label=None):
    return {(s.start_char, s.end_char) for s in doc.spans["kaigong"] if label in (None, s.label_)}


@pytest.mark.parametrize("tokenizer", TOKENIZERS)
@pytest.mark.parametrize("text", [NEWS, ODD, *samples()], ids=lambda text: f"{text[:6].strip()}…{len(text)}")
def test_every_value_has_its_exact_span(tokenizer, text):
    doc = chinese(tokenizer, published="2024-05-17")(text)
    assert doc.text == text
    record = Record.model_validate(doc._.kaigong)
    assert check_spans(record, text) == []
    assert record.mentions
    spans = {(s.start_char, s.end_char, s.label_, s.text) for s in doc.spans["kaigong"]}
    assert spans >= {(m.start, m.end, m.label, m.text) for m in record.mentions}
    for project in record.projects:
        for value in (project.name, *project.aliases, *project.organisations, *project.amounts, *project.metrics):
            assert (value.start, value.end) in places(doc)
        for milestone in project.milestones:
            assert doc.char_span(milestone.start, milestone.end).text == milestone.text
    assert {label for _, _, label, _ in spans} <= set(Label)
    assert doc.spans["kaigong"].attrs == {"alignment": "cut", "left_out": 0, "widened": 0}


def test_record_is_that_of_the_pipeline():
    doc = chinese(published="2024-05-17")(NEWS)
    record = Pipeline()(NEWS, published="2024-05-17")
    assert doc._.kaigong == json.loads(record.to_line())


def test_spans_name_project_and_public_id():
    doc = chinese(published="2024-05-17")(NEWS)
    (project,) = doc._.kaigong["projects"]
    by_text = {(s.text, s.label_): s for s in doc.spans["kaigong"]}
    assert by_text["澜泽储能电池项目", "PROJECT"].id_ == project["id"]
    assert by_text["扬州市仪征市", "PLACE"].kb_id_ == "321081"
    amount = by_text["20亿元", "AMOUNT"]
    assert (amount.id_, amount._.kaigong["role"]) == (project["id"], "total_investment")
    assert amount._.kaigong == project["amounts"][0]
    assert by_text["120个", "TARGET"]._.kaigong == doc._.kaigong["targets"][0]
    assert by_text["120个", "QUANTITY"]._.kaigong["value"]["value"] == "120"
    assert doc[0:2]._.kaigong is None
    assert Span(doc, 0, 2, label="ORG")._.kaigong is None


def test_value_of_two_projects_stands_for_each():
    doc = chinese(published="2024-03-02")(samples()[-1])
    shared = [s for s in doc.spans["kaigong"] if s._.kaigong is None]
    assert shared == []
    projects = doc._.kaigong["projects"]
    wanted = {(p["id"], o["start"]) for p in projects for o in p["places"]}
    assert wanted == {(s.id_, s.start_char) for s in doc.spans["kaigong"] if s.label_ == "PLACE" and s.id_}


AMOUNT_WORDS = ("项目", "总投资约", "12", "亿元在", "仪征市", "开工")


def test_expand_and_strict_keep_tokens_and_values():
    nlp = chinese(alignment="expand")
    wide = nlp(tokenised(nlp, *AMOUNT_WORDS))
    (span,) = (s for s in wide.spans["kaigong"] if s.label_ == "AMOUNT")
    assert (span.text, span._.kaigong["text"], span._.kaigong["value"]["value"]) == ("12亿元在", "12亿元", "1200000000")
    assert [t.text for t in wide] == list(AMOUNT_WORDS)
    assert wide.spans["kaigong"].attrs["widened"] == 1

    nlp = chinese(alignment="strict")
    strict = nlp(tokenised(nlp, *AMOUNT_WORDS))
    assert places(strict, "AMOUNT") == set()
    assert places(strict, "PLACE") == {(11, 14)}
    assert strict.spans["kaigong"].attrs == {"alignment": "strict", "left_out": 1, "widened": 0}
    assert strict._.kaigong == wide._.kaigong


@pytest.mark.parametrize("tokenizer", TOKENIZERS)
def test_entities_do_not_overlap(tokenizer):
    for text in (NEWS, *samples()):
        doc = chinese(tokenizer)(text)
        ends = [0] + [ent.end_char for ent in doc.ents]
        assert all(ent.start_char >= end for ent, end in zip(doc.ents, ends, strict=False))
        mentions = {(m["label"], m["start"], m["end"]) for m in doc._.kaigong["mentions"]}
        assert {(ent.label_, ent.start_char, ent.end_char) for ent in doc.ents} <= mentions
        assert len(doc.ents) > len(mentions) * 0.6


def ruled(**settings):
    nlp = spacy.blank("zh")
    nlp.add_pipe("entity_ruler").add_patterns(
        [{"label": "OLD", "pattern": "科技"}, {"label": "OLD", "pattern": "位于"}]
    )
    nlp.add_pipe("kaigong", config=settings)
    return nlp(NEWS)


def test_entities_that_were_there_stay():
    before = [(e.text, e.label_) for e in ruled().ents]
    assert before[:2] == [("江苏", "PLACE"), ("科技", "OLD")]
    assert ("位于", "OLD") in before
    assert ("江苏澜泽科技有限公司", "ORG") not in before
    assert ("澜泽储能电池项目", "PROJECT") in before
    new = [(e.text, e.label_) for e in ruled(overwrite_ents=True).ents]
    assert ("江苏澜泽科技有限公司", "ORG") in new and not any(label == "OLD" for _, label in new)
    assert [(e.text, e.label_) for e in ruled(set_ents=False).ents] == [("科技", "OLD"), ("位于", "OLD")]


@pytest.mark.parametrize("alignment", ["cut", "expand", "strict"])
def test_text_with_nothing_in_it(alignment):
    for text in ("", " ", "\n\n", "你好。"):
        doc = chinese(alignment=alignment)(text)
        assert (doc.text, doc._.kaigong["projects"], len(doc.spans["kaigong"]), doc.ents) == (text, [], 0, ())


def test_project_goes_before_the_organisation_of_the_same_words():
    doc = chinese(published="2024-03-02")("洋河新区融媒体中心2月20日开工。")
    name = "洋河新区融媒体中心"
    assert [s.label_ for s in doc.spans["kaigong"] if s.text == name] == ["ORG", "PROJECT"]
    assert [e.label_ for e in doc.ents if e.text == name] == ["PROJECT"]
    by_label = {s.label_: s._.kaigong for s in doc.spans["kaigong"] if s.text == name}
    assert by_label["ORG"]["label"] == "ORG"
    assert by_label["PROJECT"] == doc._.kaigong["projects"][0]["name"]


def test_milestones_are_cut_too():
    nlp = chinese(published="2024-03-02")
    doc = nlp(tokenised(nlp, "澜泽储能电池项目", "已开工了"))
    assert [t.text for t in doc][-3:] == ["已", "开工", "了"]


def test_doc_goes_before_context_before_setting():
    nlp = chinese(published="2020-01-01")
    docs = [nlp.make_doc(NEWS), nlp.make_doc(NEWS)]
    docs[0]._.kaigong_article = {"published": "2024-05-17"}
    pairs = nlp.pipe([(doc, {"published": "2022-02-02", "source": "报"}) for doc in docs], as_tuples=True)
    articles = [doc._.kaigong["article"] for doc, _ in pairs]
    assert [(a["published"], a["source"]) for a in articles] == [("2024-05-17", "报"), ("2022-02-02", "报")]


def test_article_is_given_on_the_doc():
    nlp = chinese()
    doc = nlp.make_doc(NEWS)
    doc._.kaigong_article = {"published": "2024-05-17", "id": 17, "title": "开工", "source": "报", "url": None}
    article = nlp(doc)._.kaigong["article"]
    assert (article["id"], article["title"], article["source"], article["url"]) == ("17", "开工", "报", None)
    assert (article["published"], article["published_basis"]) == ("2024-05-17", "given")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"publised": "2024-05-17"}, "unknown key 'publised'; the keys are id, url, title, source, published"),
        ({"published": "17.5.2024"}, "published: '17.5.2024' is no date; expected a day like 2023-02-10"),
        ({"title": ["开工"]}, "'title' must be text, found list"),
    ],
)
def test_faulty_article_is_named(given, message):
    doc = chinese().make_doc(NEWS)
    with pytest.raises(ConfigError, match=message):
        doc._.kaigong_article = given


CONTEXTS = [(NEWS, {"published": "2024-05-17", "row": 1}), ("", {"row": 2}), (NEWS, {"id": "c", "row": 3}), (ODD, (4,))]


@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.parametrize("tokenizer", TOKENIZERS)
def test_context_is_read_and_kept(processes, tokenizer):
    nlp = chinese(tokenizer, published="2020-01-01")
    pairs = list(nlp.pipe(CONTEXTS, as_tuples=True, n_process=processes, batch_size=2))
    assert [context for _, context in pairs] == [context for _, context in CONTEXTS]
    articles = [doc._.kaigong["article"] for doc, _ in pairs]
    assert [a["published"] for a in articles] == ["2024-05-17", "2020-01-01", "2020-01-01", "2020-01-01"]
    assert articles[2]["id"] == "c"
    first = pairs[0][0]
    assert first._.kaigong["projects"][0]["milestones"][0]["date"]["start"] == "2023-03-01"
    assert ("20亿元", "AMOUNT") in [(s.text, s.label_) for s in first.spans["kaigong"]]


def test_doc_without_a_day_has_none():
    assert chinese()("总投资20亿元。")._.kaigong["article"]["published"] is None


def same(left, right):
    def view(doc):
        spans = [(s.start_char, s.end_char, s.label_, s.id_, s.kb_id_, s._.kaigong) for s in doc.spans["kaigong"]]
        ents = [(e.start_char, e.end_char, e.label_, e.id_, e.kb_id_) for e in doc.ents]
        return doc.text, [t.text for t in doc], doc._.kaigong, spans, doc.spans["kaigong"].attrs, ents

    return view(left) == view(right)


@pytest.mark.parametrize("tokenizer", TOKENIZERS)
def test_docs_are_written_and_read(tokenizer):
    nlp = chinese(tokenizer, published="2024-05-17")
    doc = nlp.make_doc(NEWS)
    doc._.kaigong_article = {"source": "报"}
    docs = [nlp(doc), nlp(ODD), nlp("")]
    stored = DocBin(store_user_data=True, docs=docs).to_bytes()
    again = list(DocBin().from_bytes(stored).get_docs(spacy.blank("zh").vocab))
    assert all(map(same, docs, again))
    assert again[0]._.kaigong_article == {"source": "报"}
    again[0]._.kaigong = None
    assert again[0].spans["kaigong"][0]._.kaigong is None
    assert same(Doc(spacy.blank("zh").vocab).from_bytes(docs[0].to_bytes()), docs[0])


def test_docs_are_copied_and_merged():
    nlp = chinese()
    doc = nlp(NEWS)
    assert same(doc.copy(), doc)
    with pytest.warns(UserWarning, match=r"\[W101\] Skipping Doc custom extension 'kaigong'"):
        merged = Doc.from_docs([doc, doc])
    assert len(merged.ents) == 2 * len(doc.ents)
    assert merged._.kaigong is None


def test_two_processes_give_the_same():
    nlp = chinese("jieba", published="2024-05-17")
    texts = [NEWS, ODD, *samples()] * 3
    assert all(map(same, nlp.pipe(texts), nlp.pipe(texts, n_process=2, batch_size=4)))
    docs = [nlp.make_doc(NEWS), nlp.make_doc(NEWS)]
    for i, doc in enumerate(docs):
        doc._.kaigong_article = {"id": i, "published": "2023-01-09"}
    assert [d._.kaigong["article"]["id"] for d in nlp.pipe(docs, n_process=2, batch_size=1)] == ["0", "1"]


def test_two_processes_that_are_not_forked(tmp_path):
    script = f"""
import multiprocessing, spacy
if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
    nlp = spacy.blank("zh")
    nlp.add_pipe("kaigong", config={{"published": "2024-05-17", "spans_key": "k"}})
    texts = [{NEWS!r}, "总投资20亿元。"]
    same = [a._.kaigong == b._.kaigong for a, b in zip(nlp.pipe(texts), nlp.pipe(texts, n_process=2, batch_size=1))]
    print(*same)
"""
    (tmp_path / "script.py").write_text(script, encoding="utf-8")
    assert run_python("script.py", cwd=tmp_path) == "True True"


def test_pipeline_is_written_and_loaded(tmp_path):
    nlp = chinese("jieba", alignment="expand", published="2024-05-17", spans_key="found", set_ents=False)
    nlp.to_disk(tmp_path / "model")
    loaded = spacy.load(tmp_path / "model")
    component = loaded.get_pipe("kaigong")
    assert component.settings == nlp.get_pipe("kaigong").settings
    assert (component.settings["alignment"], component.settings["spans_key"]) == ("expand", "found")
    assert loaded(NEWS)._.kaigong == nlp(NEWS)._.kaigong
    assert loaded(NEWS).ents == ()
    changed = spacy.load(tmp_path / "model", config={"components.kaigong.alignment": "cut"})
    assert changed.get_pipe("kaigong").settings["alignment"] == "cut"
    copied = spacy.blank("zh", config=TOKENIZERS["jieba"])
    copied.add_pipe("kaigong", source=nlp)
    assert copied(NEWS)._.kaigong == nlp(NEWS)._.kaigong
    again = spacy.util.load_model_from_config(nlp.config).from_bytes(nlp.to_bytes())
    assert again(NEWS)._.kaigong == nlp(NEWS)._.kaigong


def test_pipeline_is_described():
    nlp = chinese()
    summary = nlp.analyze_pipes()["summary"]["kaigong"]
    assert summary["assigns"] == ["doc._.kaigong", "doc.spans", "doc.ents", "span._.kaigong"]
    assert summary["retokenizes"] is True
    assert nlp.pipe_labels["kaigong"] == [label.value for label in Label]


def failing(monkeypatch, text):
    nlp = chinese()
    monkeypatch.setattr(nlp.get_pipe("kaigong"), "pipeline", StubPipeline())
    return nlp, ["投资1亿元。", text, "投资3亿元。"]


@pytest.mark.parametrize(("text", "reason"), [("故障", "unexpected ZeroDivisionError"), ("错位20亿元", "reaches past")])
def test_failing_article_follows_the_error_handler(monkeypatch, text, reason):
    nlp, texts = failing(monkeypatch, text)
    with pytest.raises(ExtractionError, match=reason):
        nlp(text)
    with pytest.raises(ExtractionError, match=reason):
        list(nlp.pipe(texts))
    told = []
    nlp.set_error_handler(lambda name, component, docs, error: told.append((name, docs[0].text, str(error))))
    assert [doc.text for doc in nlp.pipe(texts)] == [texts[0], texts[2]]
    assert [(name, doc) for name, doc, _ in told] == [("kaigong", text)]
    assert reason in told[0][2]


def test_context_of_the_wrong_kind_follows_the_error_handler():
    nlp = chinese()
    told = []
    nlp.set_error_handler(lambda name, component, docs, error: told.append(str(error)))
    pairs = [(NEWS, {"published": "gestern"}), (NEWS, {"published": "2024-05-17"})]
    assert len(list(nlp.pipe(pairs, as_tuples=True))) == 1
    assert told == ["context: published: 'gestern' is no date; expected a day like 2023-02-10"]


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"alignment": "contract"}, "alignment 'contract' is none of cut, expand, strict"),
        ({"segmenter": "nlpir"}, "unknown segmenter 'nlpir'"),
        ({"tagger": "oracle"}, "unknown tagger 'oracle'"),
        ({"published": "soon"}, "kaigong: published: 'soon' is no date"),
    ],
)
def test_faulty_setting_is_refused_at_once(settings, message):
    with pytest.raises(ConfigError, match=message):
        spacy.blank("zh").add_pipe("kaigong", config=settings)


def test_spacy_refuses_an_unknown_setting():
    with pytest.raises(ConfigError, match="unknown setting 'aligment'"):
        Kaigong(aligment="cut")


def test_other_users_of_spacy_load_nothing_of_kaigong(tmp_path):
    code = """
import sys, spacy
spacy.blank("zh"); spacy.blank("en")
assert "kaigong.pipeline.spacy_component" in sys.modules
heavy = ("jieba", "kaigong.extractors", "kaigong.corpora", "kaigong.pipeline.build", "kaigong.schemas.record")
print(*[name for name in heavy if name in sys.modules])
"""
    assert run_python("-c", code, cwd=tmp_path) == ""


def test_module_loads_twice_and_before_spacy(tmp_path):
    code = """
import importlib, kaigong.pipeline.spacy_component as component
importlib.reload(component)
import spacy
nlp = spacy.blank("zh"); nlp.add_pipe("kaigong"); nlp.add_pipe("kaigong", name="again", config={"spans_key": "k"})
print(*nlp("总投资20亿元。").spans)
"""
    assert run_python("-c", code, cwd=tmp_path) == "kaigong k"


def test_displacy_shows_spans_and_entities():
    doc = chinese(published="2024-05-17")(NEWS)
    assert "#8fd19e" in displacy.render(doc, style="ent", jupyter=False)
    html = displacy.render(doc, style="span", jupyter=False, options={"spans_key": "kaigong"})
    assert "PROJECT" in html and "#8fd19e" in html


def test_english_pipeline():
    nlp = spacy.blank("en")
    nlp.add_pipe("kaigong")
    doc = nlp("The 澜泽储能电池项目 costs 20亿元 in all.")
    assert doc.text == "The 澜泽储能电池项目 costs 20亿元 in all."
    assert ("20亿元", "AMOUNT") in [(s.text, s.label_) for s in doc.spans["kaigong"]]
    assert doc[-1].text == "."


def test_examples_of_the_documentation_run():
    blocks = re.findall(r"^```python\n(.*?)^```$", (ROOT / "docs/spacy.md").read_text(encoding="utf-8"), re.M | re.S)
    assert len(blocks) == 9
    names = {"__name__": "docs"}
    for block in blocks:
        exec(compile(block, "docs/spacy.md", "exec"), names)
    assert "PROJECT" in names["html"]

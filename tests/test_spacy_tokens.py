import spacy
from spacy.tokens import Doc, Span

from kaigong.pipeline.spacy_tokens import cut_tokens


def tokenised(nlp, *words, **annotation):
    return Doc(nlp.vocab, words=list(words), spaces=[False] * len(words), **annotation)


def annotated(nlp):
    doc = tokenised(
        nlp, "项目", "总投资约", "12", "亿元二", "期", "开工",
        tags=["NN", "VV", "CD", "M", "NT", "VV"], pos=["NOUN", "VERB", "NUM", "X", "NOUN", "VERB"],
        lemmas=list("甲乙丙丁戊己"), morphs=["", "", "NumType=Card", "A=b", "", ""],
        heads=[1, 1, 3, 1, 5, 5], deps=["nsubj", "ROOT", "nummod", "obj", "nsubj", "ROOT"],
        ents=["O", "O", "O", "B-OLD", "I-OLD", "O"],
    )  # fmt: skip
    doc.spans["mine"] = [Span(doc, 4, 6, label="EVENT", kb_id="k", span_id="i"), Span(doc, 3, 4, label="X")]
    doc.spans["mine"].attrs["note"] = "kept"
    doc.tensor = nlp.vocab.vectors.data.__class__((6, 2), dtype="float32")
    doc.tensor[:] = [[i, i] for i in range(6)]
    doc.cats = {"news": 1.0}
    doc.user_data["mine"] = [1]
    doc._context = {"row": 7}
    return doc


def test_cut_keeps_annotation():
    nlp = spacy.blank("zh")
    doc = annotated(nlp)
    new = cut_tokens(doc, [(6, 10)])
    assert [t.text for t in new] == ["项目", "总投资约", "12", "亿元", "二", "期", "开工"]
    assert [t.tag_ for t in new] == ["NN", "VV", "CD", "M", "M", "NT", "VV"]
    assert [t.pos_ for t in new] == ["NOUN", "VERB", "NUM", "X", "X", "NOUN", "VERB"]
    assert [str(t.morph) for t in new][2:5] == ["NumType=Card", "A=b", "A=b"]
    assert [t.lemma_ for t in new] == ["甲", "乙", "丙", "亿元", "二", "戊", "己"]
    assert [t.norm_ for t in new] == [t.text for t in new]
    assert [t.head.text for t in new] == ["总投资约", "总投资约", "亿元", "总投资约", "亿元", "开工", "开工"]
    assert [t.dep_ for t in new] == ["nsubj", "ROOT", "nummod", "obj", "dep", "nsubj", "ROOT"]
    assert [s.text for s in new.sents] == [s.text for s in doc.sents] == ["项目总投资约12亿元二", "期开工"]
    assert [(e.text, e.label_) for e in new.ents] == [("亿元二期", "OLD")]
    assert [(s.text, s.label_, s.kb_id_, s.id_) for s in new.spans["mine"]] == [
        ("期开工", "EVENT", "k", "i"),
        ("亿元二", "X", "", ""),
    ]
    assert new.spans["mine"].attrs == {"note": "kept"}
    assert new.tensor[:, 0].tolist() == [0, 1, 2, 3, 3, 4, 5]
    assert (new.cats, new.user_data["mine"], new._context) == ({"news": 1.0}, [1], {"row": 7})
    assert new.to_bytes()
    assert [t.text for t in doc] == ["项目", "总投资约", "12", "亿元二", "期", "开工"]


def test_cut_of_a_bare_doc_annotates_nothing():
    nlp = spacy.blank("zh")
    new = cut_tokens(tokenised(nlp, "投资12亿元", "开工"), [(2, 6)])
    assert [t.text for t in new] == ["投资", "12亿元", "开工"]
    assert not any(new.has_annotation(name) for name in ("TAG", "POS", "LEMMA", "DEP", "SENT_START", "ENT_IOB"))
    assert cut_tokens(new, [(0, 2), (2, 6)]) is new


def test_cut_keeps_sentence_starts_that_no_parser_set():
    nlp = spacy.blank("zh")
    doc = tokenised(nlp, "投资亿元", "二期", sent_starts=[True, True])
    assert [s.text for s in cut_tokens(doc, [(0, 2)]).sents] == ["投资亿元", "二期"]


def test_cut_beside_blanks():
    nlp = spacy.blank("zh")
    doc = Doc(nlp.vocab, words=["ab", "cd", "ef"], spaces=[True, True, False])
    assert [t.text_with_ws for t in cut_tokens(doc, [(0, 2), (3, 5)])] == ["ab ", "cd ", "ef"]
    for start, end in [(0, 3), (2, 5), (2, 3), (1, 4)]:
        new = cut_tokens(doc, [(start, end)])
        assert new.text == "ab cd ef"
        assert new.char_span(start, end).text == "ab cd ef"[start:end]

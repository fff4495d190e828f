"""Backends by name, run by their real loading code on tiny models that are built here."""

import importlib.util
import os
import pickle
import time

import pytest

from kaigong.extractors.backend import check_backends, make_recogniser
from kaigong.extractors.segment import make_segmenter
from kaigong.pipeline import Pipeline
from kaigong.schemas.document import Backends
from kaigong.schemas.errors import ConfigError
from kaigong.schemas.labels import Label

NEWS = "岚锡与江苏澜泽科技有限公司签约，澜泽储能电池项目总投资20亿元。"
needs_hanlp = pytest.mark.skipif(importlib.util.find_spec("hanlp") is None, reason="HanLP is not installed")


def named(record, label="ORG"):
    return [m.text for m in record.mentions if m.label.value == label]


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"tagger": "crf"}, "unknown tagger 'crf': choose rules, lac, spacy, hanlp"),
        ({"segmenter": "pkuseg"}, "unknown segmenter 'pkuseg': choose jieba, spacy, hanlp"),
        ({"tagger": "lac", "model": "zh_core_web_sm"}, "only the backends spacy and hanlp take a model"),
    ],
)
def test_settings_that_make_no_sense_are_refused_at_once(settings, told):
    with pytest.raises(ConfigError, match=told):
        Pipeline(**settings)


def test_rules_ask_nobody():
    assert make_recogniser("rules") is None
    assert "岚锡" not in named(Pipeline(tagger="rules")("岚锡在临江设厂。"))


@pytest.fixture(scope="module")
def spacy_folder(tmp_path_factory):
    """A Chinese pipeline that knows one company and one town, saved to a folder."""
    import spacy

    nlp = spacy.blank("zh")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "ORG", "pattern": "岚锡"}, {"label": "GPE", "pattern": "临江"}])
    folder = tmp_path_factory.mktemp("spacy") / "zh_tiny"
    nlp.to_disk(folder)
    return str(folder)


def test_spacy_entities_keep_their_offsets(spacy_folder):
    sentence = "😀　岚锡在临江签约。"
    found = make_recogniser("spacy", spacy_folder).entities([sentence, ""])
    assert [(sentence[e.start : e.end], e.label) for e in found[0]] == [("岚锡", Label.ORG), ("临江", Label.PLACE)]
    assert found[1] == []


def test_spacy_gives_a_second_opinion(spacy_folder):
    record = Pipeline(tagger="spacy", model=spacy_folder)(NEWS)
    mention = next(m for m in record.mentions if m.text == "岚锡")
    assert mention.rule == "org.opinion.spacy"


def test_spacy_words_cover_the_text(spacy_folder):
    text = "总投资 20亿元　，\n岚锡。"
    words = make_segmenter("spacy", spacy_folder).words(text)
    assert "".join(text[a:b] for a, b, _ in words) == text


def test_spacy_as_segmenter_gives_a_record(spacy_folder):
    assert Pipeline(segmenter="spacy", tagger="rules", model=spacy_folder)(NEWS).projects


def test_missing_spacy_pipeline_tells_what_to_do():
    with pytest.raises(ConfigError, match=r"'zh_nowhere' is neither installed nor a folder.*--model"):
        make_recogniser("spacy", "zh_nowhere").entities(["文"])


def test_spacy_pipeline_without_entities_is_refused(tmp_path):
    import spacy

    spacy.blank("zh").to_disk(tmp_path / "plain")
    with pytest.raises(ConfigError, match="finds no entities"):
        make_recogniser("spacy", str(tmp_path / "plain")).entities(["文"])


def test_backends_are_values():
    backends = check_backends(Backends("jieba", "hanlp", "folder"))
    assert pickle.loads(pickle.dumps(backends)) == backends


def test_hanlp_that_is_not_installed_tells_the_command(monkeypatch):
    from kaigong.extractors import hanlp_backend

    monkeypatch.setattr(hanlp_backend, "find_spec", lambda _: None)
    with pytest.raises(ConfigError, match=r'pip install "kaigong\[hanlp\]"'):
        hanlp_backend.HanlpRecogniser(None)


class ShortNetwork:
    """Answers like HanLP, and loses a sentence of a batch as HanLP does where reading it fails."""

    def __call__(self, texts, tasks):
        kept = [t for t in texts if len(texts) == 1 or "失" not in t]
        return {"tok/fine": [[[t, 0, len(t)]] for t in kept]}


def test_sentences_that_hanlp_loses_are_asked_again():
    from kaigong.extractors.hanlp_backend import _run

    answers = _run(ShortNetwork(), ["甲乙", "  失", "", "丙"], ["tok"])
    assert [(number, shift) for number, shift, _ in answers] == [(0, 0), (1, 2), (3, 0)]


@pytest.fixture(scope="module")
def hanlp_folder(tmp_path_factory):
    """A multi-task model with untrained weights that calls each character a word, and knows names by a dictionary."""
    import torch
    from hanlp.common.vocab import Vocab
    from hanlp.components.mtl.multi_task_learning import MultiTaskLearning
    from hanlp.components.mtl.tasks.ner.tag_ner import TaggingNamedEntityRecognition
    from hanlp.components.mtl.tasks.tok.tag_tok import TaggingTokenization
    from hanlp.layers.embeddings.contextual_word_embedding import ContextualWordEmbedding
    from transformers import BertConfig, BertModel, BertTokenizerFast

    def vocabulary(*items):
        made = Vocab(pad_token=None, unk_token=None)
        for item in items:
            made.add(item)
        made.set_unk_as_safe_unk()
        made.lock()
        return made

    root = tmp_path_factory.mktemp("hanlp")
    bert = root / "bert"
    bert.mkdir()
    marks = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    (bert / "vocab.txt").write_text("\n".join([*marks, *sorted(set(NEWS))]), encoding="utf-8")
    BertTokenizerFast(vocab_file=str(bert / "vocab.txt")).save_pretrained(bert)
    size = BertConfig(
        vocab_size=len(marks) + len(set(NEWS)),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=512,
    )
    BertModel(size).save_pretrained(bert)
    words = TaggingTokenization(max_seq_len=126, hard_constraint=True, char_level=True, tagging_scheme="BMES")
    words.vocabs["tag"] = vocabulary("B", "M", "E", "S")
    words.vocabs.lock()
    names = TaggingNamedEntityRecognition(dependencies="tok/fine", tagging_scheme="BMES", delimiter_in_entity="")
    names.vocabs["tag"] = vocabulary("O", *[f"{b}-{n}" for n in ("ORGANIZATION", "LOCATION") for b in "BIES"])
    names.vocabs.lock()
    model = MultiTaskLearning()
    embedding = ContextualWordEmbedding("token", str(bert), average_subwords=True, max_sequence_length=512)
    tasks = {"task_names": ["tok/fine", "ner/msra"], "tok/fine": words, "ner/msra": names}
    model.config.update({"encoder": embedding, **tasks})
    model.on_config_ready()
    model.model = model.build_model(training=True)
    model.model.eval()
    with torch.no_grad():
        for task, tag in (("tok/fine", "S"), ("ner/msra", "O")):
            layer = model.model.decoders[task].classifier
            layer.weight.zero_()
            layer.bias.zero_()
            layer.bias[model[task].vocabs["tag"].get_idx(tag)] = 10.0
    model["tok/fine"].dict_force = {"岚锡", "临江"}
    model["ner/msra"].dict_whitelist = {"岚锡": "ORGANIZATION", "临江": "LOCATION"}
    folder = root / "model"
    os.makedirs(folder)
    model.save(str(folder))
    return str(folder)


@needs_hanlp
def test_hanlp_entities_keep_their_offsets(hanlp_folder):
    sentence = "　　签约，岚锡 在临江😀设厂。"
    found = make_recogniser("hanlp", hanlp_folder).entities([sentence, "　", "岚锡"])
    assert [(sentence[e.start : e.end], e.label) for e in found[0]] == [("岚锡", Label.ORG), ("临江", Label.PLACE)]
    assert found[1] == []
    assert found[2] == [(0, 2, Label.ORG)]


@needs_hanlp
def test_hanlp_gives_a_second_opinion(hanlp_folder):
    record = Pipeline(tagger="hanlp", model=hanlp_folder)(NEWS)
    assert next(m for m in record.mentions if m.text == "岚锡").rule == "org.opinion.hanlp"


@needs_hanlp
def test_hanlp_words_cover_the_text(hanlp_folder):
    text = "总投资 20亿元　，岚锡。 "
    words = make_segmenter("hanlp", hanlp_folder).words(text)
    assert "".join(text[a:b] for a, b, _ in words) == text
    assert "岚锡" in [text[a:b] for a, b, _ in words]


@needs_hanlp
def test_hanlp_downloads_nothing(monkeypatch, tmp_path):
    monkeypatch.setenv("HANLP_HOME", str(tmp_path))
    started = time.perf_counter()
    with pytest.raises(ConfigError, match=r"not on this machine.*HANLP_HOME.*CC BY-NC-SA"):
        make_recogniser("hanlp", "MSRA_NER_ELECTRA_SMALL_ZH").entities(["文"])
    assert time.perf_counter() - started < 20  # a try to reach the network takes longer


@needs_hanlp
def test_unknown_hanlp_model_is_told(tmp_path):
    with pytest.raises(ConfigError, match="unknown HanLP model 'nowhere'"):
        make_recogniser("hanlp", "nowhere").entities(["文"])

"""The network's second opinion: exact offsets, the same in any company, data as its manifest says, off when asked."""

import hashlib
import json
from importlib.resources import files
from types import SimpleNamespace

import numpy as np
import pytest

from kaigong.extractors.learned_role import LearnedRoles
from kaigong.extractors.network import network
from kaigong.extractors.opinion import SeenClass, opinions_of
from kaigong.extractors.opinion_features import LABEL_FEATURES, WORD_FEATURES, label_features, word_features
from kaigong.extractors.reading import MetricReading
from kaigong.extractors.segment import segmenter_of
from kaigong.extractors.word_pieces import pieces_of
from kaigong.pipeline import Pipeline, default_stages
from kaigong.pipeline.normalise import fold
from kaigong.schemas import Article
from kaigong.schemas.document import Document, Mention, Sentence
from kaigong.schemas.labels import Label, Modality

FILLER = "天气晴好,市民纷纷走出家门,在江边散步、拍照,享受难得的周末时光,孩子们在草地上奔跑嬉戏,笑声不断。" * 9
TEXT = (
    "昨日,投资2.3亿元的临川河口生态廊道开工,由江右路桥集团施工。省发改委有关负责人出席。"
    f"\n{FILLER}\n明年还将新建一座3万吨级的滚装泊位,估算投资4.6亿元。"
)


@pytest.fixture(scope="module")
def document():
    kept = []
    stages = default_stages()
    assemble = stages["project"]
    stages["project"] = lambda d: kept.append(d) or assemble(d)
    Pipeline(stages=stages)(TEXT, published="2021-03-05")
    return kept[0]


@pytest.fixture(scope="module")
def opinions(document):
    return opinions_of(document)


def test_names_are_spans_of_the_text(document, opinions):
    assert "临川河口生态廊道" in [document.text[n.start : n.end] for n in opinions.names if n.probability > 0.5]
    assert all(0 <= n.probability <= 1 for n in opinions.names)


def test_sentences_that_speak_of_no_works_are_not_read(document, opinions):
    start = document.text.rindex("天气", 0, document.text.index(FILLER) + len(FILLER) // 2)
    assert opinions.sees_name([(start, start + 4)], 1.0)  # not read, so not doubted


def test_stretches_that_hold_a_candidate_name_are_read_too(document, opinions):
    start = document.text.rindex("天气", 0, document.text.index(FILLER) + len(FILLER) // 2)
    assert not opinions.also([start]).sees_name([(start, start + 4)], 1.0)
    assert opinions.sees_name([(start, start + 4)], 1.0)


def test_mentions_have_parts(document, opinions):
    builder = next(m for m in document.mentions_of(Label.ORG) if m.text == "江右路桥集团")
    total = next(m for m in document.mentions_of(Label.AMOUNT) if m.text == "2.3亿元")
    assert opinions.role_of(builder).name == "builder"
    assert opinions.role_of(total).name == "total_investment"
    assert all(opinions.role_of(m) is None for m in document.mentions_of(Label.PERCENT))


def test_words_and_labels_are_numbered_a_character_each(document):
    words = word_features(segmenter_of(document), document.text)
    labels = label_features(document.text, document.mentions)
    assert len(words) == len(labels) == len(document.text)
    assert 0 <= min(words) <= max(words) < WORD_FEATURES
    assert 0 <= min(labels) <= max(labels) < LABEL_FEATURES
    total = next(m for m in document.mentions_of(Label.AMOUNT))
    of_mention = [n % (LABEL_FEATURES // 2) for n in labels]
    assert of_mention[total.start] % 2 == 1
    assert of_mention[total.start + 1] == of_mention[total.start] + 1


def test_what_the_text_has_said_before_is_numbered_otherwise():
    first, again = label_features("云溪大桥合龙。大桥长", []), LABEL_FEATURES // 2
    assert first == [0] * 7 + [again] * 2 + [0]


def scores_of(texts):
    divided = [pieces_of("opinion")(t) for t in texts]
    features = {
        "words": [[3] * len(t) for t in texts],
        "labels": [[0] * len(t) for t in texts],
        "pieces": [d.rows for d in divided],
        "piece_of": [d.piece_of for d in divided],
    }
    return network("opinion").scores(texts, features)


def test_a_batch_changes_nothing():
    texts = [TEXT[:20], TEXT, "短。", TEXT * 2]
    together = {k: s for batch, scores in scores_of(texts) for k, s in zip(batch, scores, strict=True)}
    for k, text in enumerate(texts):
        [(_, alone)] = scores_of([text])
        np.testing.assert_allclose(together[k][: len(text)], alone[0], atol=1e-3)


def test_model_is_the_one_of_its_manifest():
    folder = files("kaigong.corpora.models.opinion")
    manifest = json.loads(folder.joinpath("manifest.json").read_text(encoding="utf-8"))
    for name, digest in manifest["sha256"].items():
        assert hashlib.sha256(folder.joinpath(name).read_bytes()).hexdigest() == digest, name


def test_each_run_reads_for_itself():
    article, read = Article(id="a", text=TEXT, published="2021-03-05"), []
    stages = default_stages()
    assemble = stages["project"]
    stages["project"] = lambda d: read.append(opinions_of(d)._read) or assemble(d)
    for _ in range(2):
        list(Pipeline(stages=stages).stream([article]))
    assert len(read) == 2 and read[0] is not read[1]


def test_rules_alone_ask_nothing():
    record = Pipeline(tagger="rules")(TEXT, published="2021-03-05")
    assert "learned" not in record.model_dump_json()


def test_mentions_that_begin_at_one_place_have_roles_of_their_own():
    """三门海通物流公司: a quantity for the rules of numbers, and a company."""
    text = "三门海通物流公司"
    said = {Label.ORG: SeenClass("investor", 1.0), Label.QUANTITY: SeenClass("length", 1.0)}
    both = [Mention(Label.ORG, 0, 8, text, "r"), Mention(Label.QUANTITY, 0, 2, "三门", "r")]
    whole = Sentence(0, len(text), 0)
    document = Document(Article(id="a", text=text), fold(text), mentions=tuple(both), sentences=(whole,))
    learned = LearnedRoles(document, SimpleNamespace(role_of=lambda m: said[m.label], partless=lambda m: 0.0))
    assert [r.role.value for r in learned.organisations] == ["investor"]
    [metric] = learned.metrics([MetricReading(both[1], None, Modality.ACTUAL, 0, 2, "r")])
    assert metric.role.value == "length"

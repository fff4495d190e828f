"""The network's second opinion: exact offsets, the same in any company, data as its manifest says, off when asked."""

import hashlib
import json
from importlib.resources import files

import numpy as np
import pytest

from kaigong.extractors.network import network
from kaigong.extractors.opinion import Opinions
from kaigong.pipeline import Pipeline, default_stages

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
    return Opinions(document, [])


def test_names_are_spans_of_the_text(document, opinions):
    assert "临川河口生态廊道" in [document.text[n.start : n.end] for n in opinions.names if n.probability > 0.5]
    assert all(0 <= n.probability <= 1 for n in opinions.names)


def test_sentences_that_speak_of_no_works_are_not_read(document, opinions):
    start = document.text.rindex("天气", 0, document.text.index(FILLER) + len(FILLER) // 2)
    assert opinions.sees_name([(start, start + 4)], 1.0)  # not read, so not doubted


def test_a_batch_changes_nothing():
    texts = [TEXT[:20], TEXT, "短。", TEXT * 2]
    together = {k: s for batch, scores in network("opinion").scores(texts) for k, s in zip(batch, scores, strict=True)}
    for k, text in enumerate(texts):
        [(_, alone)] = network("opinion").scores([text])
        np.testing.assert_allclose(together[k][: len(text)], alone[0], atol=1e-3)


def test_model_is_the_one_of_its_manifest():
    folder = files("kaigong.corpora.models.opinion")
    manifest = json.loads(folder.joinpath("manifest.json").read_text(encoding="utf-8"))
    for name, digest in manifest["sha256"].items():
        assert hashlib.sha256(folder.joinpath(name).read_bytes()).hexdigest() == digest, name


def test_rules_alone_ask_nothing():
    record = Pipeline(tagger="rules")(TEXT, published="2021-03-05")
    assert "learned" not in record.model_dump_json()

"""The LAC tagger as an entity recogniser: exact offsets, the same names in any batch, data as its manifest says."""

import hashlib
import json
import random
from importlib.resources import files

import numpy as np
import pytest

from kaigong.extractors.lac import LacRecogniser
from kaigong.extractors.lac_decoder import Decoder
from kaigong.extractors.network import BATCH, LONGEST, batches
from kaigong.schemas.labels import Label

SENTENCE = "商汤科技与中国移动新疆公司在昌吉州签订协议。"


def named(sentence, label=Label.ORG):
    return [sentence[e.start : e.end] for e in LacRecogniser().entities([sentence])[0] if e.label is label]


def test_names_with_their_labels():
    assert named(SENTENCE) == ["商汤科技", "中国移动新疆公司"]
    assert "昌吉州" in named(SENTENCE, Label.PLACE)


def test_offsets_count_characters_outside_the_vocabulary():
    assert named("𠮷。" + SENTENCE) == named(SENTENCE)


def test_a_batch_changes_nothing():
    sentences = [SENTENCE, "", "短。", SENTENCE * 3, "法雷奥的新工厂也在抢工。"]
    alone = [LacRecogniser().entities([s])[0] for s in sentences]
    assert LacRecogniser().entities(sentences) == alone


def test_batches_hold_all_pieces_and_pad_little():
    lengths = sorted([3, 3, 4, 20, 21, 21, 90, 400, *[50] * 40])
    divided = batches(lengths)
    assert [k for first, last in divided for k in range(first, last)] == list(range(len(lengths)))
    assert max(last - first for first, last in divided) <= BATCH
    assert sum(lengths[last - 1] * (last - first) for first, last in divided) < 1.1 * sum(lengths)
    assert batches([]) == []


def test_long_sentences_are_cut_and_put_together():
    sentence = "今年以来，各地加快建设，" * (LONGEST // 12 + 1) + SENTENCE
    assert len(sentence) > LONGEST
    assert named(sentence)[-2:] == named(SENTENCE)


def test_model_is_the_one_of_its_manifest():
    folder = files("kaigong.corpora.models.lac")
    manifest = json.loads(folder.joinpath("manifest.json").read_text(encoding="utf-8"))
    for name, digest in manifest["sha256"].items():
        assert hashlib.sha256(folder.joinpath(name).read_bytes()).hexdigest() == digest, name


def viterbi(scores, gains):
    """The textbook search over all tags."""
    ways = [(score, [tag]) for tag, score in enumerate(scores[0])]
    for column in scores[1:]:
        ways = [
            max(((total + gains[way[-1]][tag] + score, [*way, tag]) for total, way in ways), key=lambda w: w[0])
            for tag, score in enumerate(column)
        ]
    return max(ways, key=lambda w: w[0])[1]


@pytest.mark.parametrize("spread", [0.1, 0.5, 2.0])
def test_decoder_finds_the_best_sequence_however_near_the_scores_are(spread):
    rng = random.Random(3)
    gains = [[rng.uniform(-0.3, 0.3) for _ in range(7)] for _ in range(7)]
    lengths = [1, 2, 9, 14]
    scores = np.array([[[rng.gauss(0, spread) for _ in range(7)] for _ in range(14)] for _ in lengths], np.float32)
    paths = Decoder(gains).paths(scores, lengths)
    assert paths == [viterbi(rows[:length].tolist(), gains) for rows, length in zip(scores, lengths, strict=True)]

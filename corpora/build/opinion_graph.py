"""The ONNX graph of the network that ``opinion.py`` trains: its weights in, a model for onnxruntime out.

Inputs: ``token_ids``, ``words``, ``labels``, ``piece_of`` of shape (texts, characters), ``pieces`` of shape (texts,
pieces), ``length`` of shape (texts). Output: ``scores`` of shape (texts, characters, classes). Matrices of the encoder
are rounded to 8 bits when all is done (``opinion.py``), embeddings of pieces here, all other weights are 16 bits.
"""

from collections.abc import Mapping, Sequence
from itertools import count

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from kaigong.extractors.word_pieces import PADDING

Weights = Mapping[str, "NDArray[np.float32]"]
HEADS = 12  # of the attention
_FAR = -1e4  # added to the score of what is not to be looked at
_CHARACTERS, _PIECES = ["texts", "characters"], ["texts", "pieces"]


def reordered(weight: "NDArray[np.float32]") -> "NDArray[np.float32]":
    """Gates z r h of ONNX as r z h of torch, or the other way round: the first two change places."""
    first, second, third = np.split(weight, 3, axis=0)
    return np.concatenate([second, first, third], axis=0)


class _Graph:
    """Nodes and weights under way."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []
        self._number = count()

    def add(self, kind: str, *inputs: str, **attributes: object) -> str:
        name = f"{kind.lower()}.{next(self._number)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], **attributes))
        return name

    def weight(self, values: "NDArray[np.generic]") -> str:
        name = f"weight.{next(self._number)}"
        self.weights.append(numpy_helper.from_array(np.require(values, requirements="C"), name))
        return name

    def numbers(self, *values: int) -> str:
        return self.weight(np.array(values, dtype=np.int64))

    def half(self, values: "NDArray[np.float32]") -> str:
        """A weight kept in 16 bits."""
        return self.add("Cast", self.weight(values.astype(np.float16)), to=TensorProto.FLOAT)

    def linear(self, said: str, weight: "NDArray[np.float32]", bias: "NDArray[np.float32]") -> str:
        """Torch's linear layer; its weight is 32 bits wide, for ``opinion.py`` to round it."""
        return self.add("Add", self.add("MatMul", said, self.weight(weight.T)), self.weight(bias))

    def norm(self, said: str, state: Weights, name: str) -> str:
        scale, bias = (self.weight(state[f"{name}.{part}"]) for part in ("weight", "bias"))
        return self.add("LayerNormalization", said, scale, bias, epsilon=1e-12)


def model(state: Weights, layers: int) -> onnx.ModelProto:
    """The model with these weights, whose encoder has so many layers."""
    graph = _Graph()
    hidden = _encoder(graph, state, layers)
    inner, outer = (_of_characters(graph, graph.linear(hidden, *_of(state, name))) for name in ("inner", "outer"))
    embedded = graph.add("Gather", graph.half(state["embedding.weight"]), "token_ids")
    for name in ("words", "labels"):
        embedded = graph.add("Add", embedded, graph.add("Gather", graph.half(state[f"{name}.weight"]), name))
    said = graph.add("Transpose", graph.add("Add", embedded, inner), perm=[1, 0, 2])
    for number in (0, 1):
        said = _recurrent(graph, said, state, f"layers.{number}")
    weight, bias = _of(state, "out")
    said = graph.add("MatMul", graph.add("Transpose", said, perm=[1, 0, 2]), graph.half(weight.T))
    graph.nodes.append(
        helper.make_node("Add", [graph.add("Add", said, graph.weight(bias)), outer], ["scores"], "scores")
    )
    return _made(graph, len(bias))


def _of(state: Weights, name: str) -> tuple["NDArray[np.float32]", "NDArray[np.float32]"]:
    return state[f"{name}.weight"], state[f"{name}.bias"]


def _encoder(graph: _Graph, state: Weights, layers: int) -> str:
    """The hidden state of each piece."""
    words = state["encoder.words.weight"]
    scale = np.abs(words).max(axis=1, keepdims=True) / 127 + np.float32(1e-12)
    rows = graph.add("Cast", graph.add("Gather", graph.weight(_rounded(words / scale)), "pieces"), to=TensorProto.FLOAT)
    said = graph.add("Mul", rows, graph.add("Gather", graph.weight(scale), "pieces"))
    length = graph.add("Slice", graph.add("Shape", "pieces"), graph.numbers(1), graph.numbers(2))
    places = graph.add("Slice", graph.half(state["encoder.places"]), graph.numbers(0), length, graph.numbers(0))
    said = graph.norm(graph.add("Add", said, places), state, "encoder.norm")
    padding = graph.add("Unsqueeze", graph.add("Equal", "pieces", graph.numbers(PADDING)), graph.numbers(1, 2))
    far, near = (graph.weight(np.array(v, dtype=np.float32)) for v in (_FAR, 0))
    mask = graph.add("Where", padding, far, near)
    for number in range(layers):
        said = _layer(graph, said, mask, state, f"encoder.layers.{number}")
    return said


def _rounded(values: "NDArray[np.float32]") -> "NDArray[np.int8]":
    return np.rint(values).astype(np.int8)


def _layer(graph: _Graph, said: str, mask: str, state: Weights, name: str) -> str:
    weight, bias = _of(state, f"{name}.qkv")
    wide = weight.shape[1]
    apart = graph.numbers(0, 0, 3, HEADS, wide // HEADS)
    split = graph.add("Reshape", graph.linear(said, weight, bias), apart)
    query, key, value = (
        graph.add("Gather", graph.add("Transpose", split, perm=[2, 0, 3, *order]), graph.weight(np.array(k)), axis=0)
        for k, order in enumerate(([1, 4], [4, 1], [1, 4]))
    )
    root = graph.weight(np.array((wide // HEADS) ** -0.5, dtype=np.float32))
    odds = graph.add("Add", graph.add("Mul", graph.add("MatMul", query, key), root), mask)
    seen = graph.add("MatMul", graph.add("Softmax", odds, axis=-1), value)
    seen = graph.add("Reshape", graph.add("Transpose", seen, perm=[0, 2, 1, 3]), graph.numbers(0, 0, wide))
    said = graph.norm(
        graph.add("Add", said, graph.linear(seen, *_of(state, f"{name}.attended"))), state, f"{name}.attended_norm"
    )
    inner = graph.add("Gelu", graph.linear(said, *_of(state, f"{name}.wide")))
    return graph.norm(
        graph.add("Add", said, graph.linear(inner, *_of(state, f"{name}.narrow"))), state, f"{name}.narrow_norm"
    )


def _of_characters(graph: _Graph, said: str) -> str:
    """What is said of pieces, for each character of them."""
    return graph.add("GatherND", said, graph.add("Unsqueeze", "piece_of", graph.numbers(2)), batch_dims=1)


def _recurrent(graph: _Graph, said: str, state: Weights, name: str) -> str:
    """Torch's bidirectional GRU over (characters, texts, features)."""
    sides = [
        {part: state[f"{name}.{part}_l0{side}"] for part in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")}
        for side in ("", "_reverse")
    ]
    inputs, states = (
        graph.half(np.stack([reordered(side[part]) for side in sides])) for part in ("weight_ih", "weight_hh")
    )
    both = [np.concatenate([reordered(side["bias_ih"]), reordered(side["bias_hh"])]) for side in sides]
    size = sides[0]["weight_hh"].shape[1]
    lengths = graph.add("Cast", "length", to=TensorProto.INT32)
    out = graph.add(
        "GRU",
        said,
        inputs,
        states,
        graph.weight(np.stack(both)),
        lengths,
        hidden_size=size,
        direction="bidirectional",
        linear_before_reset=1,
    )
    return graph.add("Reshape", graph.add("Transpose", out, perm=[0, 2, 1, 3]), graph.numbers(0, 0, 2 * size))


def _made(graph: _Graph, width: int) -> onnx.ModelProto:
    shapes: dict[str, Sequence[str]] = dict.fromkeys(("token_ids", "words", "labels", "piece_of"), _CHARACTERS)
    shapes |= {"pieces": _PIECES, "length": ["texts"]}
    given = [helper.make_tensor_value_info(name, TensorProto.INT64, shape) for name, shape in shapes.items()]
    said = [helper.make_tensor_value_info("scores", TensorProto.FLOAT, [*_CHARACTERS, width])]
    made = helper.make_graph(graph.nodes, "opinion", given, said, graph.weights)
    found = helper.make_model(made, opset_imports=[helper.make_opsetid("", 20)], ir_version=9)
    onnx.checker.check_model(found)
    return found

"""Networks that ship with kaigong, run by onnxruntime: texts in, a score a character and tag out.

Both have the layers of Baidu's LAC: embeddings of characters, two bidirectional GRU layers, one linear layer; that of
``opinion.py`` has an encoder of word pieces below them.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Any

from kaigong.schemas.errors import ConfigError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BATCH = 16  # pieces at most; larger batches are no faster
LONGEST = 400  # characters of a piece; longer sentences are cut, at a comma where there is one
MISSING = "the tagger lac needs onnxruntime: pip install onnxruntime"
_STEP = 0.4  # what one character of a batch costs by itself, in those of one more piece (measured)
_VOCABULARY = "lac"  # the networks read the same characters
_SLOWER = "SkipLayerNormFusion"  # a fused kernel of onnxruntime that takes five times what its parts take
_PIECES = "pieces"  # the input of an encoder of word pieces


def batches(lengths: Sequence[int]) -> list[tuple[int, int]]:
    """Cheapest division of sorted lengths into batches: [first, last) of each.

    A batch costs as if all its pieces were as long as the longest, and a little more for each character of that.
    """
    cost, begins = [0.0], [0]
    for last, length in enumerate(lengths, 1):
        least, first = min((cost[k] + length * (_STEP + last - k), k) for k in range(max(0, last - BATCH), last))
        cost.append(least)
        begins.append(first)
    found = []
    end = len(lengths)
    while end:
        found.append((begins[end], end))
        end = begins[end]
    return found[::-1]


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """The pieces of a text that the networks read at a time, each with its offset; none is empty."""
    at = 0
    while len(text) - at > LONGEST:
        comma = max(text.rfind(c, at + LONGEST // 2, at + LONGEST) for c in "，,；;。、 ")
        end = comma + 1 if comma > 0 else at + LONGEST
        yield at, text[at:end]
        at = end
    if text[at:]:
        yield at, text[at:]


@cache
def _rows() -> dict[str, int]:
    """The row of each known character; 0 is for all others."""
    known = json.loads(_folder(_VOCABULARY).joinpath("vocabulary.json").read_text(encoding="utf-8"))
    return {c: i for i, readers in enumerate(known["characters"]) for c in readers}


def _folder(model: str) -> Traversable:
    return files(f"kaigong.corpora.models.{model}")


class Network:
    """One network by the name of its folder in ``corpora/models``.

    Raises: ConfigError if onnxruntime cannot be imported.
    """

    def __init__(self, model: str) -> None:
        try:
            import numpy  # noqa: F401 — onnxruntime's own import hides that it is missing
            import onnxruntime
        except ImportError as error:
            raise ConfigError(f"{MISSING} (importing it failed: {error})") from error
        self._row = _rows()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # workers are processes
        options.log_severity_level = 3
        with as_file(_folder(model).joinpath("encoder.onnx")) as path:  # by its path, it takes half the memory
            self._session: Any = onnxruntime.InferenceSession(
                path, options, providers=["CPUExecutionProvider"], disabled_optimizers=[_SLOWER]
            )
        # What an encoder in 8 bits says of a text depends on the scale of all that it reads at a time.
        self._alone = any(node.name == _PIECES for node in self._session.get_inputs())

    def scores(
        self, texts: Sequence[str], features: Mapping[str, Sequence[Sequence[int]]] | None = None
    ) -> Iterator[tuple[list[int], "NDArray[np.float32]"]]:
        """Batches of texts, none of them empty: their numbers, and scores of shape (texts, characters, tags).

        ``features``: for a network that reads more than characters, the numbers that it reads, by input and text, as
        many as it has characters or pieces. What shares a batch with a text does not change its scores; behind its end
        they mean nothing.
        """
        import numpy as np

        order = sorted(range(len(texts)), key=lambda k: len(texts[k]))
        together = _singly(len(texts)) if self._alone else batches([len(texts[k]) for k in order])
        for first, last in together:
            batch = order[first:last]
            lengths = np.array([len(texts[k]) for k in batch], dtype=np.int64)
            given = {"length": lengths, "token_ids": _padded([[self._row.get(c, 0) for c in texts[k]] for k in batch])}
            for name, numbers in (features or {}).items():
                given[name] = _padded([numbers[k] for k in batch])
            yield batch, self._session.run(None, given)[0]


def _singly(number: int) -> list[tuple[int, int]]:
    """Batches of one."""
    return [(at, at + 1) for at in range(number)]


def _padded(rows: Sequence[Sequence[int]]) -> "NDArray[np.int64]":
    """Rows as one array, with zeros behind the shorter ones."""
    import numpy as np

    found = np.zeros((len(rows), max(map(len, rows))), dtype=np.int64)
    for i, row in enumerate(rows):
        found[i, : len(row)] = row
    return found


@cache
def network(model: str) -> Network:
    """The network of that name, loaded once a process."""
    return Network(model)

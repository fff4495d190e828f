"""Word pieces: the likeliest division, of any text, with each character in the piece that spells it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaigong.extractors.word_pieces import FIRST, LAST, MOST, PADDING, UNKNOWN, Pieces, pieces_of

SCORES = dict.fromkeys("\u2581投资额m2.", -4.0) | {"投资": -5.0, "资额": -9.0}
ROW = {piece: UNKNOWN + 1 + k for k, piece in enumerate(SCORES)}
SMALL = Pieces(SCORES, -20.0)


@pytest.mark.parametrize(
    ("text", "pieces", "piece_of"),
    [
        ("", ["\u2581"], []),
        ("投资", ["\u2581", "投资"], [2, 2]),
        ("投资额", ["\u2581", "投资", "额"], [2, 2, 3]),  # 投 and 资额 would be less likely
        ("投 资", ["\u2581", "投", "\u2581", "资"], [2, 3, 4]),
        ("投\n\t资", ["\u2581", "投", "\u2581", "资"], [2, 3, 0, 4]),
        ("投㎡额", ["\u2581", "投", "m", "2", "额"], [2, 4, 5]),
        ("鱻投", ["\u2581", None, "投"], [2, 3]),
    ],
)
def test_the_likeliest_division(text, pieces, piece_of):
    rows, of = SMALL(text)
    assert rows == [FIRST, *(UNKNOWN if p is None else ROW[p] for p in pieces), LAST]
    assert of == piece_of


def test_no_more_pieces_than_places():
    rows, of = SMALL("…" * MOST)
    assert len(rows) == MOST and rows[-1] == LAST
    assert max(of) == MOST - 2


@given(st.text(max_size=60))
def test_any_text_has_pieces_for_all_its_characters(text):
    rows, piece_of = pieces_of("opinion")(text)
    assert rows[0] == FIRST and rows[-1] == LAST and PADDING not in rows
    assert len(piece_of) == len(text)
    assert all(0 <= number < len(rows) - 1 for number in piece_of)

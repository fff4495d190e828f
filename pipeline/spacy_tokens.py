"""Finer tokens for a spaCy Doc: a new Doc with borders where spans need them, and all that was annotated.

``retokenizer.split`` is not used: it leaves the later parts of a token with the tag, the sentence start and the entity
type of the token that follows, the tensor with rows too many, and the spans of ``doc.spans`` a token too early
(spaCy 3.8).
"""

from collections.abc import Iterable
from itertools import accumulate, pairwise
from typing import Any

from spacy.tokens import Doc, Span, SpanGroup, Token

_COPIED = ("TAG", "POS", "MORPH", "LEMMA", "NORM", "SENT_START", "ENT_IOB", "ENT_TYPE", "ENT_KB_ID", "ENT_ID")
_PARSE = ("HEAD", "DEP")
_INSIDE, _BEGIN = 1, 3  # ENT_IOB
_NO_START = 2**64 - 1  # SENT_START of -1, as arrays of spaCy hold it
_PART = "dep"  # how the later parts of a token hang on the first; Universal Dependencies: unspecified


def cut_tokens(doc: Doc, spans: Iterable[tuple[int, int]]) -> Doc:
    """A Doc of the same text in which each (start, end) in characters begins and ends with a token.

    The Doc itself where its tokens already do. Otherwise a new one: annotation of tokens goes to every part of a token
    (an entity's first part begins it), the parse to the first part, on which the others hang; spans, tensor,
    categories, ``user_data``, hooks and the context of ``as_tuples`` are kept.
    """
    starts, ends = set(), set()
    for start, end in spans:
        starts.add(start)
        ends.add(end)
    parts = [_parts(token, starts, ends) for token in doc]
    if all(len(part) == 1 for part in parts):
        return doc
    words = [word for part in parts for word, _ in part]
    spaces = [space for part in parts for _, space in part]
    new = Doc(doc.vocab, words=words, spaces=spaces, user_data=dict(doc.user_data))
    counts = [len(part) for part in parts]
    _copy_annotation(doc, new, counts)
    _copy_rest(doc, new, counts)
    return new


def _parts(token: Token, starts: set[int], ends: set[int]) -> list[tuple[str, bool]]:
    """The parts of a token: text, and whether a blank follows that is no token of its own."""
    text, begin = token.text, token.idx
    end = begin + len(text)
    inner = [at for at in range(begin + 1, end) if at in starts or at in ends]
    blank = bool(token.whitespace_)
    alone = blank and (end in starts or end + 1 in ends)  # a span begins or ends with the blank itself
    words = [text[a - begin : b - begin] for a, b in pairwise([begin, *inner, end])]
    parts = [(word, False) for word in words[:-1]]
    parts.append((words[-1], blank and not alone))
    if alone:
        parts.append((" ", False))
    return parts


def _copy_annotation(doc: Doc, new: Doc, counts: list[int]) -> None:
    """Copy what spaCy keeps for each token, corrected for the parts after the first."""
    import numpy

    firsts = [0, *accumulate(counts)][:-1]
    later = numpy.ones(len(new), dtype=bool)
    later[firsts] = False
    names = [*_COPIED, *(_PARSE if doc.has_annotation("DEP") else ())]
    rows: Any = doc.to_array(names).repeat(counts, axis=0)
    column = {name: rows[:, i] for i, name in enumerate(names)}  # views: writing to one writes to rows
    split = later | numpy.append(later[1:], False)  # all parts of a token that was cut
    own = new.to_array(["ORTH", "NORM"])
    column["NORM"][split] = own[split, 1]
    lemmas = column["LEMMA"]
    lemmas[split & (lemmas != 0)] = own[split & (lemmas != 0), 0]
    # The first token begins a sentence in every Doc, also where no sentence is annotated.
    column["SENT_START"][later & (column["SENT_START"] != 0)] = _NO_START if doc.has_annotation("SENT_START") else 0
    column["ENT_IOB"][later & (column["ENT_IOB"] == _BEGIN)] = _INSIDE
    if "HEAD" in column:
        heads = numpy.repeat([firsts[token.head.i] for token in doc], counts)
        heads[later] = numpy.repeat(firsts, counts)[later]
        column["HEAD"][:] = (heads - numpy.arange(len(new))).astype("uint64")
        column["DEP"][later] = doc.vocab.strings.add(_PART)
    new.from_array(names, rows)


def _copy_rest(doc: Doc, new: Doc, counts: list[int]) -> None:
    """Copy what stands beside the tokens."""
    if len(doc.tensor) == len(doc):
        new.tensor = doc.tensor.repeat(counts, axis=0)
    first = [0, *accumulate(counts)]
    for key, group in doc.spans.items():
        moved = [
            Span(new, first[s.start], first[s.end], label=s.label, kb_id=s.kb_id, span_id=s.id)
            for s in group
        ]  # fmt: skip
        new.spans[key] = SpanGroup(new, name=group.name, attrs=dict(group.attrs), spans=moved)
    new.cats = dict(doc.cats)
    new.sentiment = doc.sentiment
    new.has_unknown_spaces = doc.has_unknown_spaces
    new.user_hooks = dict(doc.user_hooks)
    new.user_token_hooks = dict(doc.user_token_hooks)
    new.user_span_hooks = dict(doc.user_span_hooks)
    new._context = doc._context

"""The thing that a quantity counts or measures, by the words behind or before it."""

import re

from kaigong.extractors.metric import patterns as pat
from kaigong.extractors.metric.measure import Measure

NEXT_ITEM = re.compile(r"、|和|及|以及|,")  # what parts the items of a list


def item_after(q: Measure) -> tuple[str | None, int]:
    """What is named behind the quantity and where it ends; None and the end of the quantity where nothing is."""
    text, stop = q.text, q.mention.end
    nothing = None, stop
    match = q.behind(pat.ITEM)
    if match is None or pat.NOT_ITEM.match(match["item"]):
        return nothing
    following = q.among.following(q.mention)
    if following is not None and following.start == stop and not text[stop].isdigit():
        return nothing  # 七十一座|一百一十公里
    item, tail = match["item"], match.end("item")
    numbered = any(c.isdigit() for c in item)
    if numbered and (text.startswith("的", tail) or item[0] in "单额每"):  # 24台|单机容量2兆瓦的风电机组
        spec = pat.SPEC_OF.match(text, tail, q.end)
        return nothing if spec is None else (spec["item"], spec.end("item"))
    bare = pat.ALSO_BEHIND.sub("", pat.COUNT_BEHIND.sub("", item))  # 2座提升泵站|也已投用, 10兆瓦风机|100台
    return (bare, match.start("item") + len(bare)) if bare else (item, tail)


def item_before(q: Measure) -> str | None:
    """What stands right before a capacity (年产多层板240万平方米、HDI板|36万平方米的生产能力)."""
    cue = q.among.before.last(q.text, q.floor, q.mention.start)
    before = q.text[q.floor if cue is None else cue.end : q.mention.start]
    words = pat.STRIP.sub("", NEXT_ITEM.split(pat.FROM_TO.sub("", before))[-1])
    return words if pat.BETWEEN.fullmatch(words) and not words[0].isdigit() else None

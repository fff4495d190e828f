"""Names of organisations, cut down to what two ways of writing one organisation have in common."""

import re
from functools import lru_cache

from kaigong.extractors.place.table import gazetteer
from kaigong.pipeline.normalise import fold
from kaigong.pipeline.register.words import comparison_words

_LEGAL = re.compile(
    r"(?:股份有限公司|有限责任公司|集团有限公司|有限公司|股份公司|总公司|分公司|子公司|公司|集团股份|集团|股份|控股|\(集团\))+$"
)
_ASIDE = re.compile(r"\([^()]*\)")
_LEAST = 2  # characters of a proper name


@lru_cache(maxsize=1 << 16)
def organisation_core(name: str) -> str:
    """A company's name without place, asides and legal form; two are the same company if their cores are equal.

    >>> organisation_core("江苏澜泽科技有限公司"), organisation_core("衡岳半导体(无锡)有限公司")
    ('澜泽科技', '衡岳半导体')
    """
    text = _ASIDE.sub("", fold(name).text.replace(" ", ""))
    text = _LEGAL.sub("", text) or text
    for start, end, found in gazetteer().find(text):
        if start == 0 and found.kind == "division" and len(text) - end >= _LEAST:
            text = text[end:].lstrip("省市县区")
        break
    return text


@lru_cache(maxsize=1 << 16)
def organisation_brand(name: str) -> str | None:
    """The proper name in a company's name (澜泽 of 江苏澜泽科技有限公司); None where it has none.

    >>> organisation_brand("江苏澜泽科技有限公司"), organisation_brand("定远县城投公司")
    ('澜泽', None)
    """
    pieces = [p for p, kind in comparison_words().cut(organisation_core(name)) if kind is None and len(p) >= _LEAST]
    return pieces[0] if pieces else None

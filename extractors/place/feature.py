"""Towns, waters, islands and farms that no list has, where a word of location or a list says that they are places."""

import re
from collections.abc import Iterator

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.place.context import HAN

_NO_NAME = "的在和与及了是将对由其为等有以从至到个并或把被让给来去各本该我这那们内外、区市县省全"
_CUE = r"(?:在|位于|坐落于|地处|选址于?|落户于?|走进|来到|前往|深入|起于|止于)"
_NAME = rf"(?:(?![{_NO_NAME}于])[{HAN}]){{2,5}}?"
# 在秀山岛,…; 走进前进农场: behind a word of location.
_FEATURE = lazy(
    rf"{_CUE}(?P<name>{_NAME}(?:盐湖|水库|草原|半岛|岛(?!内)|海域|农场|林场|牧场|渔场|渔港|山区|滩涂|湿地|古镇|古城))"
    r"(?!项目|工程|建设|改造|公司|集团|[\u4e00-\u9fff]{0,6}(?:项目|工程))"
)
# 桃洪镇至…公路, 福利镇、兴隆镇: at the head of a clause or of an item.
_TOWN = lazy(
    rf"(?:(?<=[、,。;:(至])|^|{_CUE})(?P<name>(?:(?![{_NO_NAME}城小重点特中古名强]|乡镇)[{HAN}]){{2,3}}(?<![村乡城集市县明])(?:镇|乡|街道|苏木))"
    rf"(?![{HAN}]{{0,2}}(?:级|长|村|企|镇|乡|干部|政府|党委|经济|振兴)|[民亲土])",
    re.MULTILINE,
)


def unlisted_places(text: str) -> Iterator[tuple[int, int]]:
    """Spans of such names, by kind; they may overlap places that are listed."""
    for pattern in (_FEATURE, _TOWN):
        for match in pattern.finditer(text):
            yield match.span("name")

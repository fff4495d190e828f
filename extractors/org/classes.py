"""What ends like the name of an organisation and is none: a class of bodies, a hall, a state of affairs, a feast."""

from functools import cache

from kaigong.corpora.loader import load_table
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.org.lexicon import OrganisationLexicon
from kaigong.extractors.org.words import Words
from kaigong.schemas.lexicon import OrganisationSuffix

# 首钢|四大集团, 绝大部分医院, 市中小学: several at once
_SEVERAL = lazy(r"(?:[两三四五六七八九十几各]大|大部分|大多数|多数|半数|中小|花园式|网上)$")
# 二十多家立窑小|水泥厂, 一家电脑|公司: any of that kind
_COUNTED = lazy(r"(?:[\d一二两三四五六七八九十百千几数多余][多余几]?|某)[家个所座间]$")
# 北京音乐厅, 瞻仰厅, 阳光厅: rooms, not departments of a province
_HALL = lazy(r"(?:[光乐戏平仰会览餐客舞歌大门机车映像播花告能宾票星]|营业|服务|游戏|休息|咖啡)厅$")
# 跑进厂长办公室: a room as well
_OFFICE_OF = lazy(r"(?<![省市县区州])(?:厂|局|校|站|院|所|处|科|队|行|会|部|社|经理|董事)长办公室$")
# 花园式现代|化工厂
_MODERN = lazy(r"现代$")
# 日本政局 and no 财政局; 市局, which is one of many
_AFFAIRS = lazy(r"(?<![民财行邮市])政局$")
_ONE_OF_MANY = lazy(r"[省市县区州]局")
# 迎新春外交官联谊会, 在京举行中外记者联谊会
_FEAST = lazy(r"迎|新春|春节|中秋|元旦|国庆|[举召]行|举办|今[天日晚]|昨[天日晚]|上午|下午|晚上")
# 引领东山跨越发展, 高质量发展: what a town does, and no firm called so
_GROWS = lazy(r"(?:引领|推动|助推|助力|带动|促进|支撑|支持|服务|赋能|拉动|实现|加快|谋求|推进|融入)$")
_GROWTH = lazy(
    r"(?:跨越|跨越式|转型|高质量|创新|绿色|协调|融合|一体化|可持续|科学|快速|加快|经济|产业|协同|集群化?|健康)发展$"
)
# 政府 of several, or of any
# 新增农民专业合作社|100家以上: how many there are
_HOW_MANY = lazy(r"(?:已?达到?|约|近|超过?|有|共)*\d+[余多]?[家个户]")
_ANY_STATE = lazy(r"(?:城市|国家|外国|国外|他国|东道国|[两三四五六各多数]国|地方|历届|本届)政府$")


def is_class(lexicon: OrganisationLexicon, words: Words, row: OrganisationSuffix, span: tuple[int, int, int]) -> bool:
    """Whether a stretch (start, start of the suffix, end) that ends on a word for organisations names none."""
    start, head, end = span
    text = words.text
    if "cooperative" in row.id and _HOW_MANY.match(text, end):
        return True
    if row.form == "legal":
        return False
    if _SEVERAL.search(text, start, head) or _HALL.search(text, start, end) or _AFFAIRS.search(text, start, end):
        return True
    if _OFFICE_OF.search(text, start, end) or (text[head] == "化" and _MODERN.search(text, start, head)):
        return True
    if _ONE_OF_MANY.fullmatch(text, start, end):
        return True
    if row.kind == "association" and text.startswith("联谊会", end - 3) and _FEAST.search(text, start, head):
        return True
    whole = words.before(end)
    if row.form == "generic" and whole is not None and whole.tag == "n" and whole.start <= start:
        return True  # 母子公司, 利益集团: a noun of the dictionary
    counted = row.form == "generic" or row.kind in ("company", "hospital", "university")
    parts = words.span(start, head)
    common = bool(parts) and all(w.tag not in ("ns", "nr", "nz", "nt", "x") for w in parts)
    if row.id == "suffix.plant":
        common = start not in words.place_end
    return counted and common and _COUNTED.search(text, max(0, start - 4), start) is not None


def is_growth(text: str, start: int, end: int) -> bool:
    """Whether 发展 ends no name of a firm, but tells how a town grows."""
    grows = text.startswith("发展", end - 2)
    return grows and bool(_GROWTH.search(text, start, end) or _GROWS.search(text, max(0, start - 4), start))


def is_any_government(text: str, start: int, end: int) -> bool:
    """Whether 政府 is that of any town or of several states (大中城市政府, 印巴孟三国政府)."""
    return _ANY_STATE.search(text, max(0, start - 2), end) is not None


@cache
def countries() -> frozenset[str]:
    """Names of states."""
    return frozenset(row["name"] for row in load_table("countries"))

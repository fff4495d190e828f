"""What a time says of ceremonies that were held, and of money that was handed down for a year just begun."""

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.target.period import PeriodHit
from kaigong.extractors.target.sentence import TargetSentence

# 河北今年安排项目730项。3月1日,安徽举行第一批重大项目开工动员,586个项目总投资3870亿元
_HELD = lazy(
    r"(?:上午|下午|晚)?,?[^,。;\d]{0,12}(?:举行|举办|召开|组织)了?[^,。;]{0,30}?"
    r"(?:开工|竣工|签约|投产|奠基|揭牌|交付)[^,。;将拟]{0,10}[,。;]"
)
# 近日,省发改委下达|2025年第一批预算内投资计划,安排资金6.8亿元
_HANDED_DOWN = lazy(r"(?:近日|日前|昨日|已)[^。;]{0,30}下达了?(?:[\u4e00-\u9fff]{0,6})$")


def is_held(sentence: TargetSentence, hit: PeriodHit) -> bool:
    """Whether the day is that of a ceremony that was held before the article came out."""
    published = sentence.published
    if published is None or not hit.part.isdigit() or _HELD.match(sentence.text, hit.end) is None:
        return False
    return (hit.year or published.year, int(hit.part)) <= (published.year, published.month)


def is_handed_down(sentence: TargetSentence, hit: PeriodHit) -> bool:
    """Whether the time is of the money or plan that has just been handed down."""
    if sentence.text.rfind("下达", sentence.start, hit.start) < 0:
        return False
    return _HANDED_DOWN.search(sentence.text, sentence.start, hit.start) is not None

"""Figures that their own words call goals, whatever is told around them.

增长6.5%的目标, 计划开工的46项工程已开工39项, 全年目标已由115亿元下调至82亿元.
"""

from kaigong.extractors.lazy_pattern import lazy

_BEFORE = 40  # characters looked back from the figure
# 突破1080亿元的年度目标, 150个的目标任务, 完成全年100亿元目标的87%
_CALLED = lazy(
    r"(?:约|近|超过?|突破|逾|不[低少]于)?\d[\d.]*(?:[^\d,。;:、的]{1,5}?(?:以上|左右)?(?:[、和][^,。;:、\d]{2,10}\d[\d.]*[^\d,。;:、的]{1,5}?){0,3}的[^,。;:、\d的]{0,8}?(?:目标|任务|盘子)(?!(?:已经?|全部|均|都|如期|提前|超额|圆满)*(?:完成|实现))"
    # 解决农村6.5万人|饮水安全的任务已完成九成
    r"|[万亿]*[^\d,。;:、的]{1,16}的任务(?:也|均|都|目前)*已?(?:完成|过)了?(?:约|近|超过?)?(?:\d|[一二三四五六七八九]成)"
    r"|[万亿]*(?:美?元|吨|%|辆|台|公里|亩|户|套)(?:以上|左右)?(?:年度|全年|增长|招商|投资)?(?:目标|任务))"
)
# 今年计划开工的|46项, 年初确定的|120项: what is counted is what was meant to be done.
_MEANT = lazy(
    r"(?:计划|拟|预计|(?:年初|今年|年度|全年)[^,。;\d]{0,4}?(?:确定|安排|排定|下达|部署|铺排))[^,。;\d]{0,10}的$"
)
_COUNT = lazy(r"[\d.]+余?[个项家座处条批宗件]")
# 全年目标由115亿元下调至|82亿元
_RESET = lazy(
    r"(?:目标|任务|计划)[^。;]{0,24}?(?:下调|上调|调整|调低|调高|下修|上修|压减|调减|调增)(?:到|至|为)(?:约|近)?$"
)
_RESET_ENDS = tuple("到至为约近")
_OF_YEAR = lazy(r"(?:约|近|超过?|突破|逾|不[低少]于)?\d[\d.]*[^\d,。;:、的]{1,5}?(?:以上|左右)?的(?:全年|年度)")
# 改造老旧小区32个,|目前已完工21个: what is done of it so far
_DONE_OF_IT = lazy(
    r"(?:以上|左右)?[^,。;、\d]{0,6},(?:截至目前,|目前,?|现|已经?|均|累计|实际)+"
    r"(?P<done>完成|完工|改完|建完|验收)?(?:开工|动工|竣工|建成|投用|改造|交付|新建|入库|启用)?了?(?:约|近)?"
    r"(?:[\d.]+[万余多]*(?P<unit>[^\d,。;、万余多]{1,3})|(?:\d{2}|[一二三四五六七八九]成))"
    r"|[^,。;、\d]{0,6},(?:目前,?|现|已经?)+(?:全部|均|如期)?(?P<all>完成|开工|完工|竣工|建成|投用)(?=[,。;])"
)
# but 到2027年|将利用率从目前的21%提高到30%: the time is of the goal
_UPON_COUNT = lazy(r"(?![^,。;:、\d]{0,9}[由从])[^,。;:、\d]{1,10}的\d")


def is_called_goal(text: str, left: int, position: int) -> bool:
    """Whether the words right before or behind the number at ``position`` say that it is a goal.

    The figure's own words start at ``left``; those of a goal that is set anew start with its old value, before it.
    """
    start = max(left, position - _BEFORE)
    if _CALLED.match(text, position) or (_COUNT.match(text, position) and _MEANT.search(text, start, position)):
        return True
    return is_reset(text, position)


def is_part_done(text: str, end: int, unit: str, planned: bool) -> bool:
    """Whether a part of what the number that ends at ``end`` counts is told as done so far, so that it is the plan.

    What is signed or begun may be part of a plan or of what was done; ``planned`` says that goals were told before.
    """
    match = _DONE_OF_IT.match(text, end)
    if match is None or (match["all"] is not None and not planned):
        return False
    if match["unit"] is not None and not match["unit"].startswith(unit):
        return False
    return planned or match["done"] is not None


def is_called_behind(text: str, position: int) -> bool:
    """Whether the words behind the number call it a goal."""
    return _CALLED.match(text, position) is not None


def is_reset(text: str, position: int) -> bool:
    """Whether the number is what a goal was changed to."""
    if not text.endswith(_RESET_ENDS, 0, position):
        return False
    return _RESET.search(text, max(0, position - _BEFORE), position) is not None


def is_yearly(text: str, position: int) -> bool:
    """Whether the number is called the goal of a whole year (1080亿元的年度目标)."""
    return _OF_YEAR.match(text, position) is not None


def dates_a_count(text: str, end: int, position: int) -> bool:
    """Whether the time that ends at ``end`` belongs to a count before the figure (今年计划开工的46项已开工39项)."""
    match = _UPON_COUNT.match(text, end)
    return match is not None and match.end() <= position

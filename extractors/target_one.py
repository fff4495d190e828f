"""Wording of a figure that is one undertaking's: 投资3150万元实施水库隔离工程, 拟将6栋厂房改造为孵化园."""

import re

from kaigong.schemas.document import Mention

_BUYS = re.compile(r"(?:以上|左右)?[,的]?(?:购|收购|增资|设立|认购)")
# A sum that buys or builds one thing: 投资3150万元实施水库隔离工程, 总投资7400万元的堤防提升工程.
_ONE_BOUGHT = re.compile(
    r"(?:以上|左右)?(?:的|,?(?:在[^,。;]{0,12})?(?:建设|新建|兴建|修建|实施|改造|扩建|改扩建|打造|完成))[^,。;、\d]{1,24}?"
    r"(?:工程|项目|电站|风电场|水厂|处理厂|工厂|厂房|生产线|基地|产业园|中心|公路|高速|铁路|大桥|隧道|机场|港|水库|管网|大厦|综合体|医院|学校|客运站|泵站)"
)
_CLASS_NOUN = re.compile(
    r"(?:重大|重点|产业|工业|制造业|服务业|民生|设施|以上|级|类|签约|开工|续建|储备|在建|招商|外资)(?:建设)?(?:项目|工程)$"
)
_MANY_BEFORE = re.compile(r"\d[\d.]*[个项家座条处][^,。;]{0,12}$")
_MANY_BEHIND = re.compile(r"[^,。;]{0,4}?[共达]?\d+(?:[个项家座]|公里)")
_BUILDS_ONE = re.compile(r"(?:各|新|再|拟|将|计划|投资)建(?:设)?[一1][座条个家处]")
_TURNED = re.compile(r"[^,。;\d]{1,12}(?:改造|改建|改|打造)[为成]")  # 拟将6栋厂房改造为孵化园: one undertaking
_SINCE_SETTLED = re.compile(r"(?:落户|入驻|进入|扎根|来华)[^,。;]{0,10}(?:以来|年来)")  # what a company has put in
# 温泉康养小镇总投资|12亿元: one named place, be it a project of its own or not
_PLACE_BUILT = re.compile(
    r"(?<![\u4e00-\u9fff])(?!全|各|我|该|本|新|共|累计)[\u4e00-\u9fff]{4,14}"
    r"(?:小镇|产业园|物流园|科技园|智造园|度假区|综合体|生产线|电站|风电场|大厦|广场)(?:[一二三]期)?(?:计划|估算|概算)?总投资(?:额|约|达|为)*$"
)
_CLASS_OF_PLACES = re.compile(r"级|以上|各类|重点")


def buys_one(text: str, clause: int, mention: Mention) -> bool:
    """Whether the sum is spent on one thing that is named behind it, or is that of one place named before it."""
    place = _PLACE_BUILT.search(text, clause, mention.start)
    if place is not None and _CLASS_OF_PLACES.search(place.group()) is None:
        return True
    if _BUYS.match(text, mention.end):
        return True
    match = _ONE_BOUGHT.match(text, mention.end)
    if match is None or _CLASS_NOUN.search(match.group()):
        return False
    many = _MANY_BEFORE.search(text, max(clause, mention.start - 40), mention.start)
    return many is None and _MANY_BEHIND.match(text, match.end()) is None


def builds_one(text: str, start: int, end: int) -> bool:
    """Whether one thing is built at each place (在三地各建一座风电场)."""
    return _BUILDS_ONE.search(text, start, end) is not None


def is_turned(text: str, mention: Mention) -> bool:
    """Whether what is counted is turned into one thing."""
    return text.endswith(("将", "把"), 0, mention.start) and _TURNED.match(text, mention.end) is not None


def is_since_settled(text: str, start: int, end: int) -> bool:
    """Whether the sum is what a company has put in since it came (落户以来已投资…)."""
    return _SINCE_SETTLED.search(text, start, end) is not None

"""What stands at the start of a name and is no part of it: determiners, adverbs, who builds, verbs of building."""

from collections.abc import Callable

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.project.name.context import FUNCTION_TAGS, NameContext
from kaigong.extractors.project.name.lexicon import PHASE
from kaigong.extractors.project.name.town import behind_town
from kaigong.extractors.project.name.wording import COUNT_UNITS, is_generic
from kaigong.schemas.document import Mention
from kaigong.schemas.labels import Label
from kaigong.schemas.values import Quantity

_NOT_NAME_START = lazy(
    # 青海省“十五”重点工程|公伯峡水电站
    r"(?:[\u4e00-\u9fff]{1,5}[省市县区州])?“[^“”]{2,6}”(?:期间|规划)?(?:国家|[省市县]级?)?(?:重点|重大|标志性)(?:建设|水利|交通|能源|工业|民生|技改|农业)?(?:工程|项目)[——]*(?!建设|办|管理|中|库|指挥|推进|集中|签约|开工|及|和|、)(?=[\u4e00-\u9fff]{2})|"
    # 河北省重点建设项目|石家庄机场跑道延长工程
    r"(?:[\u4e00-\u9fff]{1,5}[省市县州]|国家|我国|全国|[省市县]级?)级?(?:重点|重大|骨干)+(?:建设|水利|交通|能源|工业|技改|农业|科技|环保)*(?:工程|项目)[——]*(?!建设|办|管理|中|库|指挥|推进|集中|签约|开工|及|和|、|工程|项目|计划|清单|前期)(?=[^,。;、]{5})|"
    r"(?:世界|亚洲|全国|国内|全球|我国)(?:第一|最[高长大])[高长大]?(?:桥|隧道?|大桥|跨海大桥|铁路桥|水电站)(?=[\u4e00-\u9fff]{3})"
    # 河北省第一座|抽水蓄能电站|张河湾水电站: the kind, and which one it is
    r"|(?<=[座条个家])(?:大型|现代化|抽水蓄能|高等级|百万千瓦级?)*(?:水电站|火电厂|核电站|电站|电厂|高速公路|铁路|公路|大桥|隧道|水库|港口|机场|码头|钢厂|水泥厂|工厂)(?=[\u4e00-\u9fff]{2,6}$)"
    # 世界最大|跨度某江大桥
    r"|(?:世界|亚洲|全国|国内|全球|我国)?(?:最[高长大])?(?:跨度|跨径|公铁)[\u4e00-\u9fff]{0,8}?(?:桥|隧道)(?=[\u4e00-\u9fff]{3})"
    # 国家“八五”重点工程茂名三十万吨乙烯工程
    r"|(?:国家|省|市|全国)?(?:级)?“(?:[七八九]|十[一二三四五]?)五”(?:期间|计划)?的?(?:重点|重大|骨干)+(?:建设|技改|能源|交通|工业)*(?:工程|项目)(?=[\u4e00-\u9fff]{4})"
    r"|(?:“(?=我们|咱们|这个|该|目前|公司))|项目(?!部|.{0,2}期)(?=[\u4e00-\u9fff])|工程(?!机械|塑料|技术|大学|学院|车辆|胶|轮胎|中心|公司|装备|建设)(?=[\u4e00-\u9fff]{4})"
    r"|(?:[\u4e00-\u9fff]{1,5}(?=报))?(?:报)?[讯电]\([^()]{0,6}记者[^()]{0,16}\)"
    r"|(?:报请)?审批(?!服务|中心|大厅|局)|(?:报)?[讯电]\([\u4e00-\u9fff、 ]{2,16}\)"
    r"|全[市县区省旗州镇乡](?=(?:已|共|先后|相继|新)*(?:建成|建设|新建|续建|扩建|开工|改造|实施|启动))|\((?:[^()]{0,10}讯|[^()]{0,16}(?:记者|通讯员|综合报道|报道|摄影)[^()]{0,16})\)|另(?![外一类辟行起])|(?:先(?=改造|建|修)|正逐|铺完|力[拼拚争]|力促|已报)"
    # 港区另一项目独山能源二期
    r"|(?:[港园景厂矿]区|[区园境县市]内|同[区市县]|当地)?的?另外?一(?:个|大|重大|重点)*项目(?=[\u4e00-\u9fff]{4})"
    # 参与投标X安置房项目, 按计划新厂, 二期包含30GWh电池生产基地
    # 不低于3GWh储能项目, 日本独资企业中川产业基地, 2023年秋|建成新工厂
    r"|(?:不低于|不少于|不超过|合计)\s*(?=\d)|[\u4e00-\u9fff]{0,4}(?:独资|合资|外资|民营|龙头|知名)企业(?=[\u4e00-\u9fff]{4})|[春夏秋冬](?=建成|投产|开工|动工)"
    r"|(?:开标|招标|流标|获批|入围|停工|复工|亮相|公示)的(?=[\u4e00-\u9fff]{2})"  # 开标的|西宁机场三期
    r"|来(?=(?:[新扩续改筹兴修])?建)|予(?=[\u4e00-\u9fff]{5})"  # 批出18.6亿元|予某医院
    r"|(?:参与|参加)?(?:投标|竞标)(?=[\u4e00-\u9fff]{3})|按(?:照)?(?:计划|规划)|(?:[一二三四五六]期|首期)(?:工程|项目)?(?:包含|包括|涵盖)(?=[\d年日])"
    r"|(?:\([一二三四五六七八九十\d]{1,2}\)|[一二三四五六七八九十]{1,2}、|[①-⑳]|\d{1,2}[.、)] ?(?!\d))"
    r"|[)”\]、,.\-—·/\s和与及或的]+|暨(?![南华])|[一二三四五六七八九十两]大(?:控制性|标志性|骨干|重点|关键)工程(?=[^,。;]{4})|[开续新改]建(?=国道|省道)|(?:获批|投资)?(?:新建|拟建)(?=[A-Za-z\d])"
)
# Words that lead to a name only behind a number (五大项目, 百亿级项目), and only before a verb (可建成X).
_BEHIND_NUMBERS = frozenset("大级余多个座条项家")
_NUMERIC_LAST = lazy(r"[\d一二两三四五六七八九十百千万亿元几数多余各]$")
_LEADS_VERB = frozenset("会能可要已正")
_QUARTERS = frozenset("东方 南方 西方 北方 如意".split())
_NOUN_TAGS = frozenset({"n", "nz", "ns", "nr", "a", "s"})  # 小洋|山: a longer name than the place's
_PLAIN_VERBS = ("拟建", "将建", "拟新建", "将新建", "拟兴建", "拟扩建")  # 大埔|拟建污泥转化设施
_BRAND = lazy(
    r"汽车|科技|新材|能源|电子|药业|生物|光电|股份|集团|重工|化工|电气|智能|食品|纺织|航空|医药"
    r"|石油|石化|矿业|钢铁|重装|材料|光伏|锂电"
)
_OF_PHASE = lazy(rf"{PHASE}\d|(?<=[,;。:中]){PHASE}(?=[\u4e00-\u9fff]{{2}})")
_WITHIN = lazy(r"(?:组团|片区|园区|境内|化工园|工业区)")
_ALONGSIDE = lazy(
    r"(?:同步|同时|正在|还将|还|将|拟|计划|正|已|加快|抓紧|全力|配套|先后|陆续)+(?=[建新改扩修续迁重兴打投开])"
)
_FOR_CEREMONY = lazy(r"为(?!民)[^,。;]{3,20}?(?:奠基|揭牌|剪彩|培土|授牌|揭幕|按下|动土|破土|上梁|启用|开工|通车|点睛)")
_REACH_FROM = 24
# 投资20亿元|建设智能工厂二期: what a sum does is a verb, though 建设 and a head make a word elsewhere
_SUM_BUILDS = lazy(
    r"(?<=[元币])(?:投资)?(?:建设|新建|兴建|扩建|改建|投建|打造|修建|新修|改造提升|提升改造)了?"
    r"(?!项目|工程|计划|案|费|资金|用)"
)
# 将|建设二期工程: no name begins on such a verb and a phase
_BUILDS_PHASE = lazy(rf"(?:建设|新建|兴建|扩建|续建|改建|投建|启动|实施|建)(?=第?{PHASE})")
_BUILDS = lazy(
    r"上(?=[一二三四]期|[\u4e00-\u9fff\d]{2,12}(?:生产线|项目))(?!海|饶|虞|杭|高)|建(?![起成立造构了有出设筑材工发信投业行安邺瓯德平宁水湖阳始昌])"
)
_NEXT_PLANTS = ("新厂", "二厂", "三厂", "四厂", "五厂", "六厂", "七厂", "新总部")
_TRADE = lazy(r"[A-Za-z]{0,5}[\u4e00-\u9fff]{1,5}厂(?![区房商办])(?=[\u4e00-\u9fffA-Z\-]{4,16}$)")
_WATER_BROUGHT = lazy(r"引[\u4e00-\u9fff]{1,2}[济入补][\u4e00-\u9fff]")  # 引黄济宁工程: from which river to where
_MIN_LEFT = 2  # characters of a name that a verb before it leaves


def strip_lead(names: NameContext, start: int, head_start: int) -> tuple[int, bool]:
    """Strip determiners, adverbs and governing verbs from the start; True where a governing verb was there."""
    governed = False
    while start < head_start:
        end, governs = _next_start(names, start, head_start)
        if end == start:
            break
        start, governed = end, governed or governs
    return start, governed


def _next_start(names: NameContext, start: int, head_start: int) -> tuple[int, bool]:
    for step, governs in _STEPS:
        end = step(names, start, head_start)
        if end is not None:
            return end, governs
    return start, False


def _behind_junk(names: NameContext, start: int, head_start: int) -> int | None:
    """Behind a rank, a mark or a label (河北省重点建设项目|石家庄机场跑道延长工程)."""
    junk = _NOT_NAME_START.match(names.text, start, head_start)
    if junk is None or _opens_on_he(names, start, head_start) or names.inside_place(start, junk.end()):
        return None
    return junk.end()


def _opens_on_he(names: NameContext, start: int, head_start: int) -> bool:
    """Whether 和 opens a clause or a place, so that it joins nothing (,和田至若羌铁路; 、和平水库)."""
    if names.text[start] != "和":
        return False
    opens = start == 0 or names.text[start - 1] in ",。;:!?\n“、的"
    return opens or names.begins_place(start) or behind_town(names, start, head_start) is not None


def _behind_particle(names: NameContext, start: int, head_start: int) -> int | None:
    """Behind a preposition before who builds or for what (由|达欣工程承造, 为|粉岭北第二期工程平整土地)."""
    character = names.text[start]
    if character == "由":
        found = bool(names.organisations.starting_at(start + 1))
    elif character == "为":  # 总理为|亚吉铁路延伸线奠基
        for_it = _FOR_CEREMONY.match(names.text, start, head_start + _REACH_FROM)
        found = names.begins_place(start + 1) or for_it is not None
    elif character == "指":  # 提交文件,|指屯门第三污水处理厂造价须增至…
        found = names.text[max(0, start - 1) : start] in (",", "。", "") and names.begins_place(start + 1)
    elif character in "家座":  # 开了|家面粉厂, 修了|座停车场
        found = names.text[max(0, start - 1) : start] == "了"
    else:  # 《投资协议》中X项目
        found = character == "中" and names.text[max(0, start - 1) : start] in ("》", "”")
    return start + 1 if found else None


def _behind_trade(names: NameContext, start: int, head_start: int) -> int | None:
    """Behind the trade of the firm whose next plant it is (连接线厂|贸联马来西亚槟城二厂)."""
    if not names.text.startswith(_NEXT_PLANTS, head_start):
        return None
    trade = _TRADE.match(names.text, start, head_start)
    return trade.end() if trade is not None else None


def _behind_verb(names: NameContext, start: int, head_start: int) -> int | None:
    match = names.lexicon.governing.match(names.text, start, head_start)
    if match is None or head_start - match.end() < _MIN_LEFT:
        return None
    verb = names.is_word(start, match.end()) or _is_new_of_county(names, start, match.end())
    return match.end() if verb else None


def _is_new_of_county(names: NameContext, start: int, end: int) -> bool:
    """Whether 新建 is the verb where a word-list knows a county of that name (新建|县第二污水处理厂)."""
    new = names.text[start:end] == "新建" and names.text[end : end + 1] in ("县", "区")
    return new and not names.begins_place(start)


def _behind_sum(names: NameContext, start: int, head_start: int) -> int | None:
    """Behind the verb that a sum governs, or that a phase follows (投资7亿元建|X产业园, 建设|二期工程)."""
    text = names.text
    if names.blocks.ends_at(start):
        if _BUILDS.match(text, start, head_start):
            return start + 1
        spent = _SUM_BUILDS.match(text, start, head_start)
        if spent is not None:
            return spent.end()
    phase = _BUILDS_PHASE.match(text, start)
    return phase.end() if phase is not None and phase.end() <= head_start else None


def _behind_doer(names: NameContext, start: int, head_start: int) -> int | None:
    """Behind who or where and a verb (江北新建|X, 东阳光氟树脂新建|X)."""
    doer: Mention | None = next((m for i in (names.places, names.organisations) for m in i.starting_at(start)), None)
    if doer is None or doer.end >= head_start:
        return None
    text, edge = names.text, doer.end
    if doer.label is Label.PLACE and (within := _WITHIN.match(text, edge, head_start)):
        edge = within.end()  # 在大保当|组团|建设X
    along = _ALONGSIDE.match(text, edge, head_start)  # 盖州市|同步|改造X公路
    if along is not None and not text.startswith(_PLAIN_VERBS, edge):
        edge = along.end()
    verb = names.lexicon.governing.match(text, edge, head_start)
    if verb is None or head_start - verb.end() < _MIN_LEFT:
        return None
    if doer.label is Label.ORG and verb.group() == "建设":
        return None  # 中国黄金建设华东总部 may be one name
    return verb.end() if verb.group() in _PLAIN_VERBS or names.is_word(edge, verb.end()) else None


def _behind_count(names: NameContext, start: int, head_start: int) -> int | None:
    count = next((q for q in names.quantities.starting_at(start) if q.end < head_start), None)
    if count is None or "万" in count.text or behind_town(names, start, head_start) is not None:
        return None  # 400万条丁基内胎项目, 八家|子变电站
    counts = isinstance(count.value, Quantity) and count.value.unit in COUNT_UNITS
    return count.end if counts else None


def _behind_class(names: NameContext, start: int, head_start: int) -> int | None:
    """Behind class words that end on 项目 or 工程, where what follows is no class (重点项目|X电站)."""
    phrase = names.lexicon.class_phrase.match(names.text, start, head_start)
    if phrase is None or head_start - phrase.end() < _MIN_LEFT or is_generic(names.text[phrase.end() : head_start]):
        return None
    return phrase.end()


def _at_word_of_name(names: NameContext, start: int, head_start: int) -> int | None:
    """The start itself, where a word begins there of which nothing is stripped."""
    lexicon, text = names.lexicon, names.text
    if names.begins_place(start) or behind_town(names, start, head_start) is not None:
        return start  # 大连长兴岛炼化一体化项目, 新铺客运站
    whole = lexicon.whole.match(text, start, head_start)  # 可降解塑料
    whole = whole or _WATER_BROUGHT.match(text, start, head_start)
    firm = whole or lexicon.firms.match(text, start, head_start)  # 新希望奶牛牧场: the short name of a firm
    return start if firm else None


def _behind_lead(names: NameContext, start: int, head_start: int) -> int | None:
    text = names.text
    lead = names.lexicon.lead.match(text, start, head_start)
    sector = names.lexicon.sector.match(text, start, head_start)
    if sector is not None and (lead is None or sector.end() > lead.end()):
        return start  # 新材料 is no new 材料
    if lead is None or text[start] == text[start + 1 : start + 2]:  # 可可盖煤矿
        return None
    return lead.end() if _is_lead(names, start, lead.end(), head_start) else None


def _is_lead(names: NameContext, start: int, end: int, head_start: int) -> bool:
    """Whether a word at the start of a name only leads to it, and is no first character of it (大|河口大桥)."""
    word, text = names.text[start:end], names.text
    if word in _BEHIND_NUMBERS and not _NUMERIC_LAST.search(text, max(0, start - 1), start):
        return False
    if word in _LEADS_VERB:
        tag = names.words_around(end)[0].get(end, (end, ""))[1]
        if tag not in FUNCTION_TAGS and not names.lexicon.governing.match(text, end, head_start):
            return False
    if word == "和" and _opens_on_he(names, start, head_start):
        return False  # 平山电站、和田河大桥
    return names.is_word(start, end)


def _behind_function_word(names: NameContext, start: int, head_start: int) -> int | None:
    """Behind a verb, adverb, pronoun, conjunction or preposition."""
    text = names.text
    words, ends = names.words_around(start)
    end, tag = words.get(start, (start, ""))
    # One-character words are left to the lexicon: a segmenter cuts unknown names (比新, 浉河) into such words.
    torn = next((p for p in names.places.covering(end - 1, end + 1) if start < p.start < end), None)
    if torn is not None and torn.end in ends and tag not in _NOUN_TAGS:
        # 在野|岗镇建设…: the word took the first character of a place (but 神龙|海洋 holds no 龙海).
        return torn.end if names.lexicon.governing.match(text, torn.end, head_start) else torn.start
    if end - start < _MIN_LEFT or end > head_start - _MIN_LEFT or tag not in FUNCTION_TAGS:
        return None
    if text[start:end] in names.lexicon.nominal or text[start:end] in _QUARTERS:
        return None  # 南方|宇航: a firm's name
    if _OF_PHASE.match(text, start, head_start) or _BRAND.match(text, end, head_start):
        return None  # 某公司|一期200万吨/年甲醇项目, 分两期实施。|一期热轧项目, 飞驰|汽车
    if tag == "v" and text[start - 1 : start] in ("的", "座", "条", "栋", "幢", "所"):
        return None  # 6000万欧元的|制动系统工厂: behind 的 a verb stands for a kind of thing
    return end


# Each says where the name may begin instead of at ``start``, None for no word of its kind; one that gives ``start``
# ends the stripping. True: a verb of building is what it strips.
_STEPS: tuple[tuple[Callable[[NameContext, int, int], int | None], bool], ...] = (
    (_behind_junk, False),
    (_behind_particle, False),
    (_behind_trade, False),
    (_behind_verb, True),
    (_behind_sum, True),
    (_behind_doer, True),
    (_behind_count, False),
    (_behind_class, False),
    (_at_word_of_name, False),
    (_behind_lead, False),
    (_behind_function_word, False),
)

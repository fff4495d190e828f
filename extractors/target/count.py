"""Whether a count is a goal or result, and of what: 集中开工236个项目, 236个项目集中开工, 签约项目60个."""

import re

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.target import patterns as pat
from kaigong.extractors.target.called import is_called_behind
from kaigong.extractors.target.context import Context
from kaigong.extractors.target.figure import Figure, Found
from kaigong.extractors.target.focus import is_of_investors
from kaigong.extractors.target.follow import clause_end_phrase, topic_before
from kaigong.extractors.target.one import is_served, is_turned
from kaigong.extractors.target.part import breaks_down, is_part_of_count, is_split_up, opens_parts
from kaigong.extractors.target.phrase import counted_phrase, share_verb, strip_phrase
from kaigong.schemas.document import Mention

_DEMONSTRATIVE = lazy(r"(?:这|该|上述|此|每|对)$")
_OWN_HEAD = lazy(r"(?:项目|企业|工程)$")
_ALSO = lazy(r"(?:开工|签约|竣工|投产|落户|开建|启动)的,?(?:还|也)?有")  # 集中开工的还有零部件等|8个项目
# 12个|重大项目3月29日在石门县集中开工
_MASSED = lazy(r"[\u4e00-\u9fff]{0,10}(?:项目|工程|企业)[^,。;]{0,16}集中(?:开工|签约|竣工|投产|开竣工|启动|落地|开业)")
_GOAL_LIST = lazy(r"目标(?:是|为|:)[^,。;]{0,4}[\d.]+[^,。;、\d]{1,6}[、和]$")
_OF_STATE_LIST = lazy(r"(?:102|172)项[^,。;\d]{0,12}?(?:重大|重点)(?:水利)?工程|150项[^,。;\d]{0,12}?重大(?:水利)?工程")
_SLOGAN = lazy(r"\d+(?:[、\d个]*)”")
_ON_A_LIST = lazy(r"[^,。;、]{0,14}(?:清单|名录|目录|名单)")
# 某地|两个风电项目|机组采购中标结果公示
_TENDERED = lazy(r"[^,。;\d]{0,24}(?:中标|招标|采购|评标|环评)[^,。;\d]{0,8}(?:公示|公告|候选人)")
_OWN_SIZE = lazy(r"[\d.]*[十百千]*[万亿]元(?:及)?以上的?")
_AMONG = lazy(
    r"[^,。;\d]{0,8}(?:中|里|内)(?:综合)?(?:排名|排行|排在|位居|名列|位列|居|脱颖而出)"
)  # 200多家企业中排名第十一
# 确保3.2万人|脱贫, 45个|贫困村退出
_FREED = lazy(
    r"(?:(?:农村|建档立卡)*(?:贫困)?(?:人口|群众|户|村|县)?)(?:稳定|全部|如期|顺利|整体)?(?:实现)?(?:脱贫|摘帽|退出|出列|减贫|就业|转移就业)"
)
_SUM_BEHIND = lazy(r",(?:意向|协议|计划|合同|预计|总|签约|合约)*(?:投资|引资|金额|标的)")
# 已有16家企业签下入驻协议: tenants of a park
_TENANTS = lazy(r"(?:企业|商户|公司|商家)(?:已|已经|先后|陆续)?(?:签下|签订|签署|签)[^,。;]{0,4}(?:入驻|租赁|入园)")
_OPENS_WAYS = lazy(r"(?:通车|贯通|铺轨|开行)(?:了)?$")
_HIRES = lazy(r"(?:公司|企业|集团|工厂)[^,。;]{0,4}招[聘收]")
_PLANTS = lazy(r"(?:生产线|工厂|厂房|基地|电站|车间)$")
# 重点项目中有5个|未按时开工
_OF_THEM = lazy(r"(?:(?:项目|企业|工程)中,?(?:已?有)?|(?:^|[,;])(?:目前|现|其中)?已有)$")
_STATE_BEHIND = lazy(r"(?:已|未|尚|正|仍|按时|如期|全部|列入|被|达到|进入|落实|具备|完成)[^,。;、\d]{1,10}")
# 眼下停工、缓建的有|9个
_STANDING_ONES = lazy(
    r"(?:[^,。;\d]{0,4}?(?:停工|缓建|停建|在建|竣工|投产|达产|开工|未开工|复工|完工|建成)(?:[、和或][^,。;\d]{2,4})?)的(?:已|共|还|也)?(?:有|达)$"
)
# 其中6个|处于停建状态, 其中41个|已动工
_STANDS = lazy(r"(?:目前|仍|正|还)*(?:处于|停建|缓建|停工|停产|未开工|尚未开工)[^,。;\d]{0,8}")
_HOW_FAR = lazy(r"(?:项目)?(?:目前|已经?|正在?|全部|均|现)+")

_GOES_WELL = lazy(
    r"(?:建设|施工|目前|正|也|均|都|已)*(?:进展|推进|顺利|有序|稳步|加快|加紧|抓紧|全面)"
)  # A、B、C等8项工程进展顺利
_NEAR_COUNT = 8  # characters between what is counted and its number


def judge_count(context: Context, figure: Figure) -> Found | None:
    """The count as a goal or result: what is counted stands behind it, before it, or with a count before it."""
    thread, mention = context.thread, figure.mention
    before = _without_modal(context, context.phrase(figure))
    verb = context.verb(before)
    if not (context.evidence(figure) or verb or _is_massed(context, mention) or opens_parts(context, figure)):
        return None
    if _is_of_one(context, figure) or _DEMONSTRATIVE.search(
        context.text, max(figure.left, mention.start - 2), mention.start
    ):
        return None
    if context.goes_on and pat.MORE_THAN_BEFORE.fullmatch(before):
        return Found(thread.indicator + before, "target.growth")
    if _is_on_a_list(context, mention) or _HIRES.search(before):
        return None  # 公司招聘技术员20名
    if context.is_company and pat.OWN_ASSETS.search(before):
        return None  # 公司现有厂房3栋、生产线6条
    if is_part_of_count(context, figure, before):
        return _part(context, figure, before)
    if (again := _of_same(context, figure)) is not None:
        return again
    if (freed := _FREED.match(context.text, mention.end)) is not None:
        return Found(freed.group(), "target.count_before")
    counted = counted_phrase(context.text, context.behind(mention), context.terms)
    if counted and not _OWN_HEAD.search(before):
        return _count_before(context, figure, before, counted, verb)
    return _count_after(context, figure, before, verb)


def _without_modal(context: Context, phrase: str) -> str:
    """The phrase from its verb on, where only who intends it stands before (清河市计划|新开工项目)."""
    modal = pat.MODAL.match(phrase)
    if modal is not None and context.terms.verb.match(phrase, modal.end()):
        return phrase[modal.end() :]
    return phrase


def _is_massed(context: Context, mention: Mention) -> bool:
    """Whether what is counted is begun all at once (12个|重大项目在石门县集中开工)."""
    return _MASSED.match(context.text, mention.end) is not None


def _is_of_one(context: Context, figure: Figure) -> bool:
    """Whether the count is of what one undertaking serves, brings, takes up or is made of."""
    text, mention, thread = context.text, figure.mention, context.thread
    if is_served(text, figure.clause[0], mention) or is_turned(text, mention) or _TENANTS.match(text, mention.end):
        return True
    # 投资额约18亿元,创造220个工作机会: of the one thing spoken of
    return thread.refused and not thread.taken and pat.JOBS.match(text, mention.end) is not None


def _is_on_a_list(context: Context, mention: Mention) -> bool:
    """Whether it counts the entries of a plan (列入“3个100”重点工程, 国家150项重大水利工程清单)."""
    text = context.text
    return bool(
        _SLOGAN.match(text, mention.end)
        or _OF_STATE_LIST.match(text, mention.start)  # 规划纲要确定的102项重大工程
        or _ON_A_LIST.match(text, mention.end)
    )


def _part(context: Context, figure: Figure, before: str) -> Found:
    """A part of a count that names its class or size, with what the count is of."""
    size = None if before else pat.SIZED.search(context.text, figure.clause[0], figure.mention.start)
    noun = _noun_of(context, figure, context.thread.thing)
    noun = "" if pat.CLASS.fullmatch(noun) else noun
    return Found((before if size is None else size.group()) + noun, "target.count_after")


def _count_after(context: Context, figure: Figure, before: str, verb: re.Match[str] | None) -> Found | None:
    """签约项目60个, and counts that only name their verb (落地31个) or their part (城区41所)."""
    thread, mention = context.thread, figure.mention
    alone = verb is not None and before == verb.group()
    if not _is_known(context, figure, before, verb):
        if alone and (told := _told_before(context, figure)) is not None:
            return Found(before + told, "target.count_after")
        if not breaks_down(context, figure, before):
            return None
        parts = before or strip_phrase(context.text[figure.clause[0] : mention.start])
        return Found(parts, "target.count_after")
    if not context.ends_phrase(mention):
        return None
    same = figure.unit == thread.unit
    bare = alone and context.terms.count.search(thread.thing) is None
    noun = _noun_of(context, figure, "") if bare else ""  # 签约资金216亿元,落地31个
    indicator = share_verb(thread, context.terms, before, figure.first, counted=same or not thread.unit)
    indicator = before + noun if noun else indicator
    if not same and verb is not None and indicator == verb.group():
        indicator += _noun_of(context, figure, "")  # 新建学校60所,…,建成27所
    return Found(indicator, "target.count_after")


def _is_known(context: Context, figure: Figure, before: str, verb: re.Match[str] | None) -> bool:
    """Whether the words before the count say what it is of, or go on from the figure before."""
    if context.thread.taken and verb is not None:
        return True
    listed = context.goes_on and context.thread.verb and context.text.startswith("、", figure.left)
    if listed or _names_counted(context, before):
        return True
    relative = context.text.endswith("的", 0, figure.mention.start)
    if not relative and _OPENS_WAYS.search(before):
        return True  # 全年计划通车|6条段
    return verb is not None and _signs(context, figure, before, verb)


def _names_counted(context: Context, before: str) -> bool:
    """Whether what is counted is named near the end of a phrase (of 商场门口有人卖出雪糕1000支 nothing is)."""
    return any(m.end() >= len(before) - _NEAR_COUNT for m in context.terms.count.finditer(before))


def _told_before(context: Context, figure: Figure) -> str | None:
    """What the paragraph counted last in the same unit, without its verb (已开工棚改28个。今年需开工|40个)."""
    said = context.counted.get(figure.unit)
    if said is None or not context.ends_phrase(figure.mention):
        return None
    verb = context.terms.verb.search(said)
    return said[verb.end() :] if verb is not None else said


def _signs(context: Context, figure: Figure, before: str, verb: re.Match[str]) -> bool:
    """Whether what is signed is only counted, with its sum behind it (现场签约23宗,意向投资额合计312.6亿元)."""
    if not before.endswith(verb.group()) or "签" not in verb.group():
        return False
    return _SUM_BEHIND.match(context.text, figure.mention.end) is not None


def _of_same(context: Context, figure: Figure) -> Found | None:
    """What was counted just before or in the clause before: 98项开工, …项目,共46个."""
    text, mention, thread = context.text, figure.mention, context.thread
    if is_called_behind(text, mention.start) and figure.unit in thread.counts:
        return Found(thread.counts[figure.unit], "target.list")  # 提前完成全年80个的目标任务
    if _GOAL_LIST.search(text, figure.clause[0], mention.start):
        said = thread.counts.get(figure.unit)
        return None if said is None else Found(said, "target.list")  # 今年的目标是60亿元、110个
    if topic_before(text, figure.clause[0], mention.start) and context.ends_phrase(mention):
        times = [h.end for h in context.sentence.hits_in(context.sentence.start, figure.clause[0])]
        start = max([context.sentence.start, *times])
        phrase = clause_end_phrase(text, start, figure.clause[0], context.terms)
        if phrase:
            thread.thing, thread.indicator = phrase, phrase
            return Found(phrase, "target.count_after")
    if not (thread.taken and thread.thing and figure.unit == thread.unit):
        return None
    ones = _STANDING_ONES.search(text, figure.left, mention.start)
    if ones is not None and context.ends_phrase(mention):
        return Found(strip_phrase(ones.group().rpartition("的")[0]) + thread.thing, "target.count_after")
    if _OF_THEM.search(text, figure.left, mention.start):
        state = _STATE_BEHIND.match(text, context.behind(mention))
        return None if state is None else Found(thread.thing + state.group(), "target.count_before")
    at = context.behind(mention)
    done = _HOW_FAR.match(text, at)
    verb = _STANDS.match(text, at) or context.terms.verb.match(text, at if done is None else done.end())
    if verb is None or counted_phrase(text, at, context.terms):
        return None
    return Found(thread.thing + verb.group(), "target.count_before")


def _noun_of(context: Context, figure: Figure, otherwise: str) -> str:
    """What the count before in the same unit counted, without its verb."""
    said = _OWN_SIZE.sub("", context.thread.counts.get(figure.unit, otherwise))
    verb = context.terms.verb.search(said)
    return said[verb.end() :] if verb is not None and verb.start() <= 1 and verb.end() < len(said) else said


def _count_before(
    context: Context, figure: Figure, before: str, counted: str, verb: re.Match[str] | None
) -> Found | None:
    """236个项目集中开工, 集中开工236个项目."""
    text, mention, thread = context.text, figure.mention, context.thread
    end = mention.end + len(counted)
    spelt = not mention.text[:1].isdigit()
    if _tells_of_few(context, mention, end) or (spelt and ("、" in before or text.startswith(":", end))):
        return None  # A、B两个项目; 在建的有三个项目:A…;B…: no count, those that are named
    listed = before.endswith("等")  # A、B等12个项目
    before, verb = ("", None) if listed else (before, verb)
    if verb is not None:
        thread.verb, thread.thing, thread.indicator = verb.group(), counted, before + counted
        return Found(thread.indicator, "target.count_before")
    hits = context.sentence.hits
    if hits and text.startswith("中", end):
        thread.verb, thread.thing, thread.indicator = "", counted, counted
        return Found(counted, "target.count_before")  # 32个省市重点项目中有5个未按时开工
    after = _verb_behind(context, end, figure.clause[1])
    if listed and after is None and _GOES_WELL.match(text, end):
        return None
    if after is None and not (_is_told_of_all(context, figure, end) or context.is_goal(figure)):
        return None
    if spelt and (not hits or text.endswith(("另外", "另"), 0, mention.start)):
        return None  # 四家主要企业: a story counts, it does not report
    if context.is_company and context.is_story(mention) and _PLANTS.search(counted):
        return None  # 公司3月在藤县投产了两条生产线
    thread.verb, thread.thing = "", counted
    thread.indicator = counted + ("" if after is None else after.group())
    return Found(thread.indicator, "target.count_before")


def _tells_of_few(context: Context, mention: Mention, end: int) -> bool:
    """Whether the count is of those who carry out one project, of a list of which one is told, or of those named."""
    text = context.text
    if is_of_investors(text, mention) or _AMONG.match(text, mention.end) or _TENDERED.match(text, end):
        return True
    if text[mention.end : end] == "实事":
        return True  # 为群众办的|十件实事: what they are called together
    if text.startswith("之一", end):
        return True  # 国家推进的150项重大水利工程之一
    return text.endswith(("项目”", "工程”", "基地”", "线”"), 0, mention.start)  # “A项目”和“B项目”两个项目


def _verb_behind(context: Context, start: int, end: int) -> re.Match[str] | None:
    """The verb behind what is counted (9个项目在某开发区|集中开工)."""
    verb = context.terms.verb.search(context.text, start, end)
    if verb is not None and verb.group() == "开发" and context.text.startswith("区", verb.end()):
        return context.terms.verb.search(context.text, verb.end(), end)
    return verb


def _is_told_of_all(context: Context, figure: Figure, end: int) -> bool:
    """Whether a report goes on, or the count sums up or is split up behind, so that it needs no verb."""
    if context.thread.taken or context.reporting:
        return True
    text, start = context.text, figure.mention.start
    if context.is_public and text.endswith(("已有", "现有"), 0, start):
        return True  # 园区已有32家厂商核配用地
    if context.sentence.hits and text.endswith(("共", "共有", "共计"), 0, start):
        return True
    return _ALSO.search(text, figure.clause[0], start) is not None or is_split_up(context, end)

"""Whether a figure is a goal or result: what rules it out, what it leans on, and the judgement of its kind."""

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.target import patterns as pat
from kaigong.extractors.target.called import is_reset
from kaigong.extractors.target.context import Context
from kaigong.extractors.target.count import judge_count
from kaigong.extractors.target.figure import Figure, Found
from kaigong.extractors.target.follow import base_of_share, grown_to, next_of, of_before, reset_goal
from kaigong.extractors.target.measure import judge_measure
from kaigong.extractors.target.money import judge_money
from kaigong.extractors.target.one import builds_one
from kaigong.extractors.target.part import next_part
from kaigong.extractors.target.percent import judge_percent, judge_times
from kaigong.extractors.target.terms import BARRED_UNITS, COUNTERS
from kaigong.schemas.document import Mention
from kaigong.schemas.labels import Label
from kaigong.schemas.values import Money, Quantity

_ONCE = (
    r"(?:年初|上年[底末]|去年[底末]|年底|上年同期|去年同期|[一二三四]季度|"
    r"目前|现在|原来|上年|去年|(?:19|20)\d\d年[底末]?|[“\"]?[七八九十][一二三四]?五[”\"]?期?末)的?"
)
_FROM = lazy(rf"[由从](?:{_ONCE})?(?:约|近|不足)?$")
_FORMER_OF = lazy(rf"[由从](?:{_ONCE})?$")
# 预计减少公司当期收入2800万元: what an event does to the books
_ON_THE_BOOKS = lazy(
    r"(?:影响|减少|增加)[^,。;\d]{0,8}(?:当期|本期|本年度|今年|当年|20\d\d年度?)[^,。;\d]{0,8}(?:收入|利润|净利润?|收益|损益|业绩)[^,。;\d]{0,4}$"
)
# 单户授信最高2000万元, 每件补贴不超过2000元: what one may get, and what one unit costs or yields
_CEILING = lazy(
    r"(?:贷款|授信|补助|补贴|额度)上限[^,。;\d]{0,3}$|(?:单户|单个|单家|单套|单台|单张|单笔|每[户人家套台辆件项张座亩头只栋]|个人)[^,。;]{0,10}?(?:最高|不超过|补贴|补助|奖励|授信|贷款)[^,。;]{0,6}$"
    r"|(?:企业|公司|开发商)应[缴付交][^,。;\d]{0,10}$|(?:额度|授信|贷款|补贴|补助|奖励|企业)(?:额度)?最高(?:为|可达)?$|[亩户](?:均|平均)(?:投入|成本|造价)[^,。;\d]{0,4}$|每[亩吨户人公套斤度][^,。;\d]{0,3}$|[外港台日韩美德法英]方(?:投入|出资|投资|增资)[^,。;\d]{0,3}$"
)
_NATIONAL_BODY = lazy(
    r"政府工作报告|铁路部门|计划报告|国务院|全国[^,。;]{2,12}会议(?:透露|提出|明确|要求|指出|确定)|国铁集团|国家铁路集团|全国铁路|国家电网|南方电网|中国中车|国家管网集团|国家能源集团|国家电投|中央企业|央企"
    r"|(?:(?:交通运输|水利|农业农村|工业和信息化|工信|商务|财政|住房和?城乡建设|生态环境|自然资源|铁道|交通|建设|农业)部|国家[\u4e00-\u9fff]{1,8}[局委]|[\u4e00-\u9fff]{1,6}总局)"
    r"(?:[\u4e00-\u9fff]{0,10}(?:负责人|司长|部长|局长|发言人))?(?::|表示|介绍|[说称]|透露|提出|通报|明确|计划|要求|(?:最新)?(?:数据|统计)显示)"
    # 能源署指出,全台储能并网量已达1020MW
    r"|(?:能源署|经济部|国发会|观光署|公路局|水利署|台电|(?:交通|内政|农业|环境)部)[^,。;\d]{0,6}(?:指出|表示|统计|公布|说)"
    r"|全国[^,。;]{0,8}(?:开工|审批|核准|备案)[^,。;\d]{0,14}(?:项目|工程)"
    r"|(?:实际使用|实际利用|吸收)外资|对外[^,。;]{0,8}投资"
    r"|全国(?:完成|落实|安排|新增)?(?:水利|公路|交通|铁路|电网|农村公路)[^,。;]{0,8}投资|(?:固定资产|基础设施|制造业|民间|产业|工业|技改)投资|重大水利工程"
)
_LANDS = lazy(r"(?:国家|国|省[市区份]?|地区)(?=[,。;]|[和及]地区|$)")  # 产品出口30多个|国家
_POLICIES = lazy(r"[^,。;\d]{0,6}(?:政策|措施|举措|意见|条款)")  # 提出20条政策
# 第三产业投资109亿元; 研发经费占GDP比重达到2.2%
_OF_ITS_OWN = lazy(
    r"第[一二三]产业(?:完成)?(?:固定资产)?投资[^,。;\d]{0,6}$|(?:GDP|地区生产总值|生产总值)的?比[重例][^,。;\d]{0,6}$"
    r"|旅客吞吐量[^,。;\d]{0,6}$|人口城[镇市]化率[^,。;\d]{0,6}$|(?:GDP|生产总值)(?:综合)?(?:能耗|电耗|水耗|用水量|碳排放|二氧化碳)[^,。;\d]{0,8}$|人口人均[^,。;\d]{0,4}收入[^,。;\d]{0,6}$"
)
_CLASS_BY_PRICE = lazy(
    r"(?:出厂价|零售价|售价|单价|均价|价格)(?:在|为)?[\d.,]+[万亿]?元(?:及?以[上下])的(?=[\u4e00-\u9fff])"
)
_FIRM = lazy(r"(?<![\u4e00-\u9fff])(?![持转受出减增]|公司|购买)[\u4e00-\u9fff]{2,4}股份$")
_SOLVES = lazy(r"(?:解决|改善|惠及)了?[^,。;\d]{0,10}$")  # 解决农村饮水不安全|人口
# 解决26.4万农村人口|的饮水问题
_TROUBLE = lazy(r"[余多]?[\u4e00-\u9fff]{0,6}?的?(?P<what>[\u4e00-\u9fff、]{2,10}?(?:问题|困难|条件))")
# 他家去年种猕猴桃,收入12万元
_PRIVATE = lazy(
    r"(?:养猪|养殖|养羊|养牛|养鸡|种粮|种植|种菜|种烟|致富|创业)(?:大户|能手|带头人|专业户)[\u4e00-\u9fff]{2,3}(?=[去今前]年|[,说的])|"
    r"[他她我]家|自家(?![的]?品牌)|一家[老人几一二两三四五六]+口|夫妇|夫妻|两口子|老伴"
    r"|[\u4e00-\u9fff](?:老汉|大爷|大娘|大妈|大叔|大姐|师傅|老伯)"
    r"|(?<![\u4e00-\u9fff])(?:村民|农民|农户|贫困户|菜农|果农|瓜农|茶农|养殖户|种植户)(?!签约|人均|户均|收入|增收|就业|住房|群众|合作|专业|工)[\u4e00-\u9fff]{2,3}(?:家|[今去]年|种|养|承包|守着|经营|[说的])"
    # 冷库老板刘某存了200吨蒜, 某镇养殖户张某家里压着60头猪
    r"|(?:老板娘?|店主|摊主|户主|货主|船主|司机|商贩|养殖户|种植户|经销商|村民|农民|农户|[瓜果菜粮蒜茶]农)(?!签约|人均|户均|收入|增收|就业|住房|群众|合作|专业)[\u4e00-\u9fff]{2,3}(?:家里|手[里上头]|[存囤收贷欠压卖赔投借]了|去年|今年|的账面)"
)

_OF_EACH = lazy(
    r"(?:每[百千万]|(?<![\u4e00-\u9fff\d])[千万]人|人口)\w{0,8}?(?:床位|病床|医师|医生|护士|学位|托位|公交车?|泊位|车位|充电桩)[^,。;\d]{0,8}"
)

_DEALT = frozenset(("成交额", "成交金额"))
_DEALS = ("意向", "合同", "贸易", "现场", "技术")
_CLASSES = frozenset("类 大类 大领域 大板块".split())
_POINTS = frozenset("% 个百分点 百分点".split())
_LEANS = (of_before, grown_to, next_part, next_of)


def judge(context: Context, figure: Figure) -> Found | None:
    """The figure as a target, None where it is none. The focus is on no single project."""
    text, mention = context.text, figure.mention
    if _is_barred(context, figure) or _is_of_nation(context, mention) or _is_of_another(context, figure):
        return None
    if pat.BASE_OF_SHARE.match(text, mention.end):
        return base_of_share(context, figure)
    if _FROM.search(text, figure.left, mention.start):
        context.thread.baseline = _FORMER_OF.sub("", context.phrase(figure))
        return None
    if is_reset(text, mention.start):
        return reset_goal(context, figure)
    for leans in _LEANS:
        if (found := leans(context, figure)) is not None:
            return found
    return _of_kind(context, figure)


def _of_kind(context: Context, figure: Figure) -> Found | None:
    """The figure as a sum, percentage, multiple, count or measure that is a target."""
    mention, value = figure.mention, figure.mention.value
    if mention.label is Label.AMOUNT and isinstance(value, Money):
        return judge_money(context, figure)
    if not isinstance(value, Quantity) or (value.per is not None and not _is_capacity(context, figure)):
        return None
    if mention.label is Label.PERCENT or value.unit in _POINTS:
        return judge_percent(context, figure)
    if value.unit == "倍":
        return judge_times(context, figure)
    counts = value.unit in COUNTERS
    if counts and value.value is not None and value.value % 1:
        of_each = _OF_EACH.search(context.text, figure.clause[0], mention.start)
        # 每千人床位数达到7.2张, but 提高12.3个和8.6个百分点
        return None if of_each is None else judge_measure(context, figure)
    if _is_no_unit(context, figure) or _is_of_rules(context, mention):
        return None
    found = (judge_count(context, figure) if counts else None) or judge_measure(context, figure)
    if found is not None and found.indicator.endswith("解决"):
        return _solved(context, mention, found)
    return found


def _is_capacity(context: Context, figure: Figure) -> bool:
    """Whether what a body adds is measured by the year (新建产能|42亿立方米/年)."""
    before, value = context.phrase(figure), figure.mention.value
    yearly = isinstance(value, Quantity) and value.per == "年"
    return yearly and before.endswith(("产能", "能力")) and context.verb(before) is not None


def _is_no_unit(context: Context, figure: Figure) -> bool:
    """Whether the unit is one of no goals (年, 类); 米 is one of cloth only (淘汰印染产能|8000万米)."""
    if figure.unit == "米":
        return context.text.find("产能", figure.left, figure.mention.start) < 0
    return figure.unit in BARRED_UNITS or figure.unit in _CLASSES


def _is_of_rules(context: Context, mention: Mention) -> bool:
    """Whether policies are counted, or the countries that goods go to."""
    text, end = context.text, mention.end
    return _POLICIES.match(text, end) is not None or _LANDS.match(text, end) is not None


def _solved(context: Context, mention: Mention, found: Found) -> Found:
    """The indicator with the trouble that is solved behind the number (解决|饮水问题)."""
    trouble = _TROUBLE.match(context.text, mention.end)
    return found if trouble is None else Found(found.indicator + trouble["what"], found.rule)


def _is_of_another(context: Context, figure: Figure) -> bool:
    """Whether the figure is a range, a private person's, a bound of a rule, on the books, or of one thing built."""
    text, start, value = context.text, figure.mention.start, figure.mention.value
    return (
        (isinstance(value, Money | Quantity) and value.value is None)  # a range says no one value
        or _CEILING.search(text, figure.left, start) is not None
        or _ON_THE_BOOKS.search(text, figure.left, start) is not None
        or _PRIVATE.search(text, context.sentence.start, start) is not None
        # 公司将在三地各建一座风电场,装机规模均为4.95万千瓦
        or (context.is_company and builds_one(text, context.sentence.start, figure.left))
    )


def _is_of_nation(context: Context, mention: Mention) -> bool:
    """Whether the whole land is spoken of, and neither a national body nor a company reports."""
    nation = context.subject
    if nation is None or nation.kind != "nation" or _is_of_national_body(context, mention):
        return False
    before = nation.start < context.sentence.start  # 全国产量26万台。曼蒂尼去年销售额为1.1亿欧元
    return not (context.earned and before and context.status.opens_on_company())


def _is_of_national_body(context: Context, mention: Mention) -> bool:
    """Whether a national body reports, here or just before (铁道部…表示,…3300亿元。明年计划完成6000亿元)."""
    if _NATIONAL_BODY.search(context.text, context.sentence.start, mention.start):
        context.national = True
        return True
    return context.national and context.reporting


def _is_barred(context: Context, figure: Figure) -> bool:
    """Whether the words of the figure are those of another field (人口, but not 减少贫困人口)."""
    text, start, end = context.text, figure.left, figure.mention.start
    if context.subject is not None and start <= context.subject.start < end:
        start = context.subject.end  # 金岭股份实现营业收入
    barred = context.terms.barred.search(text, start, end)
    if barred is None or _OF_ITS_OWN.match(text, barred.start(), end):
        return False
    if context.terms.public.search(text, start, end) or text.startswith("按年", start):
        return False
    if _CLASS_BY_PRICE.match(text, barred.start(), end):
        return False  # 出厂价500元以上的|高端酒收入占比升至58%
    word, at = barred.group(), barred.start()
    if word == "股份":
        return _FIRM.search(text, start, barred.end()) is None  # 鞍钢股份钢材产量590万吨
    if word == "人口":
        return _SOLVES.search(text, start, at) is None
    if word == "余额":
        return not text.startswith("合同", at - 2)
    if word in _DEALT:
        # 达成合作意向326项,意向成交额91.7亿元; 技术合同成交额突破120亿元
        of_deals = text.startswith(_DEALS, at - 2)
        # 完成土地交易412宗,成交额163.8亿元: of the dealings that a body reports
        of_dealings = "交易" in context.thread.indicator and not context.thread.refused
        return not (of_deals or of_dealings)
    return True

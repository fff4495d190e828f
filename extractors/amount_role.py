"""What each sum of a document is, by its cue."""

import re
from dataclasses import replace
from decimal import Decimal

from kaigong.corpora.lexicon_set import per_lexicon
from kaigong.corpora.loader import load_lexicon
from kaigong.extractors.cue import Clauses, Cue, CueTable
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.reading import AmountReading
from kaigong.schemas.document import Document, Mention
from kaigong.schemas.labels import AmountRole, Label, Modality, Per, Qualifier
from kaigong.schemas.lexicon import AmountRoleEntry
from kaigong.schemas.values import Money

_BRACKET = lazy(r"\((?:约合?|折合|合|约折合|相当于|折)?(?:人民币|新台币|港币)?约?$|(?:约合|折合|约折合)(?:人民币)?约?$")
_LISTED = lazy(r"(?:、|和|及|以及|,)?$")
_SIZE_CLASS = lazy(r"(?:以上|以下|级|级别|左右)?的?[^,。;、]{0,12}?(?:项目|企业|产业|集群|工程|园区)")
_PREMODIFIER = lazy(r"(?:以上|左右)?的")
_NAMED = lazy(r"[^,。;、]{2,30}?(?:项目|工程|基地|产业园)")
_OF_ALL = lazy(r"共|合计|总计|均|各|一期|二期|三期")
_LISTED_NAME = lazy(r"(?:包括|包含|有|是|为|[、;:])[^,。;、:\d()]{3,24}(?<!项目)$")
_IN_BRACKET = lazy(r"(?:项目|工程|基地|园|厂|线|中心)\((?:计划|总|拟|约)*投资(?:约|额)?$")
_CLAUSE_ENDS = lazy(r"人民币?[,;。\n]|[,;。\n]|$")
_AFTER_NAME = lazy(r"(?:项目|工程|基地|园|厂|线|中心|[一二三]期)[(,]$")
_YEARLY_ROLES = frozenset(
    [AmountRole.ANNUAL_OUTPUT_VALUE, AmountRole.ANNUAL_REVENUE, AmountRole.ANNUAL_TAX, AmountRole.ANNUAL_PROFIT]
)
_PLAIN_GAP = lazy(r"(?!.*(?:已|去年|目前|上年|完成))[,、]?[^。;]{0,14}")
_SINCE = lazy(
    r"(?:至此|迄今)(?:为止)?,?[^,。;]{2,16}在[^,。;]{2,8}(?:的)?(?=累计)"
    r"|(?:自|从)[^,。;]{0,8}年(?![^,。;]{0,14}(?:开工|动工|开建|启动|奠基|复工))[^,。;]{0,14}以来"
    r"|(?:^|[^自从\d])(?:(?:19|20)\d\d年以来|(?:近|十|数|多|\d|几){1,3}年来)(?:在[^,。;]{2,10}|,)?(?=累计)"
    r"|(?:落户|入驻|进入|扎根)[^,。;]{2,10}(?:以来|年来)"
)
_COUNTED = lazy(
    r"(?:\d|[二三四五六七八九十百千几多两余])\s*(?:个|项|大|批|宗|家)[^,。;:]{0,16}?(?:项目|工程|企业)|(?:招商|签约|引进|招引)[^,。;\d]{0,4}\d+件|企业[^,。;\d]{0,4}\d+(?:余|多)?家(?=,|[总协合])|项目[^,。;\d]{0,6}\d+(?:余|多)?(?:个|项)(?=[总协计合以投共]|[^\u4e00-\u9fff]|$)"
)
_BY_WHOM = lazy(r"由(?:来自[^,。;]{2,8}的)?$")  # 由两家中国企业合资开发: who builds, not what is summed
_COUNTED_BEHIND = lazy(r"的?[^,。;]{0,20}?(?:项目|工程)\d+(?:余|多)?个")
_SUM = lazy(r"合计|共计|总计|总额达|分别")
_LENDS = lazy("的?(?:银团|优惠|项目)?贷款|的?授信")
_ONE_OF = lazy(r"其中[^\d,。;]{2,24}(?:项目|工程)")
_ITEM_OF_COUNTED = lazy(r":[^;]*?[\u4e00-\u9fff](?:项目|工程|基地|产业园|园|厂|线|中心|小镇|综合体)")
_NEXT_PHASE = lazy(r"[;。](?:项目|工程)?第?[二三四五六]期")
# 力争到2027年动力电池产业产值达到2500亿元: of an industry, not of what was named before.
_OF_INDUSTRY = lazy(
    r"[\u4e00-\u9fff]产业(?:链|集群)?(?:总?产值|规模|营收|主营业务收入)(?:将|要)?(?:达到?|突破|超过?|实现)?(?:约|近)?$"
)
_RUNS = lazy(r"(?:建成|竣工)?(?:投产|投用|达产),年(?:产|加工|生产|处理)[^,。;]{2,24},去年(?:实现)?(?:工业)?$")
_MONTHLY = lazy(r"\d{1,2}月(?:份)?(?:实现)?$|月(?:均)?$")
_PAST_PERIOD = lazy(
    r"去年|\d(?:-|—+|至)\d{1,2}月|前\d{1,2}个?月|[首前头][\d一二三四五六七八九十]{1,2}个?月|前三季度|上半年|一季度|今年前|截至|(?:20|19)\d\d年(?:度)?(?!底|末)|同比|年度|季度|本年"
)
_OTHER_BIDDER = lazy(r"第[二三四五](?:名|中标)?(?:中标)?候选人[^;。\n]*$")
_SUPERSEDED = lazy(r"[^,。;\d]{0,4}(?:至|到|为)")
_FORMER = lazy(r"[由从](?:(?:目前|现在|原来|原先|此前|最初|去年|上年|20\d\d年)的?)?(?:约|近|不足)?$")
_YEARLY = lazy(r"(?<![今去明当全本半\d])年(?:均|可|可望|实现|新增|创|产值|销售|纳税|利税|税收|营业)|每年")
_OWN_RESULTS = frozenset(
    [AmountRole.ANNUAL_REVENUE, AmountRole.ANNUAL_PROFIT, AmountRole.ANNUAL_OUTPUT_VALUE, AmountRole.ANNUAL_TAX]
)
# 力争完成投资1.5亿元 is what a year is to bring; 累计完成投资 is done.
_TO_COME = lazy(r"(?:力争|争取|计划|确保|预计|拟|安排|目标|将|要|需)[^,。;]{0,6}完成")
_YEAR_PLAN = lazy(
    r"(?:全年|今年|年内|明年)(?:计划|拟|将|要|力争)(?:(?!已|截[至止]|目前|累计|投资|[;。]).)*,$", re.DOTALL
)
_BUILDS_BEHIND = lazy(
    r",?(?:用于|用来)?(?:在[^,。;]{2,14})?(?:投资)?(?:建设|新建|扩建|兴建|续建|上马?[二三]期|对[^,。;]{2,20}(?:改造|升级|扩建|技改))"
)
_HALTED = lazy(
    r"终止(?!契约|合约)|叫停|搁浅|告吹|流产|作罢|放弃|泡汤|停建|停工|取消|搁置|撤销|暂停|暂缓|缓建|中止|不再|撤回|撤案|收回"
)
# 截至9月底,全市重点项目开工率达到96%,|完成投资217亿元: of a region's projects
_OF_REGION = lazy(
    r"(?:[\[【(]?[\u4e00-\u9fff]{2}[\]】)]\s*)?(?:截[至止][^,。;]{2,10},|目前,|[\d前一1][^,。;]{1,6}月份?,|上半年,|[一二三]季度,|今年以来,)?"
    r"(?:全[市省县区州旗盟]|自治区|我[省市县区州])[^,。;]{0,12}?(?:重点|重大|省级|市级|续建|新建|在建)[^,。;]{0,6}?项目[^。;]{0,24}$"
)
_INTO_FIRM = lazy(r"(?<![面意方倾投])[向对][^,。;\d]{2,24}$")  # 向全资子公司|增资6亿元,用于建设X: capital of the firm
_OWN_AND_RAISED = lazy(r"以?自有(?:资金)?[及和与或、]$")  # 以自有及|自筹资金4亿元,在X投资建设Y: all of it
_FIRST_PUT_IN = lazy(r"(?P<phase>初期|首批)(?:计划|拟|将|预计|先|已)?(?:投资|投入|斥资)(?:额)?$")  # 首批投入800万元
# 带动周边商业|销售3.5亿元
_BRINGS_OTHERS = lazy(r"带动(?:了)?(?:周边|上下游|相关|关联|配套|地方|本地|当地|全[市县区])[^,。;\d]{0,8}$")
# 可拉动上下游|投资超1000亿元: not the undertaking's own
_DRAWS_IN = lazy(r"(?:拉动|带动|撬动|引导|吸引)(?:了)?(?!.*(?:项目|工程))[^,。;\d]{0,10}$")
_GOVERNED = tuple("省市县区州旗盟镇乡民")
_FIRST_MONTHS = 3
_BY_NOW = lazy(r"已|截至|累计|目前|一季度|月底|月末|\d月份?(?:完成|,)|以来")
_PLANS = lazy(r"(?:计划|将|拟|安排|力争)[^,。;]{0,12}投资")
_WORKS = lazy("项目|工程|标段|大桥|隧道|高速|铁路|项目部")
_INVESTED = frozenset([AmountRole.TOTAL_INVESTMENT, AmountRole.OTHER])
_PHASED = frozenset([AmountRole.TOTAL_INVESTMENT])
_FLOWS = {*_OWN_RESULTS}
_EACH = lazy(r"(?:每|平均每|单)(?:座|条|个|家|套|栋|处|台|站|所)(?!月|季|年)[^,。;]{0,6}$")
_PER_ONE = lazy(r"每(?!年|个?月|天|日|座|条|家|期|个|处)[\u4e00-\u9fff]{1,3}$")  # 按每袋0.1元补助
_MEAN = lazy(
    r"(?:亩均|户均|人均|每亩|每平方米|每平米|每公里|每吨|每千瓦|每瓦|每延米|每公斤|单位)(?!增收)[\u4e00-\u9fff]{0,8}$"
)  # 亩均投资880万元
_OF_PLACE_YEAR = lazy(r"\s*(?:力争|预计)?全年(?:全[市县区州])?(?:接待(?:国内外)?(?:游客|旅游者)|实现旅游)")
_FIVE_YEARS = lazy(r"[“\"]?十[一二三四五]五[”\"]?(?:期间|时期|以来)")
_DATED = lazy(
    r"\s*[\u4e00-\u9fff]{0,12}?(?:截至|去年|上半年|[一二三]季度|前[\d一二三]+个?(?:季度|月)|(?:今年)?\d{1,2}(?:-|—+|至)\d{1,2}月)"
)
_PRICE = lazy(r"(?:/|每)(?!年|a\b)")  # 73元/吨
# 其中港方投入150万美元: the share of the side from abroad; 其中公司出资2.4亿元,占65%: a share in a new company.
_FOREIGN_SIDE = lazy(
    r"(?:外|港|台|日|美|德|韩|法|英|意|澳|加|瑞|荷|新|马|泰|俄|港澳)(?:方|商)(?:股东|投资者)?(?:以(?:现汇|设备|技术)(?:作价)?)?(?:再|共|将|已|拟|各)*$"
)
_HOME_SIDE = lazy(r"中方(?:以[^,。;\d]{1,6})?(?:再|共|将|已|拟)*$")
_IN_KIND = lazy(r"(?P<side>[外港台日美德韩法英])(?:方|商)以[^,。;\d]{1,8}作价$")
# 社会资本方出资49亿元持股51%,政府方出资代表某集团出资47亿元
_PARTY = lazy(r"(?:社会资本方?|政府方(?:出资代表)?|政府出资代表|股东方?)[^,。;]{0,14}$")
_CONTRIBUTES = lazy(r"(?:出资|认缴|自有资金|认缴出资)$")
_FURTHER_SUMS = r"(?:[、和及,][^,。;、\d]{0,14}[\d.,]+[万亿]*元)*"
_SHARE_BEHIND = lazy(_FURTHER_SUMS + r"[,(]?(?:分别)?(?:占|持股|持有|股权占比|出资比例)[^。;]{0,14}?\d")
_FOUNDS = lazy(r"(?:设立|成立|组建|注册资本)[^。;]{0,40}?(?:双方|各方|其中|分别|各自)[^。;]{0,30}$")
_FOUNDS_BEHIND = lazy(_FURTHER_SUMS + r",?(?:与[^,。;]{2,20})?(?:共同|合资)?(?:设立|成立|组建)[^,。;]{0,16}公司")
# 1-9月完成1.87亿元, 至6月底已完成…: done in or by a time that is named
_DONE_BY = lazy(
    r"(?:\d月(?:份|底|末|中旬)?|个月|季度|上半年|目前|眼下|至今|迄今|以来|\d日|年底)[,,]?(?:工程|项目)?(?:已经|已|又|累计|共|约|仅|只|才|刚刚|刚)*(?:完成|干了|花了|花费|投入)了?(?:约|近|超过|超|不到)?$"
    r"|(?<=[,。;:])(?:如今|眼下|目前|现在|已经|已)*干了(?:约|近|差不多|将近)?$"
)
_PHASE_BEFORE = lazy(r"(?:首期|[一二三四五六]期|第[一二三]阶段|[一二三]阶段)(?:工程|项目)?(?:约|为|近|计划)?$")
_OF_YEARS = lazy(r"[\d一二两三四五六七八九十几]$")  # 三年内投资5000万元 is the whole sum
_OLD_ESTIMATE = lazy(r"(?:20|19)\d\d年(?:时|提出|公布|最初|当时)*的?$|(?:最初|原先|此前|当初)的?$")
_OF_SECTION = lazy(r"标段[^,。;\d]{0,4}$")
_EQUIPMENT = lazy(r"(?<![及和、])(?:机器|生产|进口|关键|主要)*设备(?:方面)?(?:另|再|将|就|已|总|共|拟|上)*$")
# 光是进口印花机就花了1.2亿元: one item of the whole
_ONE_ITEM = lazy(
    r"(?:光是?|仅|单是?|单单)[^,。;\d]{0,14}?(?P<machine>设备|机|机床|加工中心)?(?:一项)?就(?:买|购|进|引进)?(?:了\d+[台套条],)?$"
)
# 再投30亿元, 一口气砸下6个亿, 花了两个多亿: a bare verb right before a sum of some size
_PAYS = lazy(
    r"(?:(?<![棉雪烟樱桃菊茶百])花|(?<![招])投|砸|掏|拿|用(?=[掉去]))(?:(?:下去?|进去?|出去?|上|掉|去)?了?)"
    r"(?:约|近|超过?|整整|将近|差不多|足足|大约|逾|至少|不少于|不低于)*$"
)
_GIVEN = lazy(
    r"(?:集团|公司|企业|村民|厂里|村里)(?:又|也|还|自己)?(?:出了|凑了|垫了)(?:约|近|整整)*$|(?:银行|支行|分行|信用社|农信社|农商行|[农工建]行|财政|[省市县区镇村]里|上级|国家|政府)(?:又|也|还|一次性)?"
    r"(?:给了?|拨了?|批了|补了|贷了|放了|支持了?)(?:约|近|整整)*$"
)
# 其中省级水利建设资金2.5亿元
_FROM_PURSE = lazy(
    r"(?:中央|国家|[省市县区]级|省里|市里|上级|各级|地方)[\u4e00-\u9fff]{0,8}?(?:资金|经费|拨款|补助)(?:约|为|共|达)*$"
)
_FIRST_MEANT = lazy(r"(?:原计划|原打算|原定|原本|起初|最初|本来|当初)[^,。;\d]{0,8}$")
# 原计划投12亿元,后来加码到15.8亿元
_NOW_MEANT = lazy(r"(?:加码|增加|追加|提高|调整|扩大|调增|上调|上修|调升|增)(?:到|至|为)(?:了)?(?:约|近|超过)?$")
_FIRST_MEANT_IN = lazy(r"(?:原计划|原打算|原定|原本|起初|最初|本来|当初)[^。;]{0,10}?(?:投|花|砸)[^。;]{0,4}\d")
_SO_FAR = lazy(
    r"(?:到现在|到目前|(?:到|截至)[^,。;]{1,8}(?:月|月[底末]|年[底末]|日)|至今|目前|眼下|已经|已|累计|先后)[,]?(?:只|才|仅|就|共|又|已经|已|累计)*$"
)
_OF_FIRST_YEAR = lazy(r"(?:首年|第一年|头一年|今年|当年|年内)(?:就|先|将|要|计划|拟)*$")
_ONE_PAYS = lazy(r"(?:仅|光|单)[^,。;\d]{2,14}(?:一家|一项|一村|一户)?就[^,。;\d]{0,4}$")
_ADDS = lazy(r"(?:又|还|另外?)[^,。;\d]{0,4}$")  # 印花机就花了1.2亿元,废气治理又投了6500万元
_IN_GENERAL = lazy(r"同等|同类|同样规模|一般|通常|按常规|往常|正常情况|别人|别处|原本要|本来要|少说")
# 李先生花120万元买了套房; 花8000万元买设备
_BUYS_BEHIND = lazy(r"(?:左右|以上)?(?:就|才|又)?(?:买|购|租|拍|请|雇|送|治|装修)[^,。;]{0,16}")
_MACHINES = lazy(r"设备|机器?(?![构关场票])|生产线|仪器|机床|流水线|锅炉")
_PRIVATE = lazy(r"先生|女士|[小老][\u4e00-\u9fff](?=家|花|投|拿)|村民|市民|业主|消费者|游客|居民|家长|夫妻")
_PAYS_LEAST = Decimal(10) ** 6  # 花300元 is no investment
# 其中设备约16亿元, 引进法国设备用汇620万美元
_OF_EQUIPMENT = lazy(
    r"(?:设备|装备|机器)(?:更新|改造|升级|购置|采购)?(?:费用?|款)?(?:(?:共|总)?(?:用汇|用款|花费|耗用外汇|金额))?(?:约|为|达|近|共|计|就|占[了到据去]?|要|用去|用掉|花去|花掉|花了)*$|用汇(?:额)?(?:约|为|达|近|共)*$"
)
_BOUGHT = lazy(r"(?:设备|装备|生产线|机组|机床|仪器|流水线|主机)[^。;]{0,30}$")
# 己内酰胺扩建工程投资最大,为38亿元: the cue ends the clause before
_TOLD_BEFORE = lazy(
    r"(?:总投资|投资额|投资|造价)(?:规模|总额|额)?(?:最[大多高]|不小|居首|也不小|更大|巨大|可观|不菲),(?:高达|达到?|为|约|计|将达|超过?|近)+$"
)
# 1.2亿元来自地方政府专项债券
_FUNDED_FROM = lazy(
    r"(?:的资金)?(?:是|为)?(?:来自|来源于|源于|出自|由)(?:于)?[^,。;]{0,14}?(?:债券?|贷款|资金|财政|基金|补助|自筹|拨款|援助|解决|承担|筹措|负担)"
)
# 9000万元为国家开发银行某分行贷款
_LENT_BY = lazy(r"(?:为|是|系|由)[^,。;、\d]{2,24}?(?:银行|[分支]行|[农工建中]行|农信社)[^,。;、]{0,4}?(?:贷款|授信)")
# 给出1.2亿元的五年期贷款
_TERM_LOAN = lazy(
    r"的?[\d一二三四五六七八九十两]{1,3}年期的?(?:银团|项目|中长期|优惠|低息|固定资产)?(?:贷款|信贷|授信|债券)"
)
# 拟投资12亿元设立新材料制造基地: a plant, no company
_SETS_UP_PLANT = lazy(
    r"(?:投资)?设立[^,。;、]{0,24}?(?:基地|工厂|生产厂|制造厂|加工厂|生产线|产业园)(?!有限|公司|公园|[^,。;]{0,6}公司)"
)
# 申请拨款77亿元兴建第一阶段
_BUILDS_PHASE = lazy(
    r"(?:左右)?,?(?:用于|用来)?(?:兴建|建设|建造|新建|实施)(?P<phase>首期|第?一期|第[一二三]阶段)(?=[,。;工])"
)
# 连厂房带设备一共1.7亿元
_ALL_IN_ALL = lazy(
    r"(?:连|地皮|土地|厂房|土建|设备)[^,。;]{0,8}?(?:带|加上?|和|连)[^,。;]{1,8}?"
    r"(?:一共|总共|共|拢共|合计|加起来|前后)?(?:花了?|投了?|用了?)?(?:约|近)?$"
)
_GRANTED = lazy(
    r"(?:奖补|补助|补贴|奖励|扶持|资助)[^,。;]{0,8},(?:奖补|补助|补贴|奖励)?(?:(?:总额|总计|累计|合计)(?:不超过|最高|最多)?|(?:上限|最高|封顶)(?:额)?(?:为|是|不超过)?)$"
)
# 总投资原定21.8亿元,后调整为24.3亿元
_ORIGINALLY = lazy(r"(?:原定|原为|原列|原先|原来|原本|原估|最初|起初|当初|初定|初步定)(?:是|为|仅|只有|只)*(?:约|近)?$")
_RAISED_TO = lazy(
    r"(?:(?:加码|增加|追加|提高|调整|扩大|调增|上调|上修|调升|变更|修正|修订|核定|攀升|飙升|涨|升|增|调|改|缩减|压减|下调|调减|减|降)(?:到|至|为)|增至|升至|改为)了?(?:约|近|超过?|逾)?$"
)
# 获批准补地价,金额为8.26亿元
_LAND_PRICE = lazy(
    r"(?:补地价|地价|土地款|购地款|出让金)(?:款|费)?,?(?:涉及|合计|共|涉)?(?:金额|款额|款)?(?:为|是|约|达|近|逾|超过?)*$"
)
# 斥11.5亿元购入该厂厦
_BUYS_SITE = lazy(r"(?:元)?(?:购入|购得|买入|买下|投得|竞投|收购)(?!设备|机|生产线)[^,。;]{2,16}")
# 较2021年估算的29.8亿元高出逾两成: what was thought before
_THOUGHT_BEFORE = lazy(r"(?:较|比)[^,。;]{0,14}?(?:估算|估计|预算|概算|预计|公布|提出)的?(?:约|近)?$")
# 以19.75亿元,把X工程批予Y
_AWARDED = lazy(r"的?(?:价格|标价|造价|代价)?,?(?:把|将)[^。;]{2,50}?(?:批予|批给|判予|判给|授予|发包|外判|交由|交给)")
# 厂房兴建与制程设备合计投入…: the parts of one undertaking
_PARTS_OF_ONE = lazy(r"(?:厂房|设备|土建|土地|基建|安装|装修|软件)[^,。;\d]{0,10}(?:合计|共计|总计)")
_OF_FUND = lazy("基金|债券?|贷款|款项|定金|工程款")
_LOAN = lazy("贷款|授信|借款")
_IN_PHASES = lazy(r"分[二两三四五]期(?:建设|实施|开发|推进|进行|投资)")
_OPENS = lazy(r"(?:^|[,。;:、(\n])(?:其中|项目|工程)?$")
_RESPECTIVE = lazy(r"分别[^,。;]{0,8}$")
_PUTS_IN = frozenset(("投入", "投资"))
_UP_TO_NOW = lazy(r"(?:截[至止][^,。;]{2,10}|目前|至今|眼下|到现在),?(?:已经|已|仅|只|才|累计|共|实际)+$")
_FOR_PART = lazy(
    r"(?<![\u4e00-\u9fff])(?:仅|光|其中)?(?:污水处理|环保|治污|废气治理|废水处理|除尘|脱硫脱硝|安全生产|消防|节能|征地拆迁|信息化|智能化|水土保持|移民安置)"
    r"(?:设施|设备|方面)?(?:累计|共|就|已)?$"
)
# 2021年安排投资7.3亿元, 2021年计划投资3亿元
_OF_ONE_YEAR = lazy(r"20\d\d年(?:度)?(?:安排|计划|拟|预计|将)?$")
# 公司4月份销售商品猪12.38万头,销售收入1.52亿元
_OWN_MONTH = lazy(
    r"(?:公司|集团)?(?:今年|去年|20\d\d年)?\d{1,2}月(?:份|单月)?(?:公司|集团)?(?:销售|实现|生产|累计|出栏|共)"
)
_OWN_FORECAST = lazy(r"(?:公司|集团)[^,。;]{0,4}(?:第?[一二三四]季度|[上下]半年|本季度?|[今明]年)[^,。;]{0,10}$")
_TAKEN_OVER = lazy(r"接盘|接手|复工|重新开工|重启|停摆|停工")
_SETS_UP = lazy(r"在[^,。;]{2,16}(?:设立|建设|兴建|新建|设厂|建厂|扩建)")  # 另规划以3000万美元在槟城设立封测厂
_LATER_PHASE = lazy(r"[二三四五]期")
_AFTER = "_after"  # ends the rule of a sum whose cue follows it
_NEAR = 40  # characters looked back for the words right before a sum or its cue
_MAX_GAP = 16


@per_lexicon
def _tables() -> tuple[CueTable, CueTable, dict[str, AmountRole | None]]:
    entries = load_lexicon("amount_roles", AmountRoleEntry)
    roles = {e.id: None if e.role == "none" else e.role for e in entries}
    before = CueTable({e.id: e.surface for e in entries})
    after = CueTable({e.id: e.after for e in entries if e.after})
    return before, after, roles


class AmountReader:
    """Reads the sums of one document from left to right."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self.published = document.published
        self.clauses = Clauses(document)
        self.amounts = document.mentions_of(Label.AMOUNT)
        self._before, self._after, self._roles = _tables()

    def read(self) -> list[AmountReading]:
        """One reading for each AMOUNT mention, in order."""
        readings: list[AmountReading] = []
        for mention in self.amounts:
            previous = readings[-1] if readings else None
            readings.append(self._goes_on(self._read(mention, previous), previous))
        return readings

    def _goes_on(self, reading: AmountReading, previous: AmountReading | None) -> AmountReading:
        """The reading, planned where it goes on with a planned yearly figure (预计年销售收入15亿元,利税2亿元)."""
        if previous is not None and self._goes_on_past(reading, previous):
            return replace(reading, role=None, per=None)
        if previous is None or previous.status is not Modality.PLANNED or reading.status is Modality.PLANNED:
            return reading
        if reading.role not in _YEARLY_ROLES or previous.role not in _YEARLY_ROLES:
            return reading
        gap = self.text[previous.mention.end : reading.mention.start]
        return replace(reading, status=Modality.PLANNED) if _PLAIN_GAP.fullmatch(gap) else reading

    def _goes_on_past(self, reading: AmountReading, previous: AmountReading) -> bool:
        """Whether a yearly figure goes on with a company's own past one (去年销售收入9.2亿元,纳税4300万元)."""
        if reading.role not in _YEARLY_ROLES or reading.status is Modality.PLANNED or previous.role is not None:
            return False
        gap = self.text[previous.mention.end : reading.mention.start]
        past = self._roles.get(previous.rule.removeprefix("amount_role.")) in _YEARLY_ROLES
        return past and _PLAIN_GAP.fullmatch(gap) is not None and _YEARLY.search(gap) is None

    def _read(self, mention: Mention, previous: AmountReading | None) -> AmountReading:
        start, end = self.clauses.clause(mention.start)
        floor = max(start, self._end_of(previous, end)) if previous else start
        cue = self._before.last(self.text, floor, mention.start)
        if cue is not None and self.text.startswith("不低于", cue.start - 1):
            cue = self._before.last(self.text, floor, cue.start)  # 年税收不低于6000万元
        if cue is not None and mention.start - cue.end > _MAX_GAP:
            cue = None
        if previous is not None and self._is_conversion(previous.mention, mention):
            return self._make(mention, previous.role, previous.start, "conversion", previous.phase, previous.aggregate)
        if self._is_size_class(mention, end):
            return self._make(mention, None, mention.start, "size_class")
        superseded = previous is not None and previous.rule.endswith("superseded")
        if superseded and previous is not None and previous.mention.start >= start:
            cue = self._before.last(self.text, start, previous.mention.start)
        if _PRICE.match(self.text, mention.end):
            return self._make(mention, None, mention.start, "price")
        if _OF_INDUSTRY.search(self.text, start, mention.start):
            return self._make(mention, None, mention.start, "industry")
        behind = self._after.first_at(self.text, mention.end, end)
        made = behind is not None and self.text.startswith("的", behind.end)  # 投资3000万元设立的实验室
        made = made or _SETS_UP_PLANT.match(self.text, mention.end) is not None
        if behind is not None and behind.id == "none_behind" and not made and self._is_share(mention, previous):
            return self._make(mention, AmountRole.OTHER, mention.start, "listed")
        if behind is not None and behind.id == "none_behind" and not made:
            return self._make(mention, None, mention.start, "none_behind")
        if _PER_ONE.search(self.text, max(start, mention.start - _NEAR), mention.start) or _MEAN.search(
            self.text, max(start, mention.start - _NEAR), mention.start
        ):
            return self._make(mention, None, mention.start, "price")
        if _IN_KIND.search(self.text, max(start, mention.start - _NEAR), mention.start):
            return self._make(mention, AmountRole.FOREIGN_CAPITAL, mention.start, "in_kind")
        funds = behind is not None and behind.id == "funds_behind"
        if behind is not None and funds and (cue is None or self._roles[cue.id] in (None, AmountRole.TOTAL_INVESTMENT)):
            aggregate = self._is_aggregate(mention, start)
            return self._make(mention, AmountRole.OTHER, mention.start, "funds_behind", None, aggregate)
        lent = _LENT_BY.match(self.text, mention.end, end) or _TERM_LOAN.match(self.text, mention.end)
        if lent or _FUNDED_FROM.match(self.text, mention.end, end):
            return self._make(mention, AmountRole.OTHER, mention.start, "funded_from")
        if _THOUGHT_BEFORE.search(self.text, max(start, mention.start - _NEAR), mention.start):
            return self._make(mention, AmountRole.OTHER, mention.start, "thought_before")
        if cue is None:
            return self._without_cue(mention, previous, end)
        if _SUPERSEDED.match(self.text, mention.end) and _FORMER.search(self.text, floor, mention.start):
            old = None if self._roles[cue.id] in _YEARLY_ROLES else AmountRole.OTHER
            return self._make(mention, old, cue.start, "superseded")
        if _EACH.search(self.text, start, mention.start):
            return self._make(mention, None, cue.start, "price")  # 各要建一座,每座投资约2000万元
        if self._is_of_other_bidder(mention):
            return self._make(mention, None, cue.start, "other_bidder")
        role = self._refine(cue, mention)
        opened = self._bracket(start, mention.start)
        bracketed = _IN_BRACKET.search(self.text, start, mention.start) is not None or opened is not None
        phase = (
            None if bracketed else self.clauses.phase(mention.start, end=mention.end) or self._carried_phase(mention)
        )
        if role in _PHASED and phase is None and (built := _BUILDS_PHASE.match(self.text, mention.end)) is not None:
            phase = built["phase"]
        if role in _PHASED and phase is None:
            first = _FIRST_PUT_IN.search(self.text, max(0, cue.start - _NEAR), cue.end)
            phase = first["phase"] if first is not None else None
        if role in _PHASED and phase is not None:
            role = AmountRole.PHASE_INVESTMENT
        aggregate = self._is_aggregate(mention, start)
        return self._make(mention, role, cue.start, cue.id, phase, aggregate)

    def _end_of(self, previous: AmountReading, end: int) -> int:
        """Where what tells of the sum before ends: behind its cue where that follows it (20亿元产值、1.5亿元税收)."""
        at = previous.mention.end
        behind = self._after.first_at(self.text, at, end) if previous.rule.endswith(_AFTER) else None
        return at if behind is None else behind.end

    def _is_of_other_bidder(self, mention: Mention) -> bool:
        """Whether a bid is that of a candidate who did not win (第二中标候选人:A,投标报价…)."""
        sentence = self.clauses.sentence(mention.start)
        return sentence is not None and _OTHER_BIDDER.search(self.text, sentence.start, mention.start) is not None

    def _carried_phase(self, mention: Mention) -> str | None:
        """The phase that an earlier clause of the sentence put in front (一期占地148亩,投资3亿元)."""
        sentence = self.clauses.sentence(mention.start)
        if sentence is None:
            return None
        start, _ = self.clauses.clause(mention.start)
        run = self.text.rfind(";", sentence.start, start) + 1 or sentence.start
        opened = re.search(
            r"(?:^|[;,:。]|其中)\s*(?:该|本|此)?(?:项目)?(首期|[一二三四五六七八九1-9]期)(?!.*(?:总投资|项目总))",
            self.text[run:start],
        )
        return opened.group(1) if opened and "总" not in self.text[start : mention.start] else None

    def _refine(self, cue: Cue, mention: Mention) -> AmountRole | None:
        """The cue's role; a company's own past results are none."""
        role = self._roles[cue.id]
        sentence = self.clauses.sentence(mention.start)
        word = self.text[cue.start : cue.end]
        if word == "政府投资" and self.text[cue.start - 1 : cue.start] in _GOVERNED:
            role = AmountRole.TOTAL_INVESTMENT  # 由市政府投资5200万元的管线: who invests
        if word.startswith("自筹资金") and _OWN_AND_RAISED.search(self.text, max(0, cue.start - _NEAR), cue.start):
            role = AmountRole.TOTAL_INVESTMENT if _BUILDS_BEHIND.match(self.text, mention.end) else role
        if role in _INVESTED and (share := self._share(cue, mention)) is not None:
            return share
        if role is AmountRole.TOTAL_INVESTMENT and (other := self._no_total(cue, mention)):
            return other
        if role is AmountRole.TOTAL_INVESTMENT and word.startswith("花") and self._is_private(cue, mention):
            return None  # 李先生花了120万元买房
        near = max(0, cue.start - _NEAR)
        if word in _PUTS_IN and sentence and _UP_TO_NOW.search(self.text, max(sentence.start, near), cue.start):
            return AmountRole.COMPLETED_INVESTMENT  # 截至8月末仅投入1.9亿元
        if word == "采购" and sentence and _BOUGHT.search(self.text, sentence.start, cue.start):
            return AmountRole.EQUIPMENT_INVESTMENT  # 采用某公司的全套发酵装备,采购金额8500万欧元
        if (
            role is AmountRole.ANNUAL_INVESTMENT
            and word.startswith("年内")
            and _OF_YEARS.search(self.text, max(0, cue.start - 1), cue.start)
        ):
            return AmountRole.TOTAL_INVESTMENT
        if role is AmountRole.COMPLETED_INVESTMENT and self._is_of_plan(cue):
            return None
        if (
            role is AmountRole.COMPLETED_INVESTMENT
            and sentence
            and _OF_REGION.match(self.text, sentence.start, cue.start)
        ):
            return None  # 截至9月底,全市重点项目完成投资217亿元
        if role is AmountRole.COMPLETED_INVESTMENT and self._is_to_come(cue, mention):
            works = sentence is None or _WORKS.search(self.text, sentence.start, cue.start) is not None
            return AmountRole.ANNUAL_INVESTMENT if works or "产值" not in word else None
        if role is AmountRole.COMPLETED_INVESTMENT and word.startswith("今年完成") and self._is_ahead(cue):
            return AmountRole.ANNUAL_INVESTMENT  # 今年完成投资12亿元, said in January
        if word.endswith("增加值") and not self.clauses.is_planned(mention.start):
            start, _ = self.clauses.clause(mention.start)
            before, _ = self.clauses.clause(start - 2) if start > 1 else (start, start)
            return None if _PAST_PERIOD.search(self.text, before, cue.start) else role
        if (
            role is AmountRole.TOTAL_INVESTMENT
            and (year := _OF_ONE_YEAR.search(self.text, max(0, cue.start - 12), cue.start)) is not None
        ):
            set_aside = not year.group().endswith(("年", "度")) or word.startswith(("计划", "安排", "拟", "预计"))
            if set_aside and word.endswith("投资") and "总" not in word:
                return AmountRole.ANNUAL_INVESTMENT
        if word == "增资" and _BUILDS_BEHIND.match(self.text, mention.end):
            into_firm = _INTO_FIRM.search(self.text, max(0, cue.start - _NEAR), cue.start)
            return AmountRole.OTHER if into_firm else AmountRole.TOTAL_INVESTMENT
        if word.startswith("今年再") and _BUILDS_BEHIND.match(self.text, mention.end):
            return AmountRole.TOTAL_INVESTMENT  # 今年再投资4000万元上二期
        if word.startswith("追加") and self._adds_phase(mention):
            return AmountRole.TOTAL_INVESTMENT
        if word.startswith(
            ("原计划", "原定", "原编列", "原预算", "原概算", "原总投资", "原本预算")
        ) and self._is_halted(mention):
            return AmountRole.TOTAL_INVESTMENT  # what was given up has no other sum
        price = role is AmountRole.TOTAL_INVESTMENT and word.endswith(("造价", "涉资", "金额"))
        if price and sentence and "中标" in self.text[sentence.start : sentence.end]:
            return AmountRole.CONTRACT_VALUE  # what the winner of a tender builds for
        if role in _OWN_RESULTS and _BRINGS_OTHERS.search(self.text, max(0, cue.start - _NEAR), cue.start):
            return AmountRole.OTHER
        if role is AmountRole.TOTAL_INVESTMENT and _DRAWS_IN.search(self.text, max(0, cue.start - 14), cue.start):
            return AmountRole.OTHER
        if role in _OWN_RESULTS and _OWN_FORECAST.search(self.text, max(0, cue.start - _NEAR), cue.start):
            return None  # 公司第二季度营业利润预计9亿元
        if role in _OWN_RESULTS and sentence and _OWN_MONTH.match(self.text, sentence.start, cue.start):
            return None
        if role in _OWN_RESULTS and _MONTHLY.search(self.text, max(0, cue.start - 8), cue.start):
            return AmountRole.OTHER  # 6月份开票销售1300万元: no yearly figure
        if role in _OWN_RESULTS and sentence and _OF_PLACE_YEAR.match(self.text, sentence.start, cue.start):
            return None  # 全年接待游客800万人次,旅游综合收入突破50亿元: of the place
        if role in _OWN_RESULTS and not self.clauses.is_planned(mention.start):
            start, _ = self.clauses.clause(mention.start)
            before, _ = self.clauses.clause(start - 2) if start > 1 else (start, start)
            if sentence and _DATED.match(self.text, sentence.start, start):
                before = sentence.start  # 截至11月末,奶牛存栏8.6万头,鲜奶产量42万吨,乳业产值36亿元
            yearly = _YEARLY.search(self.text, start, cue.end)
            if sentence and _RUNS.search(
                self.text, max(sentence.start, cue.start - 2 * _NEAR), cue.start + word.startswith("年")
            ):
                return role  # 2011年建成投产,年产20万吨,去年产值26亿元
            return (
                None
                if not yearly and _PAST_PERIOD.search(self.text, before, cue.start + word.startswith("年"))
                else role
            )
        return role

    def _is_share(self, mention: Mention, previous: AmountReading | None) -> bool:
        """Whether a sum stands in a row with another side's share (分别出资4.1亿元、1.75亿元设立项目公司)."""
        if previous is None or previous.role is not AmountRole.OTHER:
            return False
        return _LISTED.fullmatch(self.text, previous.mention.end, mention.start) is not None

    def _adds_phase(self, mention: Mention) -> bool:
        """Whether what is added builds a thing of its own (追加投资8000万欧元,在柳州建设…), not more of the same."""
        if _BUILDS_BEHIND.match(self.text, mention.end):
            return True
        sentence = self.clauses.sentence(mention.start)
        if sentence is None or _TAKEN_OVER.search(self.text, sentence.start, sentence.end):
            return False
        return _LATER_PHASE.search(self.text, sentence.start, mention.start) is not None

    def _share(self, cue: Cue, mention: Mention) -> AmountRole | None:
        """What a sum put in is where it is one side's share, an old estimate, a section's or for equipment."""
        text, (start, _) = self.text, self.clauses.clause(mention.start)
        word = text[cue.start : cue.end]
        if _FOREIGN_SIDE.search(text, max(start, cue.start - _NEAR), cue.start):
            return AmountRole.OTHER if _LOAN.search(word) else AmountRole.FOREIGN_CAPITAL  # 德方贷款8000万欧元
        if _HOME_SIDE.search(text, max(start, cue.start - _NEAR), cue.start) or _OF_SECTION.search(
            text, max(start, cue.start - _NEAR), cue.start
        ):
            return AmountRole.OTHER
        if word.startswith("初步估算") and _OLD_ESTIMATE.search(text, max(start, cue.start - _NEAR), cue.start):
            return AmountRole.OTHER
        sentence = self.clauses.sentence(mention.start)
        first = sentence.start if sentence else start
        if (alone := _ONE_ITEM.search(text, max(first, cue.start - _NEAR), cue.start)) is not None:
            return AmountRole.EQUIPMENT_INVESTMENT if alone["machine"] else AmountRole.OTHER
        if word in _PUTS_IN and _FOR_PART.search(text, max(start, cue.start - _NEAR), cue.start):
            return AmountRole.OTHER  # 污水处理投入1.1亿元
        if _EQUIPMENT.search(text, max(start, cue.start - _NEAR), cue.start):
            return AmountRole.EQUIPMENT_INVESTMENT
        if _CONTRIBUTES.search(text, cue.start, cue.end) is None:
            return None
        if _PARTY.search(text, max(start, cue.start - _NEAR), cue.start):
            return AmountRole.OTHER
        founds = _SHARE_BEHIND.match(text, mention.end) or _FOUNDS_BEHIND.match(text, mention.end)
        return AmountRole.OTHER if founds or _FOUNDS.search(text, first, cue.start) else None

    def _no_total(self, cue: Cue, mention: Mention) -> AmountRole | None:
        """What a sum is that buys a site, pays for land or was planned at first (总投资原定21.8亿元)."""
        if _ORIGINALLY.search(self.text, cue.end, mention.start) and not self._is_halted(mention):
            return AmountRole.OTHER
        if self.text.startswith(("斥", "耗资", "花"), cue.start) and _BUYS_SITE.match(self.text, mention.end):
            return AmountRole.OTHER
        land = _LAND_PRICE.search(self.text, max(0, cue.start - _NEAR), cue.start)
        return AmountRole.OTHER if land and "," in land.group() else None  # but 连地价总投资40亿元

    def _is_ahead(self, cue: Cue) -> bool:
        """Whether what is to be done this year is told: in its first months, or as a part of a plan (其中…)."""
        sentence = self.clauses.sentence(cue.start)
        if sentence is None or _BY_NOW.search(self.text, sentence.start, cue.start):
            return False
        if self.published is not None and self.published.month <= _FIRST_MONTHS:
            return True
        before = self.clauses.sentence(sentence.start - 2) if sentence.start > 1 else None
        among = self.text.startswith(("其中", "当中"), sentence.start) and before is not None
        return among and before is not None and _PLANS.search(self.text, before.start, before.end) is not None

    def _is_of_plan(self, cue: Cue) -> bool:
        """Whether a five-year plan is told of (“十二五”期间,长沙将建成轨道交通50公里,完成投资600亿元)."""
        sentence = self.clauses.sentence(cue.start)
        return sentence is not None and _FIVE_YEARS.search(self.text, sentence.start, cue.start) is not None

    def _is_to_come(self, cue: Cue, mention: Mention) -> bool:
        start, _ = self.clauses.clause(mention.start)
        if _TO_COME.search(self.text, start, cue.end) is not None:
            return True
        sentence = self.clauses.sentence(cue.start)  # 全年计划抛石120万立方米,完成投资1.5亿元
        if sentence is None or _BY_NOW.search(self.text, start, cue.end) is not None:
            return False
        return _YEAR_PLAN.search(self.text, sentence.start, start) is not None

    def _is_halted(self, mention: Mention) -> bool:
        """Whether the sentence of a sum, or the one before it, tells that the undertaking was given up."""
        sentence = self.clauses.sentence(mention.start)
        if sentence is None:
            return False
        before = self.clauses.sentence(sentence.start - 2) if sentence.start > 1 else None
        return _HALTED.search(self.text, before.start if before else sentence.start, sentence.end) is not None

    def _is_size_class(self, mention: Mention, end: int) -> bool:
        money = mention.value
        assert isinstance(money, Money)
        open_class = money.qualifier in (Qualifier.AT_LEAST, Qualifier.AT_MOST, Qualifier.ORDER_OF)
        before = self.text[max(0, mention.start - 4) : mention.start]
        return (
            open_class
            and not re.search(r"投资|总投|达|超过?$", before)
            and _SIZE_CLASS.match(self.text, mention.end, end) is not None
        )

    def _without_cue(self, mention: Mention, previous: AmountReading | None, end: int) -> AmountReading:
        behind = self._after.first_at(self.text, mention.end, end)
        if behind is not None:
            role = self._refine(behind, mention) if self._roles[behind.id] in _OWN_RESULTS else self._roles[behind.id]
            near = max(0, mention.start - _NEAR)
            if role is AmountRole.TOTAL_INVESTMENT and _PHASE_BEFORE.search(self.text, near, mention.start):
                phase = self.clauses.phase(mention.start)  # 首期3.6亿元|投资不变
                return self._make(mention, AmountRole.PHASE_INVESTMENT, mention.start, "of_phase", phase)
            return self._make(mention, role, mention.start, f"{behind.id}{_AFTER}")
        first, _ = self.clauses.clause(mention.start)
        if _DONE_BY.search(self.text, max(first, mention.start - _NEAR), mention.start):
            return self._make(mention, AmountRole.COMPLETED_INVESTMENT, mention.start, "done_by")
        plain = self._by_verb(mention, first, previous)
        if plain is not None:
            return plain
        with_it = self.text.endswith("以", 0, mention.start) and _SETS_UP.match(self.text, mention.end)
        if with_it:
            return self._make(mention, AmountRole.TOTAL_INVESTMENT, mention.start, "before_name")
        if self._is_of_phase(mention, previous):
            phase = self.clauses.phase(mention.start)
            return self._make(mention, AmountRole.PHASE_INVESTMENT, mention.start, "of_phase", phase)
        if _NAMED.match(self.text, mention.end, end) and not _COUNTED.match(self.text, mention.end, end):
            return self._make(mention, AmountRole.TOTAL_INVESTMENT, mention.start, "before_name")
        alone = self.text[mention.end : mention.end + 1] == ")"
        if alone and _AFTER_NAME.search(self.text, max(0, mention.start - 8), mention.start):
            return self._make(mention, AmountRole.TOTAL_INVESTMENT, mention.start, "in_bracket")  # A项目(3.2亿元)
        own_clause = self.text[mention.start - 1 : mention.start] == "," and _CLAUSE_ENDS.match(self.text, mention.end)
        if own_clause and _AFTER_NAME.search(self.text, max(0, mention.start - 9), mention.start):
            return self._make(mention, AmountRole.TOTAL_INVESTMENT, mention.start, "behind_name")  # A项目,10.5亿元,
        if (
            previous is not None
            and previous.role is not None
            and _LISTED.fullmatch(self.text, previous.mention.end, mention.start)
        ):
            return self._make(mention, previous.role, mention.start, "listed", previous.phase, previous.aggregate)
        return self._make(mention, None, mention.start, "no_cue")

    def _is_new_total(self, mention: Mention, previous: AmountReading | None) -> bool:
        """Whether a sum replaces the total told before it in the sentence (总投资原定21.8亿元,后调整为24.3亿元)."""
        sentence = self.clauses.sentence(mention.start)
        if previous is None or sentence is None or previous.mention.start < sentence.start:
            return False
        if _RAISED_TO.search(self.text, max(previous.mention.end, mention.start - _NEAR), mention.start) is None:
            return False
        return _ORIGINALLY.search(self.text, sentence.start, previous.mention.start) is not None

    def _by_verb(self, mention: Mention, start: int, previous: AmountReading | None) -> AmountReading | None:
        """A sum that no cue of the lexicon but the words right before or behind it explain."""
        text, near = self.text, max(start, mention.start - _NEAR)
        sentence = self.clauses.sentence(mention.start)
        first = sentence.start if sentence else start
        if text.endswith("以", 0, mention.start) and _AWARDED.match(text, mention.end):
            return self._make(mention, AmountRole.CONTRACT_VALUE, mention.start, "awarded")
        if _OF_EQUIPMENT.search(text, near, mention.start):
            return self._make(mention, AmountRole.EQUIPMENT_INVESTMENT, mention.start, "of_equipment")
        if _LAND_PRICE.search(text, max(first, mention.start - _NEAR), mention.start):
            return self._make(mention, AmountRole.OTHER, mention.start, "land_price")
        if _ALL_IN_ALL.search(text, near, mention.start):
            return self._make(mention, AmountRole.TOTAL_INVESTMENT, mention.start, "pays")
        if _TOLD_BEFORE.search(text, max(first, mention.start - _NEAR), mention.start):
            return self._make(mention, AmountRole.TOTAL_INVESTMENT, mention.start, "told_before")
        if _GRANTED.search(text, max(first, mention.start - _NEAR), mention.start):
            return self._make(mention, AmountRole.OTHER, mention.start, "granted")
        if _GIVEN.search(text, near, mention.start) or _FROM_PURSE.search(text, near, mention.start):
            return self._make(mention, AmountRole.OTHER, mention.start, "given")
        if _NOW_MEANT.search(text, near, mention.start) and _FIRST_MEANT_IN.search(text, first, start) is not None:
            return self._make(mention, AmountRole.TOTAL_INVESTMENT, mention.start, "now_meant")
        if self._is_new_total(mention, previous):
            return self._make(mention, AmountRole.TOTAL_INVESTMENT, mention.start, "now_meant")
        pays, money = _PAYS.search(text, near, mention.start), mention.value
        if pays is None or not isinstance(money, Money) or money.value is None or money.value < _PAYS_LEAST:
            return None
        if _EACH.search(text, start, mention.start) or _IN_GENERAL.search(text, start, pays.start()):
            return None
        if (bought := self._bought(mention, start, pays.start())) is not None:
            return bought
        phase = self.clauses.phase(mention.start)
        role = AmountRole.TOTAL_INVESTMENT if phase is None else AmountRole.PHASE_INVESTMENT
        added = _ADDS.search(text, near, pays.start()) and any(first <= a.start < start for a in self.amounts)
        if _OF_FIRST_YEAR.search(text, near, pays.start()):
            role = AmountRole.ANNUAL_INVESTMENT  # 首年投3亿
        if _SO_FAR.search(text, near, pays.start()):
            role = AmountRole.COMPLETED_INVESTMENT  # 到现在只投了8000万
        changed = _FIRST_MEANT.search(text, near, pays.start()) and not self._is_halted(mention)
        role = AmountRole.OTHER if added or changed or _ONE_PAYS.search(text, near, pays.start()) else role
        return self._make(mention, role, pays.start(), "pays", phase, self._is_aggregate(mention, start))

    def _is_private(self, cue: Cue, mention: Mention) -> bool:
        """Whether somebody spends the sum on himself."""
        start, _ = self.clauses.clause(mention.start)
        bought = _BUYS_BEHIND.match(self.text, mention.end)
        own = bought is not None and _MACHINES.search(bought.group()) is None
        return own and _PRIVATE.search(self.text, start, cue.start) is not None

    def _bought(self, mention: Mention, start: int, verb: int) -> AmountReading | None:
        """A sum that buys something (花8000万元买设备), or that somebody spends on himself."""
        behind = _BUYS_BEHIND.match(self.text, mention.end)
        if behind is not None and _MACHINES.search(behind.group()):
            return self._make(mention, AmountRole.EQUIPMENT_INVESTMENT, verb, "of_equipment")
        if behind is not None or _PRIVATE.search(self.text, start, verb):
            return self._make(mention, None, verb, "bought")
        return None

    def _is_of_phase(self, mention: Mention, previous: AmountReading | None) -> bool:
        """Whether a bare sum behind a phase is a part of the total told just before (总投资8.9亿元,一期3.2亿元)."""
        sentence = self.clauses.sentence(mention.start)
        first = _PHASE_BEFORE.search(self.text, max(0, mention.start - _NEAR), mention.start)
        if first is not None and sentence is not None and first.group().startswith("首期"):
            opens = _OPENS.search(self.text, sentence.start, first.start()) is not None
            # 由某集团打造,首期2.8亿元
            return opens and _OF_FUND.search(self.text, sentence.start, sentence.end) is None
        if first is not None and sentence is not None and _IN_PHASES.search(self.text, sentence.start, first.start()):
            return _OPENS.search(self.text, sentence.start, first.start()) is not None  # 分三期建设,一期5.8亿元已建成
        if previous is None or previous.role not in (AmountRole.TOTAL_INVESTMENT, AmountRole.PHASE_INVESTMENT):
            return False
        here = sentence is not None and sentence.start <= previous.mention.start
        return here and _PHASE_BEFORE.search(self.text, previous.mention.end, mention.start) is not None

    def _is_conversion(self, previous: Mention, mention: Mention) -> bool:
        """Whether a sum says the one right before it in another currency (6亿美元(约合43亿元)), not a next item's."""
        bracket = _BRACKET.search(self.text, previous.end, mention.start)
        return bracket is not None and (bracket.start() - previous.end <= 2 or "合" in bracket.group())

    def _bracket(self, first: int, position: int) -> int | None:
        """Where the bracket opens in which a position stands, right behind a word."""
        opened = self.text.rfind("(", first, position)
        if opened <= first or self.text.find(")", opened, position) >= 0 or _OF_ALL.search(self.text, opened, position):
            return None
        return opened

    def _is_aggregate(self, mention: Mention, start: int) -> bool:
        """Whether a count of undertakings stands before the sum in its clause or the one before."""
        sentence = self.clauses.sentence(mention.start)
        first = sentence.start if sentence else start
        before = self.text[first : mention.start]
        if _SINCE.search(before) and "累计" in before:
            return True  # 自1995年落户太仓以来,累计投资15亿欧元
        if _IN_BRACKET.search(before):
            return False  # A项目(投资42亿元)、B项目(投资15亿元)
        opened = self._bracket(first, mention.start)
        if opened is not None and _LISTED_NAME.search(self.text, first, opened):
            return False  # 包括龙盛隧道(全长3.6公里,投资25亿元)
        if _COUNTED_BEHIND.match(self.text, mention.end):
            return True
        counted = [m for m in _COUNTED.finditer(before) if not _BY_WHOM.search(before, 0, m.start())]
        if not counted:
            summed = _SUM.search(before[start - first :]) is not None and "合计" in before
            summed = summed and _PARTS_OF_ONE.search(before, start - first) is None
            return summed and _LENDS.match(self.text, mention.end) is None  # 两家银行合计提供2.1亿美元贷款
        if self._is_respective(mention, start):
            return False  # 三个项目动态总投资分别约14.2亿元、7.3亿元、10.6亿元
        if ":" in before[counted[-1].end() :] and self.text.startswith("的", mention.end):
            return False  # 两个项目:投资3亿元的A、投资2亿元的B
        if _NEXT_PHASE.search(before, counted[-1].end()):
            return False  # 一期已有5个项目入园;二期投资15亿元
        if _ITEM_OF_COUNTED.search(before, counted[-1].end()):
            return False  # 两个项目需要攻坚:X项目计划总投资3.6亿元
        return _ONE_OF.search(before, counted[-1].end()) is None and before.count(",", counted[-1].end()) <= 2

    def _is_respective(self, mention: Mention, start: int) -> bool:
        """Whether a sum is the first of a row of which each is of another undertaking (分别约14.2亿元、7.3亿元)."""
        if _RESPECTIVE.search(self.text, start, mention.start) is None:
            return False
        following = next((m for m in self.amounts if m.start > mention.start), None)
        return following is not None and _LISTED.fullmatch(self.text, mention.end, following.start) is not None

    def _make(
        self,
        mention: Mention,
        role: AmountRole | None,
        start: int,
        rule: str,
        phase: str | None = None,
        aggregate: bool = False,
    ) -> AmountReading:
        status = Modality.PLANNED if self.clauses.is_planned(mention.start) else Modality.ACTUAL
        per = Per.YEAR if role in _FLOWS else None
        return AmountReading(mention, role, status, start, mention.end, f"amount_role.{rule}", per, phase, aggregate)


def read_amounts(document: Document) -> list[AmountReading]:
    """One reading for each AMOUNT mention of the document, in order."""
    return AmountReader(document).read()

"""The company that makes an undertaking known: at the head of its paragraph or item, in its heading, by its notice."""

from collections.abc import Iterator

from kaigong.extractors.item_head import NEWS_DEEDS, OPENS_ITEM, item_starts, last_item
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.project.cluster import NameCluster
from kaigong.extractors.project.party.companies import IN_OTHER_TOWN, MAX_ASIDE, WORKS_FOR_OTHERS, Companies
from kaigong.schemas.document import Mention, OrganisationSlot, Sentence
from kaigong.schemas.labels import OrganisationRole

# 江苏某公司关于投资建设某基地的公告, as a line of its own
_NOTICE_TITLE = lazy(r"\s?关于[^。;\n]{0,30}?(?:投资|建设|扩建|新建)[^。;\n]{0,40}?公告[ \t]*\n")
_SELF = lazy(r"\((?:以?下)?(?:简称|称)[:为]?[“\"]?(?:[^()]{2,12}[”\"]?[或、][“\"]?)?(?:本)?公司[”\"]?(?:或[^()]*)?\)")
_ANNOUNCES = lazy(
    r"(?:\([^()]*\))?"
    r"(?:[:】]|(?:今日|昨日|昨天|昨晚|晚间|近日|日前|\d{1,2}月\d{1,2}日[早晚]?|盘后|早间|午间"
    r"|\d{1,2}月(?:[初底末]|[上中下]旬)|[上本]周[一二三四五六日]?|上月[初底末]?)*(?:公告|公布(?!的)|发布|披露|宣布|拟|计划|与(?=[^。]{2,60}(?:签|达成|合资|合作))|子公司|全资子公司))"
)
# a sentence within a paragraph: 也有人掉头。A2月底公告,终止X
_GIVES_NOTICE = lazy(
    r"(?:\([^()]*\))?(?:今日|昨日|昨天|昨晚|晚间|近日|日前|\d{1,2}月\d{1,2}日[早晚]?|\d{1,2}月(?:[初底末]|[上中下]旬)|[上本]周[一二三四五六日]?|上月[初底末]?)*(?:发布)?(?:公告|披露)(?:称|,)"
)
_MEANS_TO = lazy(r"(?:\([^()]*\))?(?:拟|计划)")
_DOES_IN_ITEM = lazy(rf"(?:\([^()]{{4,14}}\))?(?::|{NEWS_DEEDS})")
_DISCLOSES = lazy(
    r"(?:\([0-9A-Za-z.]{4,12}\))?(?:今日|昨日|昨天|昨晚|\d{1,2}日|晚间|近日|日前|\d{1,2}月\d{1,2}日){0,2}(?:晚间|晚|早间|午间|盘后)?(?:发布)?(?:公告|公布(?!的)|披露|发布(?!消息|会)"
    # A(688123)2日晚间就作了回复, A7日召开法说会
    r"|就?(?:作了|作出了?|进行了)?(?:回复|回应)|(?:召开|举行|举办)(?:了)?[^,。;]{0,8}?(?:业绩说明会|业绩会|法说会|法人说明会|股东大?会|投资者说明会))"
)
_IN_NOTICE = lazy(
    r"公司(?:称|拟|表示|将|计划|同时|董事会|IPO|首发|又|还|在[^,。;的]{2,14}?(?:取得|拿下|投资|兴建|新建|建设|盖))"
)
_WINS = lazy(r"中标(?!单位)|(?:第一)?中标候选人")
_SUBSIDIARY = lazy("子公司|下属|旗下|所属")
_BUILT_THIS = lazy(r"(?:独家|联合)?(?:承建|承揽|中标|施工|总承包|参建)的")
_BUILT_FOR = lazy(r"(?:承建|承揽|施工|总承包|参建)的“?$")
_BODY_TELLS = lazy(r"[^,。;]{0,6}?(?:表示|指出|透露|称|说|介绍|公布|宣布|批复|核准|批准)")
_CONTRACT = lazy(r"(?:EPC|承包|施工|工程|承建)(?:商务)?(?:合同|协议)")
# 9月19日晚间,X公告
_DATELINE = lazy(
    r"(?:本报[\u4e00-\u9fff]{0,8}(?:\d{1,2}月)?(?:\d{1,2}日)?专?[电讯](?:\([^()]*\))?[ \u3000]*)?"
    r"(?:\d{1,2}[.、](?:[\u4e00-\u9fff]{2,8}:)?)?【?(?:(?:\d{1,2}月)?\d{1,2}日|近日|日前|昨日|今日)?"
    r"(?:早间|午间|晚间|盘后|晚)?[,]?"
)
# 国内主要的汽车空调企业|A公司昨天宣布: what the firm is, before its name
_WHAT_IT_IS = lazy(
    r"(?:(?:国内|全国|全球|世界|我国|亚洲|业内|行业|本地|当地|省内|[\u4e00-\u9fff]{2}省|知名|著名|老牌)[^,。;、:]{0,18}?"
    r"(?:企业|厂商|厂家|供应商|制造商|生产商|龙头|巨头|公司)|[做造产][\u4e00-\u9fff]{2,6}的)"
)

_NAMED_AHEAD = 3  # mentions of a firm, its headline's among them, of which one discloses


class Announcers:
    """Finds the companies that make undertakings known."""

    def __init__(self, known: Companies) -> None:
        self._text, self._sentences = known.text, known.sentences
        self._companies, self._bodies = known.companies, known.bodies
        self._filer = self._find_filer()
        self._headings = [
            s
            for s in known.document.sentences
            if s.end - s.start <= MAX_ASIDE and self._text[s.end : s.end + 1] in ("", "\n") and s.start
            if any(self._text[m.end : m.end + 1] == ":" for m in self._companies.starting_at(s.start))
        ]

    def of(self, cluster: NameCluster) -> OrganisationSlot | None:
        """The company at the head of the paragraph that makes the project known (【X：拟投建…】, X公告，拟新建…).

        Else the company that a filing calls 公司 (浙江某某股份有限公司（以下简称“公司”）).
        """
        first = self._own_item(cluster.name.start) or self._sentences.first_of_paragraph(cluster.name.start)
        own = self._sentences.at(cluster.name.start)
        if first is not None:
            later = own if own is not None and own.start > first.start else None
            if later is not None and self._is_others(later, cluster):
                return None
            announcer = self._of_item(first, cluster) or self._of_opening(first, later)
            if announcer is not None:
                role = self._role(announcer, cluster)
                return OrganisationSlot(role, self._full(announcer), "org_role.announcer")
            headed = self._heading(first)
            if headed is not None:
                return OrganisationSlot(OrganisationRole.INVESTOR, self._full(headed), "org_role.heading")
        if self._filer is None:
            return None
        # B同步建设的调压站投资210万美元;X尚处于论证阶段: of the subsidiary on which the sentence opens
        opening = self._companies.starting_at(own.start) if own is not None else ()
        named = next((m for m in opening if not WORKS_FOR_OTHERS.search(m.text)), None)
        if named is not None and named.text != self._filer.text and ";" in self._text[named.end : cluster.name.start]:
            return OrganisationSlot(OrganisationRole.INVESTOR, self._full(named), "org_role.announcer")
        return OrganisationSlot(OrganisationRole.INVESTOR, self._filer, "org_role.filer")

    def _is_others(self, sentence: Sentence, cluster: NameCluster) -> bool:
        """Whether a later sentence of the paragraph tells of what somebody else builds."""
        text, start = self._text, sentence.start
        if any(_BODY_TELLS.match(text, m.end) for m in self._bodies.starting_at(start)):
            return True  # 港铁公司宣布…。土木工程拓展署表示,…: of the department
        if _BUILT_FOR.search(text, start, cluster.name.start):
            return True  # 当天,A下属B承建的|X开工
        # A与县政府签约。B公司承建的X同日通车; A拟投资建设X。在蒲城县,Y已投产
        built = any(_BUILT_THIS.match(text, m.end) for m in self._companies.starting_at(start))
        return built or IN_OTHER_TOWN.match(text, start) is not None

    def _of_item(self, first: Sentence, cluster: NameCluster) -> Mention | None:
        """The company on which the item opens in which the undertaking is named."""
        item = last_item(self._text, first.start, cluster.name.start)
        if item is None:
            return None
        for mention in self._companies.starting_at(item):
            bracketed = self._text[item - 1] == "【" and self._text.startswith("】", mention.end)
            if bracketed or _DOES_IN_ITEM.match(self._text, mention.end):
                return mention
        return None

    def _of_opening(self, first: Sentence, later: Sentence | None) -> Mention | None:
        """The company on which the paragraph opens, if it announces more than a plan."""
        for mention in self._opening(first):
            # X集团拟投资建设A。沈丘县B项目8月竣工: a plan, and no paragraph about its works
            if later is not None and _MEANS_TO.match(self._text, mention.end):
                continue
            if _ANNOUNCES.match(self._text, mention.end):
                return mention
        return None

    def _role(self, announcer: Mention, cluster: NameCluster) -> OrganisationRole:
        return OrganisationRole.BUILDER if self._works_there(announcer, cluster) else OrganisationRole.INVESTOR

    def _works_there(self, mention: Mention, cluster: NameCluster) -> bool:
        """Whether a company tells that it won an undertaking, or that it has a contract for its works."""
        name = cluster.name
        # A:子公司中标X;公司参股的Y完工: X alone is won
        part = max(mention.end, self._text.rfind(";", mention.end, name.start))
        line = self._text.find("\n", name.end)
        until = name.end + MAX_ASIDE if line < 0 else min(name.end + MAX_ASIDE, line)
        own = max(part, self._text.rfind("。", mention.end, name.start))
        end = self._text.find("。", name.end, until)
        contract = _CONTRACT.search(self._text, own, until if end < 0 else end)
        wins = _WINS.search(self._text, part, until)
        beside = self._companies.ending_before(wins.start(), MAX_ASIDE)[-1:] if wins else []
        others = [m for m in beside if m.start > mention.start and wins and m.end >= wins.start() - 1]
        # B中标风机设备, but not A:子公司B中标X
        other = bool(others) and _SUBSIDIARY.search(self._text, mention.end, others[0].start) is None
        return bool(contract or (wins and not other))

    def _own_item(self, position: int) -> Sentence | None:
        """The sentence of a digest that opens on its own company (A：…。B：中标X项目。)."""
        sentence = self._sentences.at(position)
        if sentence is None:
            return None
        opening = self._opening(sentence)
        return (
            sentence
            if any(OPENS_ITEM.match(self._text, m.end) or _GIVES_NOTICE.match(self._text, m.end) for m in opening)
            else None
        )

    def _opening(self, sentence: Sentence) -> Iterator[Mention]:
        """The companies on which a sentence opens, behind the mark of an item or the hour."""
        dated = _DATELINE.match(self._text, sentence.start, sentence.end)
        starts = {*item_starts(self._text, sentence.start, sentence.end), dated.end() if dated else sentence.start}
        for start in sorted(starts):
            yield from self._companies.starting_at(start)
            apposed = self._companies.inside(start + 1, start + 2 * MAX_ASIDE)[:1]
            yield from (m for m in apposed if _WHAT_IT_IS.fullmatch(self._text, start, m.start))

    def _heading(self, sentence: Sentence) -> Mention | None:
        """The company of the heading line (西岭钼业：两个项目撑起增量) that stands last before a paragraph."""
        for line in reversed(self._headings):
            if line.start < sentence.start:
                return next(iter(self._companies.starting_at(line.start)), None)
        return None

    def _full(self, mention: Mention) -> Mention:
        """The full name right behind a short one (【华森新材】岭南华森新材料股份有限公司…), else the mention."""
        behind = self._companies.inside(mention.end, mention.end + MAX_ASIDE)
        return next((m for m in behind if m.text == mention.entity), mention)

    def _find_filer(self) -> Mention | None:
        own = next((m for m in self._companies.mentions if _SELF.match(self._text, m.end)), None)
        heads = (m for m in self._companies.mentions if self._text[m.start - 1 : m.start] in ("", "\n"))
        return own or self._discloses() or next((m for m in heads if _NOTICE_TITLE.match(self._text, m.end)), None)

    def _discloses(self) -> Mention | None:
        """The company whose notice an article retells from its first words on (某某股份(600000)昨日披露半年报)."""
        lead = [m for m in self._companies.mentions[:_NAMED_AHEAD] if m.start <= 2 * MAX_ASIDE]
        lead = [m for m in lead if not m.text.endswith("交所")]  # 上交所问询后,A作了回复
        first = next((m for m in lead if _DISCLOSES.match(self._text, m.end)), None)
        # its headline may name it by a shorter name
        if first is None or any(m.start < first.start and m.text[:2] != first.text[:2] for m in lead):
            return None
        return first if _IN_NOTICE.search(self._text) else None

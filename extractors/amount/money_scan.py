"""Find sums of money in folded text: currency words and signs, bare 120亿 in a money context, 百亿级."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from kaigong.corpora.lexicon_set import per_lexicon
from kaigong.corpora.loader import load_lexicon, load_table
from kaigong.extractors.figure import HALF, Figure, FigureReader, UnitMatch
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.number_scan import Span, Token, matchable_text, scan_numerals, spans_of
from kaigong.extractors.numeral import parse_numeral, tables
from kaigong.extractors.qualifier import qualifiers
from kaigong.extractors.surface_index import Hit, SurfaceIndex
from kaigong.extractors.unit_index import denominator, units
from kaigong.schemas.document import Document
from kaigong.schemas.labels import Label, Qualifier
from kaigong.schemas.lexicon import CueEntry, CurrencyEntry

_JIAO = lazy(r"([0-9一二两三四五六七八九])[角毛](?:([0-9一二两三四五六七八九])分)?(?![之钟类公辆校局批])")
_HEAD_NOUN = lazy(
    r"(?:级|元级|规模|产业|集群|园区|企业|项目|工程|市场|大单|订单|大县|强县|强镇|乡镇|村|俱乐部|板块|赛道|能级|台阶)"
    r"|大关|门槛|关口|体量"
)
# A minus sign, not a dash: 净利润为-3.2亿元.
_LOSS = lazy(r"[润为额是达:(]-$")
_LINKS = frozenset(("、", "和", "与", "及", "以及", "或", "-", "—", "——", "~", "至", "到"))
# 投资 50 亿 元, or a line break before 元; a word such as 元旦 is no currency.
_TORN = lazy(r"[ \t\u3000]?\n?[ \t\u3000]{0,4}(?=元(?![旦宵素件器老首月]))")
# Money as people say it: 八毛五, 两分钱, 一块二, 2万块; without 钱 only behind a word of buying, selling or paying.
_COIN = lazy(
    r"(?P<coin>[块毛]|[角分](?=钱))(?P<rest>[1-9一二三四五六七八九](?![\d十百千万亿]))?钱?(?P<end>$|[\s,。、;!?:)”\]】]|左右|以上|以下|的|多|就|呢|了|都(?=没|不|有))"
)
_PAID = lazy(
    r"(?:[今去]年|卖|收|花|赚|挣|补|补贴|补助|罚|罚款|交|付|给|发|领|涨|降|跌|便宜|省|省下|借|存|赔|亏|奖励|工资|收入|租金|价格?|成本|仅|才|[一每](?:斤|公斤|吨|亩|度|天|月|年|人|头|只|股|件|张|平方米))"
    r"(?:了|到|过|着|得|是|要|至|为|能|可|才|只|卖|收|约|近|不到|上|出){0,2}$"
)
_NOT_A_PENNY = lazy(r"一[分毛角]钱")  # 一分钱没投: a way of saying nothing
_COINS = {"块": Decimal(1), "毛": Decimal("0.1"), "角": Decimal("0.1"), "分": Decimal("0.01")}
_BOUNDS = (Qualifier.MORE_THAN, Qualifier.AT_LEAST, Qualifier.AT_MOST)
_RESPECTIVE = lazy(r"分别[\u4e00-\u9fff]{0,6}$")
_MILLION = Decimal(10) ** 6
_YI = Decimal(10) ** 8


def _shape_ok(text: str, token: Token) -> bool:
    """False for a one-character Hanzi numeral before 元 that is a word: 三元材料, 二元结构, 一元化."""
    if token.end - token.start > 1 or text[token.start] not in tables().digits:
        return True
    follower = text[token.end + 1 : token.end + 2]
    return not follower or not "一" <= follower <= "鿿" or follower in "的钱左以上下多人整起"


@per_lexicon
def _country_names(countries: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The names of countries, each with its code."""
    rows = (row for table in ("countries", "places_abroad") for row in load_table(table))
    return tuple((row["name"], row["code"]) for row in rows if row["code"] in countries)


# 年产值|百亿元, 号称投资|百亿元: a sum, though round
_COUNTED_BY = lazy(r"(?:产值|投资|收入|营收|销售额?|税收|利润|总额|金额|合同额)$")


class MoneyScanner:
    """The currency and cue lexicons, compiled."""

    def __init__(self) -> None:
        entries = load_lexicon("currencies", CurrencyEntry)
        self._suffix = SurfaceIndex((s, e, e.not_before, ()) for e in entries for s in e.surface)
        self._prefix = SurfaceIndex((s, e, (), ()) for e in entries for s in e.prefix)
        cues = load_lexicon("money_cues", CueEntry)
        by_role: dict[str, list[str]] = {}
        for cue in cues:
            by_role.setdefault(cue.role, []).extend(cue.surface)
        self._cue = SurfaceIndex((s, "cue", (), ()) for s in by_role["before"])
        self._filler = SurfaceIndex((s, "filler", (), ()) for s in by_role["filler"])
        self._behind = SurfaceIndex((s, "behind", (), ()) for s in by_role["after"])
        self._veto = SurfaceIndex((s, "veto", (), ()) for s in by_role["veto_after"])

    def figures(self, document: Document) -> list[Figure]:
        """All figures of money in order; the unit is the ISO code.

        Intensities (350万元/亩) are among them: they have ``per``, and the currency word as their unit.
        """
        spans = tuple(spans_of(document, Label.DATE))
        return list(_figures(self, matchable_text(document), spans, document.home_currency))

    def read(self, text: str, dates: Iterable[Span], home: str) -> list[Figure]:
        """The figures of a text with its dates and home currency."""
        tokens = list(scan_numerals(text, dates))
        figures = FigureReader(text, tokens, _Matcher(self, home), "amount").figures()
        for index in range(1, len(figures)):
            before, this = figures[index - 1], figures[index]
            if self._respective(text, before, this):
                figures[index] = replace(this, qualifier=before.qualifier)
        for index in range(len(figures) - 2, -1, -1):
            this, following = figures[index], figures[index + 1]
            if this.unit.assumed and text[this.end : following.start] in _LINKS:
                figures[index] = replace(this, unit=replace(this.unit, unit=following.unit.unit))  # 3亿、5亿美元
        return figures

    @staticmethod
    def _respective(text: str, before: Figure, this: Figure) -> bool:
        """Whether a bound that stands in front of the first of a list is said of all (分别不低于3亿元和5亿元)."""
        if this.qualifier is not Qualifier.EXACT or before.qualifier not in _BOUNDS:
            return False
        if text[before.end : this.start] not in _LINKS or text.startswith(("以", "多", "余"), before.end):
            return False
        return _RESPECTIVE.search(text, max(0, before.start - 12), before.start) is not None

    def suffix(self, text: str, pos: int) -> Hit[CurrencyEntry] | None:
        """Currency word behind a number; a multiplier may be torn from its 元 by a blank or a line break."""
        found = self._suffix.at(text, pos)
        if found is None and pos and text[pos - 1] in "万亿" and text[pos : pos + 1].isspace():
            torn = _TORN.match(text, pos)
            return self._suffix.at(text, torn.end()) if torn else None
        return found

    def prefix(self, text: str, start: int, floor: int) -> Hit[CurrencyEntry] | None:
        """Currency word or sign in front of a number, one blank between them allowed."""
        end = start
        while end > floor and text[end - 1] in " \t\u3000" and start - end < 3:
            end -= 1
        return self._prefix.before(text, end, floor)

    @staticmethod
    def local_code(text: str, start: int, entry: CurrencyEntry) -> str | None:
        """The code of a currency; of a name that several countries share, by the one named nearest before."""
        if not entry.countries:
            return entry.code
        names = _country_names(tuple(entry.countries))
        found = [(text.rfind(name, 0, start), len(name), code) for name, code in names]
        at, _, country = max(found, default=(-1, 0, ""))
        return entry.code if at < 0 else entry.countries[country]

    def cued(self, text: str, start: int, floor: int) -> bool:
        """Whether a money cue stands before the number, with nothing but filler words between."""
        pos, limit = start, max(floor, start - 24)
        while pos > limit:
            if self._cue.before(text, pos, limit):
                return True
            filler = self._filler.before(text, pos, limit)
            if filler is not None:
                pos = filler.start
                continue
            opened = text.rfind("(", limit, pos) if text[pos - 1] == ")" else -1
            if opened < 0:
                return False
            pos = opened  # 投资(不含土地价款)6亿
        return False

    def followed(self, text: str, end: int) -> bool:
        """Whether a word that only money takes stands directly behind: 20亿项目, 30亿资金."""
        return self._behind.at(text, end) is not None

    def vetoed(self, text: str, end: int) -> bool:
        """Whether what follows shows that the number counts something else: 百亿级参数."""
        return self._veto.at(text, end) is not None


class _Matcher:
    """Gives the money unit of a numeral, or None."""

    def __init__(self, scanner: MoneyScanner, home: str) -> None:
        self.scanner, self.home = scanner, home

    def __call__(self, text: str, token: Token, floor: int) -> UnitMatch | None:
        prefix = self.scanner.prefix(text, token.start, floor)
        if token.glue and prefix is None and not self._glued_money(token):
            return None
        suffix = self.scanner.suffix(text, token.end)
        if suffix is not None:
            found = self._with_word(text, token, prefix, suffix)
            if found is not None and _LOSS.search(text, max(floor, token.start - 3), token.start):
                return replace(found, start=token.start - 1, factor=Decimal(-1))
            return found
        return self._without_word(text, token, prefix, floor)

    @staticmethod
    def _glued_money(token: Token) -> bool:
        return token.numeral.scale > 1 and token.glue.isalpha()

    def _with_word(
        self, text: str, token: Token, prefix: Hit[CurrencyEntry] | None, suffix: Hit[CurrencyEntry]
    ) -> UnitMatch | None:
        """A sum with a currency word behind it; a bare 元 takes the currency before it (港币8亿元), else home's."""
        numeral = token.numeral
        local = self.scanner.local_code(text, token.start, suffix.payload)
        code = local or (prefix.payload.code if prefix else None) or self.home
        end = suffix.end
        if local is None and suffix.payload.countries:
            return None  # 12亿比索, of a country that the text does not name
        if local is None:
            if not _shape_ok(text, token):
                return None
            for tail in ("整", "正"):
                if text.startswith(tail, end) and not text[end + 1 : end + 2].isalnum():
                    end += 1
            again = self.scanner.suffix(text, end)
            if again is not None and again.payload.code is not None and text[end] not in "¥":
                code, end = again.payload.code, again.end
        if not numeral.explicit and not self._bare_ok(text, token, end):
            return None
        extra, end = self._small_change(text, numeral.scale, end)
        if text.startswith("级", end):
            return UnitMatch(end + 1, code, code, order_of=True, rule="amount.order_of")
        base, per, per_end = denominator(text, end)
        order_of = not numeral.explicit and _COUNTED_BY.search(text, max(0, token.start - 4), token.start) is None
        if base is None or not base.intensity:
            return UnitMatch(end, code, code, extra=extra, order_of=order_of)
        unit, rule = text[suffix.start : suffix.end], "quantity.intensity"
        return UnitMatch(per_end, unit, f"{code}/{per}", per=per, extra=extra, order_of=order_of, rule=rule)

    def _bare_ok(self, text: str, token: Token, end: int) -> bool:
        """Whether 亿元, 千万元, 百亿元 without a digit is a magnitude here and not a number whose digits were lost."""
        after, weak = qualifiers().after(text, end)
        if after is not None and not weak:
            return True
        if qualifiers().before(text, token.start, 0, bare=True) is not None or token.numeral.more:
            return True
        if text.startswith("级", end):
            return True
        single = token.end - token.start == 1
        if single:
            return token.numeral.low == _YI and _HEAD_NOUN.match(text, end) is not None
        return token.numeral.low >= _MILLION

    @staticmethod
    def _small_change(text: str, scale: Decimal, end: int) -> tuple[Decimal, int]:
        """角 and 分 behind 元, or 半 behind a unit."""
        jiao = _JIAO.match(text, end)
        if jiao:
            tenths, hundredths = (parse_numeral(digit) if digit else None for digit in jiao.groups())
            return (tenths or 0) / Decimal(10) + (hundredths or 0) / Decimal(100), jiao.end()
        if HALF.match(text, end):
            return scale / 2, end + 1
        return Decimal(0), end

    def _coins(self, text: str, token: Token, floor: int) -> UnitMatch | None:
        """Yuan and smaller change in everyday words, where they plainly are money."""
        coin = _COIN.match(text, token.end)
        if coin is None or not token.numeral.explicit or _NOT_A_PENNY.match(text, token.start):
            return None
        if "钱" not in coin.group() and not _PAID.search(text, max(floor, token.start - 8), token.start):
            return None
        worth, rest = _COINS[coin["coin"]], coin["rest"]
        extra = (parse_numeral(rest) or 0) / Decimal(10) if rest else Decimal(0)
        return UnitMatch(coin.start("end"), self.home, self.home, factor=worth, extra=extra, rule="amount.coins")

    def _without_word(self, text: str, token: Token, prefix: Hit[CurrencyEntry] | None, floor: int) -> UnitMatch | None:
        """A sum with no currency word behind it: ¥300, 港币3.14, 投资50亿, 百亿级, 一块二."""
        numeral, end = token.numeral, token.end
        if prefix is None and (coins := self._coins(text, token, floor)) is not None:
            return coins
        if prefix is not None:
            if units().at(text, end) is not None or not numeral.explicit:
                return None
            sign, follower = not prefix.surface[-1].isalpha(), text[end : end + 1]
            if not sign and numeral.scale == 1 and "一" <= follower <= "鿿" and follower not in "的和与及至到左以上下":
                return None  # 人民币5年期贷款
            code = str(prefix.payload.code)
            return UnitMatch(end, code, code, prefix.start if sign else None, rule="amount.prefix", assumed=True)
        if numeral.scale < 10**4 or (text[end : end + 1].isascii() and text[end : end + 1].isalnum()):
            return None
        if text.startswith("级", end) and numeral.scale >= _YI and not self.scanner.vetoed(text, end + 1):
            return UnitMatch(end + 1, self.home, self.home, order_of=True, rule="amount.order_of")
        order_of = not numeral.explicit
        followed = not order_of and numeral.scale >= _YI and self.scanner.followed(text, end)
        if self.scanner.vetoed(text, end) or (units().at(text, end) is not None and not followed):
            return None
        if order_of:
            if token.end - token.start == 1 or numeral.scale < _YI:
                return None
            if _HEAD_NOUN.match(text, end):
                return UnitMatch(end, self.home, self.home, order_of=True, rule="amount.order_of")
        linked = floor > 0 and text[floor : token.start] in _LINKS  # 投资11亿、6亿
        if not linked and not followed and not self.scanner.cued(text, token.start, floor):
            return None
        return UnitMatch(end, self.home, self.home, order_of=order_of, rule="amount.bare", assumed=True)


@lru_cache(2)
def _figures(scanner: MoneyScanner, text: str, dates: tuple[Span, ...], home: str) -> tuple[Figure, ...]:
    """The figures of the text at hand: sums and quantities both ask for them."""
    return tuple(scanner.read(text, dates, home))


@per_lexicon
def money_scanner() -> MoneyScanner:
    """The one compiled scanner of a process; it holds no state."""
    return MoneyScanner()

"""How a date expression can begin, and what it is by itself: 2018年, 去年, 上个月, 20190917, 十四五, 三年内."""

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import field

from kaigong.corpora.lexicon_set import per_lexicon
from kaigong.extractors.date import calendar as cal
from kaigong.extractors.date import words as w
from kaigong.extractors.date.calendar import Interval
from kaigong.extractors.date.duration import DURATION
from kaigong.extractors.date.steps import Step
from kaigong.extractors.word_pattern import nameless
from kaigong.schemas.fast_dataclass import dataclass
from kaigong.schemas.labels import Grain


@dataclass(frozen=True, slots=True)
class Clock:
    """What a date may be counted from: the day of publication, the last dates by unit, how the text counts years.

    ``dateline`` is the day on which the report was filed (新华社兰州4月20日电), the 今天 of its writer; a report that was
    wired (电) counts its 昨天 from that day too.
    """

    published: datetime.date | None
    last: Mapping[str, datetime.date] = field(default_factory=dict)
    taiwan: bool = False
    dateline: datetime.date | None = None
    wired: bool = False


@dataclass(frozen=True, slots=True)
class Chain:
    """A date expression as read, before years or months that it leaves out are filled in.

    ``floating`` is the unit still missing (year, month, week), or None; ``base`` the days so far, None where they
    are not known. ``steps`` narrow the base, or the missing unit once it is chosen. A ``weak`` chain counts only with
    more parts (18年 alone is a duration), an ``alone`` one only when nothing else stands in its clause.
    """

    end: int
    rule: str
    level: str
    grain: Grain
    base: Interval | None = None
    floating: str | None = None
    steps: tuple[Step, ...] = ()
    weak: bool = False
    alone: bool = False
    explicit: bool = False
    relative: bool = field(default=False)

    def resolve(self, base: Interval | None) -> Interval | None:
        """The days with the given base; None if there is no such date, unresolved if the base is not known."""
        current = base
        for step in self.steps:
            if current is None:
                break
            current = step.apply(current)
            if current is None:
                return None
        return current or cal.unresolved(self.grain)


Maker = Callable[[re.Match[str], Clock], Chain | None]  # of the chain that a match of ``head_pattern`` begins

_NOT_NUMBER = r"(?<![\d.])"
_NO_HANZI = rf"(?<![{w.HANZI}])"
_AFTER_NUMBER = r"(?![\d.%]|[A-Za-z]|\s?[万亿元吨个台套亩度点倍])"
_YEAR4 = r"(?:1\d|20|21)\d\d"
_HANZI_YEAR = rf"{_NO_HANZI}[一二][{w.DIGIT}0]{{3}}"
_SHORT = rf"{_NO_HANZI}(?!一二|二三|三四|四五|五六|六七|七八|八九|三五|零零)[{w.DIGIT}]{{2}}"

HEAD = rf"""
 (?P<never>{{never}})
|(?=\d)(?:
 (?P<ymd>{_NOT_NUMBER}(?P<y1>\d{{4}})(?P<s1>[-./])(?P<m1>1[0-2]|0?[1-9])(?P=s1)(?P<d1>3[01]|[12]\d|0?[1-9])(?:日|(?!\d|\.\d)))
|(?P<compact>(?<![\d.A-Za-z_/-])(?P<y2>(?:19|20)\d\d)(?P<m2>0[1-9]|1[0-2])(?P<d2>0[1-9]|[12]\d|3[01])(?![\dA-Za-z_-]|\.\d){_AFTER_NUMBER})
|(?P<dmy>(?<![\d./])(?:(?<!\d-)|(?<=[/.]\d\d\d\d-))(?P<d3>3[01]|[12]\d|0?[1-9])(?P<s3>[-./])(?P<m3>3[01]|[12]\d|0?[1-9])(?P=s3)(?P<y3>(?:19|20)\d\d)(?![\d./]))
|(?P<spaced>(?<![\d.] )(?<![\d.])(?P<y0>(?:19|20)\d\d)[ ](?P<m0>0[1-9]|1[0-2])[ ](?P<d0>0[1-9]|[12]\d|3[01])(?![\d.]|[ ]\d))
|(?P<lone>(?:(?<![^\n])|(?<==[ ]))(?P<yl>{_YEAR4})(?=\s*(?:\n|$)))
|(?P<short3>(?<![\d./A-Za-z-])(?P<a4>\d\d?)-(?P<b4>\d\d?)-(?P<c4>\d\d?)(?![\d./A-Za-z-]))
|(?P<short_line>(?<![^\n])(?P<a5>\d\d)(?P<s5>[-.])(?P<b5>1[0-2]|0?[1-9])(?:(?P=s5)(?P<c5>3[01]|[12]\d|0?[1-9])|(?<=-.)|(?<=-..))(?=\s*(?:\n|$)))
|(?P<yrange>{_NOT_NUMBER}(?P<y5>{_YEAR4})\s?{w.HYPHEN}\s?(?:(?P<y6>{_YEAR4})\s?(?:年(?:度|间)?(?!\s?{w.MONTH}月|[底末初]|[上下]半年|第?[一二三四1-4]个?季)|{_AFTER_NUMBER}(?!年))|(?P<y7>\d\d)年))
|(?P<ylist>{_NOT_NUMBER}(?P<y8>{_YEAR4})(?=(?:[、,和与及]\s?{_YEAR4}){{1,6}}年))
|(?P<ym>(?<![\d./-])(?P<y9>(?:19|20)\d\d)[-/](?P<m9>1[0-2]|0?[1-9])(?![\d年./-]|\s?[年赛学财]){_AFTER_NUMBER})
|(?P<ydot>(?:(?<=[\s(从自于至到~—-])|^)(?P<y10>(?:19|20)\d\d)\.(?P<m10>0[1-9]|1[0-2])(?=\s|$|\)|[-~—至到]))
|(?P<fiscal>{_NOT_NUMBER}(?:{_YEAR4})(?:/\d\d(?:\d\d)?)?\s?财(?:政)?年度?(?P<fq>第?[一二三四1-4]财?季度?|[上下]半年|[Qq][1-4])?)
)
|(?=[“\d半数几{w.HANZI}民上本公纪西农阴旧最下这近过未今此接前头之往后向再])(?:
 (?P<plan>(?P<pq>“)?{_NO_HANZI}(?P<pn>十[一二三四五六七八]?|[七八九])五(?P<pc>”)?(?P<pt>(?=以来)|期间|时期|末期|末年|末|初期|初|前期|中期|后期|收官之年|开局之年)?)
|(?P<roc>民国(?P<ry>元|\d{{1,3}}|[{w.HANZI}]{{1,6}})年)
|(?P<decade>(?:(?P<cr>上个?|本)世纪|(?P<cn>(?<!\d)\d{{1,2}}|[{w.HANZI}]{{1,3}})世纪)(?:(?P<dn>[1-9]0|[一二三四五六七八九]十)年代)?(?P<dp>初期?|末期?|前期|中期|后期|中叶)?)
|(?P<tens>{_NOT_NUMBER}{_NO_HANZI}(?P<tc>1\d|20)?(?P<tn>[1-9]0|[二三四五六七八九]十)年代(?P<tp>初期?|末期?|前期|中期|后期)?)
|(?P<era>(?:公元|纪元|西元)\s?(?P<ey>\d{{1,4}}|[{w.HANZI}千]{{1,6}})年)
|(?P<lunar_year>(?:农历|阴历|旧历)(?P<ly>{_YEAR4}|[一二][{w.DIGIT}]{{3}})年(?=.{{2}}))
|(?P<year>{_NOT_NUMBER}(?P<y11>{_YEAR4})\s?年(?:度|份)?(?![限级])|(?P<y12>{_HANZI_YEAR})年(?:度|份)?(?![限级])|{_NO_HANZI}(?P<y13>[二两]千(?:零[一二三四五六七八九])?)年(?![历的来前限级以之内])|{_NOT_NUMBER}(?P<y14>20\d\d)\s?(?=[QqHh][1-4](?![\dA-Za-z])|[上下]半年|第?[一二三四1-4]季度|全年)|(?P<y15>(?<=[在于])[3-9]\d\d)年)
|(?P<nth_weekday>(?P<nl>最后一?个?|上一?个|下一?个|这一?个)(?:周|星期|礼拜)(?P<nwd>{w.WEEKDAY}))
|{DURATION}
|(?P<short>{_NOT_NUMBER}(?P<sy>\d\d)年(?:度|份)?(?![限级])|(?P<sh>{_SHORT})年(?:度|份)?)
|(?P<roc3>{_NOT_NUMBER}(?P<r3>1[0-4]\d)年?(?=\s?(?:{w.MONTH}月|第?[一二三四1-4]季|[上下]半年|年?[底初末]))|{_NOT_NUMBER}(?P<r4>1[0-4]\d)年(?=度|前|起|内|中秋|春节|端午|国庆|元旦|农历|开学|量产|投产|完工|竣工|启用|动工|动土|开工|通车|营运|商转|建成|完成|落成|试营运|招标|发包|取得|开始|预计|可望))
)
|(?=[{{word_starts}}])(?:
 (?P<step>(?P<sw>{{step}}+|当前)一?个?(?P<su>{{unit}})(?P<sd>(?<=[周期拜])(?:(?:周|星期|礼拜)?{w.WEEKDAY}(?![期批个次季线级些日])|末))?)
|(?P<half_of>(?P<ho>[上下])半(?P<hu>月|周))
|(?P<two_days>(?P<t1>[昨今明])(?P<t2>[今明后])两[天日])
|(?P<these_days>这[两几][天日])
|(?P<same_year>{{same_year}})|(?P<same_month>{{same_month}})|(?P<same_day>{{same_day}})
|(?P<paren_year>[前去今明后][ ]?\((?P<py>\d{{3,4}})\)[ ]?年(?:度)?)
|(?P<paren_day>[昨今明前][天日]?\((?P<pd>3[01]|[12]\d|0?[1-9])日?\)日?)
|(?P<two_years>(?P<ty1>[去今明])[、]?(?P<ty2>[今明后])两年)
|(?P<season_of>(?P<so>[去今明])(?P<sn2>[春夏秋冬])(?![风色笋]))
|(?P<rel_year>{{year}})
|(?P<rel_day>{{day}})
|(?P<near>{{near}})
|(?P<weekday>(?<![\d{w.HANZI}每上下本这首逢个单双])(?:周|星期|礼拜)(?P<wd>{w.WEEKDAY})(?![期围边报刊岁年个批次线级]))
|(?P<month_part>(?<![\d{w.HANZI}每逐按上下本当个])月(?:初|底|末|内(?!蒙))(?!均)|(?<![{w.HANZI}\d])[上中下]旬)
)
|(?P<days>{_NOT_NUMBER}(?P<e1>3[01]|[12]\d|0?[1-9])[日号]?\s?{w.HYPHEN}\s?(?P<e2>3[01]|[12]\d|0?[1-9])日(?![均产]))
|(?P<in_year>(?={{in_year}}))
|(?P<day>{_NOT_NUMBER}(?:(?<![第/\]〕)A-Za-z—-])|(?<=\))(?=\d{{1,2}}日(?:上午|下午|晚|凌晨|,|在|于|与|举行|召开|宣布|公告|表示|发布|公布|披露)))(?P<da>3[01]|[12]\d|0?[1-9])(?:日(?![历元光本照报志均产内游间处])|号(?![、和及至到—~-]\d{{1,2}}号[\u4e00-\u9fff]{{0,4}}?(?:泊位|码头|主变|船闸|隧洞|工作面|楼|机组|线|厂房|地块|桥|井|炉|机|坑|库|院|标|路))(?=$|[,。;、)\s]|[上下中]午|晚|早|凌晨|至|到|起|前|开|举|在))|(?P<dh>{_NO_HANZI}(?:三十一?|[一二]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[一二三四五六七八九]))[日号](?=$|[,。;)\s]|[上下中]午|晚))
"""
# What may begin in a year that is not named: tried with the parts that follow a year.
IN_YEAR = rf"""(?<![\d{w.HANZI}.])(?<![\d{w.HANZI}]点)(?:{w.MONTH}\s?(?:月|{w.HYPHEN}\s?{w.MONTH}月|、{w.MONTH}月)|[正腊冬]月|[农阴旧]历|闰|第?[一二三四1-4]
 (?:个?季|{w.HYPHEN}第?[二三四2-4]个?季|[、和]?第?[二三四2-4]个?季)|[Qq][1-4][初末到至~—-]|(?:[上下]|(?<!提)前|(?<![延推拖])后)个?半年|年[初底末内中终]|岁末|大年初[一二三四五六七八九十]|[前头]{w.NUM}个?季|第{w.NUM}个?季|{{words}})"""


@per_lexicon
def head_finder() -> re.Pattern[str]:
    """Finds what ``head_pattern`` matches, without saying what it is."""
    return re.compile(nameless(head_pattern().pattern), re.VERBOSE)


@per_lexicon
def head_pattern() -> re.Pattern[str]:
    """Pattern of all beginnings of a date."""
    words = w.words("holiday", "term", "season", "span")
    in_year = IN_YEAR.replace("{words}", words)
    kinds = {name: w.words(name) for name in ("never", "step", "unit", "same_year", "same_month", "same_day", "near")}
    kinds |= {"year": w.words("year"), "day": w.words("day"), "in_year": in_year}
    relative = {s[0] for s in w.entries("step", "same_year", "same_month", "same_day", "near", "year", "day")}
    kinds["word_starts"] = re.escape("".join(sorted(relative | set("上下昨今明这前去后周星礼月中当"))))
    text = HEAD
    for name, pattern in kinds.items():
        text = text.replace("{" + name + "}", pattern)
    first = sorted({s[0] for s in w.entries("holiday", "term", "season", "span", "never", "year", "day", "near")})
    start = (
        "\\d“年月周第一二两三四五六七八九十零〇○廿卅闰正腊冬农阴旧民公纪西上下本这今当同次翌转隔昨明前头后近最过未此接QqHh往向之再"
        + re.escape("".join(first))
    )
    # No date begins within a number, where most digits stand.
    return re.compile(f"(?=[{start}半数几岁星礼中])(?!(?<=\\d)\\d)(?:{text})", re.VERBOSE)

"""The words of goals and results, compiled once a process."""

import re

from kaigong.corpora.lexicon_set import per_lexicon
from kaigong.corpora.loader import load_lexicon
from kaigong.extractors.word_pattern import any_word
from kaigong.schemas.fast_dataclass import dataclass
from kaigong.schemas.lexicon import TargetCueEntry, TargetTermEntry

COUNTERS = frozenset(
    "个 项 家 部 宗 件 条 座 处 户 人 名 幅 伙 台 套 辆 列 趟 张 间 栋 幢 片 只 场 所 支 批 例 "
    "单 份 对 组 块 段 条段 班 艘 架 口 眼 根 款 种 类 棵 株 头 匹 次 户次 户家 门 盏 "
    "标段 子项 宗地 列次 架次 标箱".split()
)
# Units of time, age, speed, heat and the like: never a goal or result of a body's work.
BARRED_UNITS = frozenset(
    "年 个月 月 周 天 日 小时 分钟 秒 岁 度 ℃ 摄氏度 毫米 厘米 微米 纳米 千伏 伏 V kV 公里/小时 "
    "分 届 期 级 层 车道 版 页 集 代 位 成 角 G 寸 英寸 轮 步 海里 米 股 票 万股 平方呎 呎".split()
)


@dataclass(frozen=True, slots=True)
class TargetTerms:
    """Patterns by kind of word, longest first."""

    verb: re.Pattern[str]
    count: re.Pattern[str]
    money: re.Pattern[str]
    finance: re.Pattern[str]
    measure: re.Pattern[str]
    rate: re.Pattern[str]
    growth: re.Pattern[str]
    economy: re.Pattern[str]
    base: re.Pattern[str]
    barred: re.Pattern[str]
    foreign: re.Pattern[str]
    condition: re.Pattern[str]
    single: re.Pattern[str]
    goal: re.Pattern[str]
    goal_plan: re.Pattern[str]
    arranged: re.Pattern[str]
    result: re.Pattern[str]
    result_weak: re.Pattern[str]
    public: re.Pattern[str]  # those of the counted and measured things that no single project brings about


@per_lexicon
def target_terms() -> TargetTerms:
    """The lexicons ``target_terms`` and ``target_cues``."""
    words: dict[str, list[str]] = {}
    for entry in load_lexicon("target_terms", TargetTermEntry):
        words.setdefault(entry.kind, []).extend(entry.surface)
        if entry.id.endswith(".public"):
            words.setdefault("public", []).extend(entry.surface)
    for cue in load_lexicon("target_cues", TargetCueEntry):
        words.setdefault("arranged" if cue.id == "goal.arranged" else cue.kind, []).extend(cue.surface)
    return TargetTerms(**{kind: re.compile(any_word(surfaces)) for kind, surfaces in words.items()})

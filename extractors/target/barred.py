"""Stretches of a sentence whose figures are nobody's goals: rules of a policy, other fields, what might be."""

from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.target.figure import clause_of
from kaigong.extractors.target.terms import TargetTerms
from kaigong.schemas.document import Sentence

# 对投资1亿元以上的项目,按…给予补助: rules of a policy
_SUBSIDY = lazy(
    r"给予[^。;]{0,24}(?:补助|奖励|补贴|资助|支持)|(?:补助|补贴|奖励)(?:最高)?不超过|最高(?:补助|补贴|奖励)"
    r"|凡[^。;]{4,40}?的[^。;]{0,16}?(?:奖励|享受|减免|优先|免收|返还)"
)
_FOR_WHOM = lazy(r"(?<![\u4e00-\u9fff])(?:并)?对")


def barred_stretches(text: str, sentence: Sentence, terms: TargetTerms) -> list[tuple[int, int]]:
    """Where the sentence speaks of subsidies, and all from where it speaks of other fields (准备金率) or says 如果."""
    stretches = _subsidies(text, sentence)
    for pattern in (terms.foreign, terms.condition):
        if (match := pattern.search(text, sentence.start, sentence.end)) is not None:
            stretches.append((match.start(), sentence.end))
    return stretches


def _subsidies(text: str, sentence: Sentence) -> list[tuple[int, int]]:
    """The clauses that say what a policy pays (对参展企业,每个展位最高补贴5万元), from 对 on."""
    found = []
    for match in _SUBSIDY.finditer(text, sentence.start, sentence.end):
        opened = [m.start() for m in _FOR_WHOM.finditer(text, sentence.start, match.start())]
        start = min([clause_of(sentence, match.start())[0], *opened])
        found.append((start, clause_of(sentence, match.end() - 1)[1]))
    return found

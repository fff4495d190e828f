"""The bank that an article's loans come from: its share for each undertaking is told without it."""

from collections.abc import Sequence

from kaigong.extractors.findings import Findings
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.project.cluster import NameCluster
from kaigong.schemas.document import Document, Mention, OrganisationSlot
from kaigong.schemas.labels import Label, OrganisationRole

_LEAD = 240  # characters in which such an article names its bank
_REACH = 48
_LENDS = lazy(
    r"(?:[^。;\n]{0,40}?(?:批准|同意|宣布|签署|签订|决定|承诺)[^。;\n]{0,30}?|[^。;,\n]{0,16}?(?:将|已|拟)?(?:向|为)[^。;\n]{2,20}?)(?:贷款|融资|信贷)"
)
# 其中1.1亿美元投向|X一级公路, 第二笔贷款3亿美元,给|Y项目: a share of what the bank lends
_SHARE_FOR = lazy(
    r"(?:第[一二三四五六]笔|首笔|另一?笔|另有|另外|其中|余下|其余|(?<=[。;\n])|^)的?(?:贷款)?,?[约近逾]?"
    r"[\d.,一二三四五六七八九十百千]{1,10}[百千万亿]*(?:美|欧|日|英|港|人民币)?元?(?:人民币)?的?(?:贷款)?,?"
    r"(?:将|则|拟|主要|全部){0,2}(?:投向|用于|用来|用在|给|支持|流向|贷给|投给|投入|拨给|注入)(?:了)?(?:支持|建设|实施|兴建|新建|改造)?[^,。;]{0,8}$"
)

_OTHER_MONEY = lazy(r"债券|专项债|国债|发债|财政|增发|配股|募集")  # 发行企业债券8亿元,其中5亿元用于X


def give_lender(document: Document, clusters: Sequence[NameCluster], findings: Sequence[Findings]) -> None:
    """Give the bank of the lead to each undertaking that gets a share of its loans."""
    lender = _lender(document)
    if lender is None:
        return
    for cluster, found in zip(clusters, findings, strict=True):
        start = cluster.name.start
        if start <= lender.end or any(o.mention.full_name == lender.full_name for o in found.organisations):
            continue
        told = document.text.rfind("。", lender.end, start) + 1 or lender.end
        share = _SHARE_FOR.search(document.text, max(lender.end, start - _REACH), start)
        if share is not None and _OTHER_MONEY.search(document.text, told, start) is None:
            found.organisations.append(OrganisationSlot(OrganisationRole.FINANCIER, lender, "org_role.lender"))


def _lender(document: Document) -> Mention | None:
    """The bank that the lead names before any other, if it lends there."""
    first = next((m for m in document.mentions_of(Label.ORG) if m.kind == "bank" and m.start < _LEAD), None)
    if first is None:
        return None
    named = (m for m in document.mentions_of(Label.ORG) if m.full_name == first.full_name and m.start < _LEAD)
    return first if any(_LENDS.match(document.text, m.end) for m in named) else None

"""Organisations that a project has by where they stand: in or before its name, or at the head of its paragraph."""

import re
from collections.abc import Iterator

from kaigong.extractors.organisation_role import COMPANY_KINDS
from kaigong.extractors.project_cluster import NameCluster
from kaigong.schemas.document import Document, OrganisationSlot
from kaigong.schemas.labels import Label, OrganisationRole

_BEFORE_NAME = re.compile(r"(?:\([^()]*\))?(?:旗下|所属)?的?“?")
_SELF = re.compile(r"\((?:以下)?(?:简称|称)[:为]?[“\"]?(?:本)?公司[”\"]?\)")
_ANNOUNCES = re.compile(
    r"(?:\([^()]*\))?(?:[:】]|(?:今日|昨日|昨天|昨晚|晚间|近日|日前|\d{1,2}月\d{1,2}日)*(?:公告|发布|披露|宣布|拟|计划|与|子公司|全资子公司))"
)


def named_investors(document: Document, cluster: NameCluster) -> Iterator[OrganisationSlot]:
    """A company whose name opens the project's name or stands right before it: it is the company's plant."""
    for mention in document.mentions_of(Label.ORG):
        if mention.kind not in COMPANY_KINDS:
            continue
        for candidate in cluster.candidates:
            opens = mention.start == candidate.start and mention.end < candidate.end
            gap = (
                _BEFORE_NAME.fullmatch(document.text, mention.end, candidate.start)
                if mention.end <= candidate.start
                else None
            )
            if opens or gap is not None:
                yield OrganisationSlot(OrganisationRole.INVESTOR, mention, "org_role.in_name")
                break


def announcer(document: Document, cluster: NameCluster) -> OrganisationSlot | None:
    """The company at the head of the paragraph that makes the project known (【X：拟投建…】, X公告，拟新建…)."""
    name = cluster.name
    before = [s for s in document.sentences if s.start <= name.start]
    if not before:
        return None
    first = next(s for s in document.sentences if s.paragraph == before[-1].paragraph)
    start = first.start + (1 if document.text[first.start] == "【" else 0)
    for mention in document.mentions_of(Label.ORG):
        if mention.start == start and mention.kind in COMPANY_KINDS and _ANNOUNCES.match(document.text, mention.end):
            return OrganisationSlot(OrganisationRole.INVESTOR, mention, "org_role.announcer")
    return None


def filer(document: Document) -> OrganisationSlot | None:
    """The company that a filing calls 公司 (浙江某某股份有限公司（以下简称“公司”）)."""
    for mention in document.mentions_of(Label.ORG):
        if mention.kind in COMPANY_KINDS and _SELF.match(document.text, mention.end):
            return OrganisationSlot(OrganisationRole.INVESTOR, mention, "org_role.filer")
    return None

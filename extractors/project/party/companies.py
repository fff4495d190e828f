"""The companies and bodies of a document that an undertaking may belong to."""

from kaigong.extractors.index import MentionIndex, SentenceIndex
from kaigong.extractors.lazy_pattern import lazy
from kaigong.extractors.org_role.reading import COMPANY_KINDS
from kaigong.schemas.document import Document
from kaigong.schemas.labels import Label

IN_OTHER_TOWN = lazy(
    r"(?:(?:走进|来到)?(?:在|位于|落户于?|坐落于)?)[^,。;的]{2,12}[省市县区州旗镇乡],[^,。;]{0,24}的(?!子公司)"
    # 一同签约的还有某县X综合体: those of others
    r"|(?:一同|同时|同日|当天|同期|同台|一起|一并|同批|集中|此外){0,2},?(?:集中)?(?:签约|开工|投产|竣工|落地|亮相|推介)的(?:项目)?(?:还有|包括)"
)
WORKS_FOR_OTHERS = lazy(r"设计|施工|工程局|[一二三四五六七八九]局|建筑|建工|建设集团|路桥|监理|营造")
OF_THE_NATION = lazy(r"国家|国铁|南方电网|中国铁路")  # 记者从国家电网获悉: of what its companies build
MAX_ASIDE = 40
_NON_PROFIT = ("association", "university", "institute", "hospital", "government")
# 【某新闻台】立法会通过拨款: who reports, no investor
_MEDIUM = lazy(r"(?:新闻台|电视台|电台|[日晚时快]报|新闻网|通讯社|新闻|专讯)$")


class Companies:
    """The text with its sentences, its companies but for who reports, and its bodies."""

    def __init__(self, document: Document) -> None:
        organisations = document.mentions_of(Label.ORG)
        self.document, self.text = document, document.text
        self.sentences = SentenceIndex(document.sentences)
        self.companies = MentionIndex(
            m for m in organisations if m.kind in COMPANY_KINDS and _MEDIUM.search(self.text, m.start, m.end) is None
        )
        self.bodies = MentionIndex(m for m in organisations if m.kind in _NON_PROFIT)

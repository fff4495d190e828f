"""Records for the review page, and what to read out of a page without a browser."""

import json
import re
import threading
from contextlib import contextmanager

from exportkit import record

from kaigong.pipeline.view.page import page
from kaigong.pipeline.view.server import CorrectionsFile, ReviewServer
from kaigong.schemas.labels import Label, Modality, Stage
from kaigong.schemas.record import (
    Amount,
    AmountValue,
    ArticleInfo,
    MentionSpan,
    Milestone,
    Organisation,
    Place,
    Project,
    Record,
    Span,
    project_id,
    text_digest,
)

HOSTILE = "</script><img src=x onerror=\"document.title='owned'\">&amp;<!--\u2028{{rows}}"
EMOJI_TEXT = (
    "🏭🏗️ 𠮷林省的消息：𠮷安市甲骨𠮷新材料有限公司投资的𠮷安甲骨新材料项目👷‍♀️总投资20亿元，2024年3月开工🎉。\n"
    "另一个项目叫𠮷安乙骨产业园，总投资3.5亿美元。"
)


def spans_of(text, words):
    """Start and end of the first place of the words, in code points."""
    start = text.index(words)
    return {"text": words, "start": start, "end": start + len(words), "rule": "test.rule"}


def emoji_record(id="emoji"):
    """An article with characters beyond the basic plane before, in and behind its spans; two projects."""
    text = EMOJI_TEXT
    at = lambda words: spans_of(text, words)  # noqa: E731
    company, place = at("𠮷安市甲骨𠮷新材料有限公司"), at("𠮷安市")
    name, other = at("𠮷安甲骨新材料项目"), at("𠮷安乙骨产业园")
    total = {"value": "2000000000", "currency": "CNY"}
    dollars = {"value": "350000000", "currency": "USD"}
    role = {"role": "total_investment", "status": Modality.ACTUAL}
    first = Project(
        id=project_id(id, name["text"], name["start"]),
        name=Span(**name),
        stage="under_construction",
        organisations=(Organisation(**company, role="investor"),),
        places=(Place(**place, province="江西省", city="吉安市", adcode="360800"),),
        amounts=(Amount(**at("20亿元"), **total, **role),),
        milestones=(
            Milestone(
                **at("开工"), kind="construction_start", status="actual",
                date={"start": "2024-03-01", "end": "2024-03-31", "grain": "month"},
            ),
        ),
    )  # fmt: skip
    second = Project(
        id=project_id(id, other["text"], other["start"]),
        name=Span(**other),
        amounts=(Amount(**at("3.5亿美元"), **dollars, **role),),
    )
    mentions = (
        MentionSpan(**company, label=Label.ORG),
        MentionSpan(**place, label=Label.PLACE, value={"province": "江西省", "city": "吉安市", "adcode": "360800"}),
        MentionSpan(**at("20亿元"), label=Label.AMOUNT, value=AmountValue(**total)),
        MentionSpan(**at("3.5亿美元"), label=Label.AMOUNT, value=AmountValue(**dollars)),
    )
    info = ArticleInfo(
        id=id, title="𠮷安两项目🎉开工", source="某报", published="2024-05-20", published_basis="given",
        sha256=text_digest(text), chars=len(text), text=text, url="javascript:alert(1)",
    )  # fmt: skip
    return Record(article=info, projects=(first, second), mentions=mentions)


def plain(id="a", name="甲项目", value="2000000000", currency="CNY", stage="under_construction", place=None, **article):
    """A record of exportkit with another sum, stage and place."""
    made = record(id=id, name=name, sums=(value,), **article)
    project = made.projects[0]
    amount = project.amounts[0].model_copy(update={"currency": currency})
    spot = project.places[0].model_copy(update=place or {})
    changed = {"amounts": (amount,), "stage": stage and Stage(stage), "places": (spot,)}
    return made.model_copy(update={"projects": (project.model_copy(update=changed),)})


def html_of(data, **options):
    """The page as one text."""
    return "".join(page(data, **options))


def embedded(html, id):
    """What stands in a data block of a page: JSON, or a list of JSON for lines."""
    block = re.search(rf'<script type="application/[a-z-]+" id="{id}">(.*?)</script>', html, re.DOTALL)[1]
    return json.loads(block) if id != "articles" else [json.loads(line) for line in block.strip().split("\n")]


@contextmanager
def served(path, page=lambda: ["<p>page</p>"]):
    """A server of a page that lasts as long as the block."""
    file = CorrectionsFile(path)
    file.check()
    with ReviewServer(page, file) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()

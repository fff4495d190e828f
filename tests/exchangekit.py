"""Annotated records for the tests of exchange, agreement and samples: texts with all that makes offsets go wrong."""

import json
from functools import cache
from pathlib import Path

from exportkit import invoke, write

from kaigong.pipeline import Pipeline
from kaigong.schemas.article import Article
from kaigong.schemas.record import Record

NEWS = (
    "由江苏澜泽科技有限公司投资建设的澜泽储能电池项目，位于扬州市仪征市，总投资约20亿元，占地200亩。"
    "项目去年3月开工，计划今年底竣工投产，达产后年产储能电池5吉瓦时。全市今年力争新签约亿元以上项目120个。"
)
ODD = (
    "😀𠮷野家供应商：由江苏澜泽科技\n有限公司投资建设的澜泽储能电池项目👨‍👩‍👧，位于𠮷祥镇所在的扬州市\r\n仪征市，"
    "总投资约２０亿元。\u2028 # 一期项目　总投资 8 亿元，今年5月开工。\n\n其中二期项目总投资12亿元，计划2026年建成。"
)


@cache
def pipeline() -> Pipeline:
    return Pipeline(tagger="rules", keep_text=True)


def _broken(record: Record) -> Record:
    """The record with spans over line breaks, a phase, a sum that two projects read differently."""
    whole = json.loads(record.to_line())
    text = record.article.text

    def span(words: str) -> dict[str, object]:
        start = text.index(words)
        return {"text": words, "start": start, "end": start + len(words), "rule": "test.rule"}

    firm, town = span("江苏澜泽科技\n有限公司"), span("扬州市\r\n仪征市")
    gone = ("江苏澜泽科技", "扬州市", "仪征市")
    path = {"province": "江苏省", "city": "扬州市", "county": "仪征市", "adcode": "321081"}
    kept = [m for m in whole["mentions"] if m["text"] not in gone]
    own = [{**firm, "label": "ORG"}, {**town, "label": "PLACE", "value": path}]
    own.append({**span("亿元。\u2028 # 一期"), "label": "PERSON", "value": None})
    own.append({**span("二期项目"), "label": "PROJECT", "value": None})
    whole["mentions"] = sorted([*kept, *own], key=lambda m: m["start"])
    (project,) = whole["projects"]
    project |= {"organisations": [{**firm, "role": "investor"}], "places": [{**town, **path}]}
    sums = [{**amount, "status": "planned", "role": "total_investment"} for amount in project["amounts"][-1:]]
    phase = {**project, "name": span("二期项目"), "id": "ab" * 8, "phase_of": project["id"], "amounts": sums}
    whole["projects"] += [{**phase, "metrics": [], "aliases": []}]
    return Record.model_validate_json(json.dumps(whole))


@cache
def records() -> tuple[Record, ...]:
    """Records of a plain text, of one with emoji, 𠮷 and breaks in spans, and of one with nothing in it."""
    texts = {"a1": NEWS, "b/2 甲:": ODD, "b/2 乙:": NEWS + ODD, "空": "天气好。"}
    known = {"published": "2024-05-17", "title": "标\t题", "source": "某报"}
    plain, odd, both, empty = (
        pipeline().process(Article(id=id, text=text, url=f"https://e.org/{i}", **known))
        for i, (id, text) in enumerate(texts.items())
    )
    return plain, _broken(odd), both, empty


FORMATS = {
    "labelstudio": "out.json", "brat": "out", "conll": "out.conll", "docbin": "out.spacy",
    "webannotation": "out.jsonld",
}  # fmt: skip
FAST = ("--tagger", "rules")


def export(format, *options, given=None):
    out = FORMATS[format]
    code, _, err = invoke("export", write("in.jsonl", *(given or records())), "-o", out, "--format", format, *options)
    return code, err, Path(out)


def imported(path, *options):
    """Exit code, messages and records that come back."""
    code, _, err = invoke("import", path, "-o", "back.jsonl", *FAST, *options)
    if code == 2:
        return code, err, []
    lines = Path("back.jsonl").read_text(encoding="utf-8").split("\n")
    return code, err, [Record.model_validate_json(line) for line in lines if line]


def tasks(path="out.json"):
    """Tasks of a file of Label Studio."""
    return json.loads(Path(path).read_text(encoding="utf-8"))

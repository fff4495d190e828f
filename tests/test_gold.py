import json
from pathlib import Path

import pytest

from kaigong.corpora.gold_reader import MORE, SHIPPED, gold_digest, parse_gold, read_gold, read_shipped
from kaigong.corpora.loader import read_text
from kaigong.corpora.readers import iter_articles
from kaigong.schemas import Article, ReadError

SHARED = Path(__file__).resolve().parents[2] / "shared" / "gold" / SHIPPED


def row(**changes):
    text = "仪征双环公司投资20亿元建设活塞环项目。"
    project = {
        "name": "活塞环项目", "also": [], "orgs": [{"name": "仪征双环公司", "role": "investor"}],
        "places": [{"text": "仪征", "path": "江苏省/扬州市/仪征市"}],
        "amounts": [{"role": "total_investment", "value": "2000000000", "currency": "CNY", "qualifier": "exact"}],
        "metrics": [], "milestones": [], "stage": None,
    }  # fmt: skip
    sum_ = {"text": "20亿元", "value": "2000000000", "currency": "CNY", "qualifier": "exact"}
    base = {
        "id": "a", "title": "题", "published": "2023-02-10", "text": text, "orgs": ["仪征双环公司"], "amounts": [sum_],
        "projects": [project], "targets": [],
    }  # fmt: skip
    return {**base, **changes}


def project(**changes):
    return [{**row()["projects"][0], **changes}]


def target(**changes):
    base = {"subject": "仪征", "indicator": "新签约项目", "value": "5", "unit": "个", "comparator": "exact",
            "period": "2023-Q1", "status": "goal"}  # fmt: skip
    return [{**base, **changes}]


def test_shipped_gold_follows_the_guidelines():
    articles = read_gold()
    assert len(articles) == 56
    assert any(not a.projects for a in articles)


@pytest.mark.skipif(not SHARED.exists(), reason="the annotators' copy is not at hand")
def test_shipped_gold_is_the_annotators():
    assert read_text("gold", SHIPPED) == SHARED.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [SHIPPED, MORE])
def test_floors_belong_to_the_shipped_gold(name):
    floors = json.loads(read_text("gold", "floors.json"))
    assert floors[name]["gold_sha256"] == gold_digest(name)


def test_more_gold_follows_the_guidelines_too():
    assert len(read_shipped(MORE)) == 1934


def test_samples_can_be_read():
    items = list(iter_articles([Path(__file__).resolve().parents[1] / "corpora" / "samples"]))
    assert len(items) == 6
    assert all(isinstance(i, Article) for i in items)


def test_well_formed_row():
    assert parse_gold(json.dumps(row(targets=target())), "x")[0].projects[0].names == ("活塞环项目",)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"text": ...}, "text: Field required"),
        ({"orgs": ...}, "orgs: Field required"),
        ({"published": "2023-02"}, "published"),
        ({"orgs": ["双环集团"]}, "organisation not in the text: 双环集团"),
        ({"orgs": ["仪征双环公司"] * 2}, "an organisation stands twice"),
        ({"amounts": [{**row()["amounts"][0], "text": "30亿元"}]}, "amount not in the text, or out of order: 30亿元"),
        ({"amounts": row()["amounts"] * 2}, "out of order"),
        ({"amounts": [{**row()["amounts"][0], "currency": "元"}]}, "amounts.0.currency"),
        ({"amounts": [{**row()["amounts"][0], "value": 20}]}, "amounts.0.value"),
        ({"amounts": [{**row()["amounts"][0], "value": "20亿"}]}, "is no decimal number"),
        ({"amounts": [{**row()["amounts"][0], "qualifier": "range"}]}, "a range needs low and high"),
        ({"amounts": [{**row()["amounts"][0], "qualifier": "circa"}]}, "amounts.0.qualifier"),
        ({"projects": project(name="轴承项目")}, "project name not in the text: 轴承项目"),
        ({"projects": project(also=["轴承项目"])}, "project name not in the text: 轴承项目"),
        ({"projects": project(name="")}, "projects.0.name"),
        ({"projects": project(orgs=[{"name": "仪征双环公司", "role": "buyer"}])}, "projects.0.orgs.0.role"),
        ({"projects": project(orgs=[{"name": "轴承厂", "role": "owner"}])}, "project's organisation not in the text"),
        ({"projects": project(places=[{"text": "扬州", "path": None}])}, "place not in the text: 扬州"),
        ({"projects": project(places=[{"text": "仪征", "path": "甲/乙/丙/丁"}])}, "projects.0.places.0.path"),
        ({"projects": project(metrics=[{"role": "length", "value": "3"}])}, "projects.0.metrics.0.unit"),
        ({"projects": project(metrics=[{"role": "width", "value": "3", "unit": "米"}])}, "projects.0.metrics.0.role"),
        ({"projects": project(milestones=[{"kind": "begun", "status": "actual"}])}, "projects.0.milestones.0.kind"),
        (
            {"projects": project(milestones=[{"kind": "signed", "status": "actual", "start": "2023"}])},
            "milestones.0.start",
        ),
        ({"projects": project(stage="begun")}, "projects.0.stage"),
        ({"projects": [{k: v for k, v in project()[0].items() if k != "stage"}]}, "projects.0.stage: Field required"),
        ({"targets": target(comparator="range")}, "targets.0.comparator"),
        ({"targets": target(status="plan")}, "targets.0.status"),
        ({"targets": target(unit="")}, "targets.0.unit"),
        ({"targets": target(indicator="")}, "targets.0.indicator"),
        ({"targets": target(period="一季度")}, "targets.0.period"),
        ({"targets": target(subject="扬州")}, "target's subject not in the text: 扬州"),
        ({"targets": target(value=None)}, "no value"),
    ],
)
def test_faulty_annotation_is_named(changes, fault):
    faulty = {k: v for k, v in row(**changes).items() if v is not ...}
    with pytest.raises(ReadError) as caught:
        parse_gold(json.dumps(row(id="b")) + "\n" + json.dumps(faulty), "gold.jsonl")
    assert str(caught.value).startswith("gold.jsonl:2: ")
    assert fault in str(caught.value)


def test_faulty_files_are_named(tmp_path):
    with pytest.raises(ReadError, match=r"gone\.jsonl: cannot be read"):
        read_gold(tmp_path / "gone.jsonl")
    with pytest.raises(ReadError, match="no gold article"):
        parse_gold("\n", "x")
    with pytest.raises(ReadError, match="id a stands twice"):
        parse_gold(json.dumps(row()) + "\n" + json.dumps(row()), "x")

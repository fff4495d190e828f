"""Decisions of reviewers: what a line may say, which of several holds, and records scored by them."""

import json
from pathlib import Path

import pytest
from exportkit import invoke, write
from viewkit import emoji_record, plain

from kaigong.pipeline.corrections import holds_corrections, read_corrections
from kaigong.pipeline.review import review_of, score_review
from kaigong.schemas.correction import Correction
from kaigong.schemas.errors import ReadError

EMOJI = emoji_record()
FIRST, SECOND = EMOJI.projects
AMOUNT = {"role": "total_investment", "value": "2100000000", "currency": "CNY", "status": "actual"}


def decision(decision, project=FIRST, slot=None, value=None, article="emoji", **more):
    row = {"article_id": article, "project_id": project.id, "decision": decision, "slot": slot, "value": value, **more}
    return {key: item for key, item in row.items() if item is not None}


def made(*rows):
    return [Correction.model_validate(row) for row in rows]


def scores(*rows, records=None, reviewed=(EMOJI,)):
    review = review_of(made(*rows), {record.article.id: record for record in reviewed})
    return score_review(review, {record.article.id: record for record in (records or reviewed)})


def tally(scores, measure):
    t = scores.evaluation.tallies[measure]
    return t.hits, t.gold, t.predicted


# ---- lines


@pytest.mark.parametrize(
    ("slot", "value"),
    [
        ("name", "𠮷安甲骨材料项目"),
        ("stage", "signed"),
        ("organisations[0]", {"text": "甲公司", "role": "owner"}),
        ("places[3]", {"province": "江西省", "city": None}),
        ("industry[0]", {"code": "C3985", "name": "电子专用材料制造"}),
        ("amounts[0]", AMOUNT),
        ("amounts[0]", {**AMOUNT, "value": None, "low": "1", "high": "2", "qualifier": "range"}),
        ("metrics[0]", {"role": "land_area", "value": "200", "unit": "亩", "status": "actual"}),
        ("milestones[1]", {"kind": "completed", "status": "planned", "date": {"end": "2025-12-31", "grain": "year"}}),
        ("milestones[1]", {"kind": "completed", "status": "planned", "date": {}}),
    ],
)  # fmt: skip
def test_a_value_has_the_form_of_its_slot(slot, value):
    assert Correction.model_validate(decision("correct", slot=slot, value=value)).place[0] == slot.partition("[")[0]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (decision("correct", slot="amounts", value=AMOUNT), "'amounts' is no slot"),
        (decision("correct", slot="name[0]", value="x"), "is no slot"),
        (decision("correct", slot="aliases[0]", value="x"), "is no slot"),
        (decision("correct", slot="name"), "value stands with"),
        (decision("correct", value="x"), "value stands with"),
        (decision("accept", slot="stage", value="signed"), "value stands with"),
        (decision("correct", slot="stage", value="soon"), "not a valid Stage"),
        (decision("correct", slot="name", value=" "), "no text"),
        (decision("correct", slot="amounts[0]", value={**AMOUNT, "value": "20亿"}), "value"),
        (decision("correct", slot="amounts[0]", value={**AMOUNT, "role": "sum"}), "value.role"),
        (decision("correct", slot="places[0]", value={"city": "吉安市"}), "needs its province"),
        (decision("accept", time="2024-05-20"), "time"),
        (decision("maybe"), "decision"),
    ],
)
def test_other_lines_are_refused(row, message):
    with pytest.raises(ValueError, match=message):
        Correction.model_validate(row)


def test_the_last_decision_holds_and_can_be_taken_back(tmp_path):
    rows = [
        decision("accept"),
        decision("reject", SECOND),
        decision("reject"),
        decision("correct", slot="stage", value="signed"),
        decision("clear", SECOND),
        decision("accept", slot="stage"),
    ]
    path = tmp_path / "c.jsonl"
    path.write_text("\ufeff" + "\n\n".join(json.dumps(row) for row in rows), "utf-8")
    held = read_corrections(path)
    assert [(c.decision, c.slot) for c in held] == [("reject", None), ("accept", "stage")]
    assert holds_corrections(path)


def test_faulty_lines_are_named(tmp_path):
    path = tmp_path / "c.jsonl"
    path.write_text(json.dumps(decision("accept")) + "\n{}\n" + json.dumps(decision("maybe")), "utf-8")
    with pytest.raises(ReadError) as fault:
        read_corrections(path)
    assert [line.split(" ")[0] for line in str(fault.value).splitlines()] == [f"{path}:2:", f"{path}:3:"]
    assert not holds_corrections(write(tmp_path / "r.jsonl", EMOJI))


# ---- scores


def test_what_is_accepted_is_right():
    made = scores(decision("accept"), decision("accept", SECOND))
    assert tally(made, "project") == tally(made, "name") == tally(made, "perfect") == (2, 2, 2)
    assert tally(made, "slots") == (6, 6, 6) and not made.evaluation.errors
    assert made.review.counts() == {"accept": 2, "correct": 0, "reject": 0}


def test_what_is_rejected_is_wrong_with_all_its_values():
    made = scores(decision("accept"), decision("reject", SECOND))
    assert tally(made, "project") == (1, 1, 2)
    assert tally(made, "slot:amount") == (1, 1, 2)
    assert made.summary() == (
        "2 projects reviewed: 1 accepted, 0 corrected, 1 rejected; precision 0.500 (95 % interval 0.095–0.905)"
    )
    assert made.to_json()["review"] == {"accept": 1, "correct": 0, "reject": 1, "precision_interval": [0.0945, 0.9055]}


def test_what_is_corrected_is_as_the_reviewer_wrote():
    made = scores(
        decision("correct"),
        decision("correct", slot="amounts[0]", value=AMOUNT),
        decision("reject", slot="places[0]"),
        decision("correct", slot="milestones[1]", value={"kind": "signed", "status": "actual", "date": {}}),
        decision("correct", slot="name", value="𠮷安新材料项目"),
    )
    assert tally(made, "project") == (1, 1, 1) and tally(made, "perfect") == (0, 1, 1)
    assert tally(made, "name") == (0, 1, 1)
    assert tally(made, "slot:amount") == (0, 1, 1)
    assert tally(made, "slot:place") == (0, 0, 1)
    assert tally(made, "slot:milestone") == (1, 2, 1)
    assert tally(made, "slot:org") == tally(made, "slot:stage") == (1, 1, 1)


def test_a_stage_can_be_rejected_and_a_value_accepted():
    made = scores(decision("accept"), decision("reject", slot="stage"), decision("accept", slot="amounts[0]"))
    assert tally(made, "slot:stage") == (0, 0, 1) and tally(made, "slot:amount") == (1, 1, 1)
    assert made.review.counts()["correct"] == 1  # something in it was wrong


def test_a_project_with_something_wrong_counts_as_a_project_alone():
    made = scores(decision("correct", comment="金额不对"), decision("accept", SECOND))
    assert tally(made, "project") == (2, 2, 2)
    assert tally(made, "perfect") == (1, 1, 1) and tally(made, "slots") == (1, 1, 1)


def test_what_nobody_looked_at_does_not_count():
    assert tally(scores(decision("accept", SECOND)), "project") == (1, 1, 1)


def test_decisions_score_other_records_of_the_same_articles():
    renamed = FIRST.name.model_copy(update={"text": "𠮷安甲骨新材料大项目"})
    newer = EMOJI.model_copy(update={"projects": (FIRST.model_copy(update={"id": "0" * 16, "name": renamed}),)})
    made = scores(decision("accept"), decision("reject", SECOND), records=[newer])
    assert tally(made, "project") == (1, 1, 1) and tally(made, "name") == (0, 1, 1)  # the rejected one is gone
    made = scores(decision("accept"), decision("accept", SECOND), records=[newer])
    assert tally(made, "project") == (1, 2, 1)
    again = SECOND.model_copy(update={"id": "1" * 16})
    made = scores(decision("reject", SECOND), records=[EMOJI.model_copy(update={"projects": (again,)})])
    assert tally(made, "project") == (0, 0, 1)
    made = scores(decision("accept"), records=[plain("other")])
    assert tally(made, "project") == (0, 1, 0) and made.evaluation.missing == ["emoji"]


def test_rules_are_scored_by_decisions():
    made = scores(decision("accept"), decision("reject", SECOND))
    (row,) = [s for s in made.evaluation.rule_scores() if s.measure == "slot:amount"]
    assert (row.rule, row.precision, row.tally.predicted) == ("test.rule", 0.5, 2)


# ---- the command


@pytest.fixture
def files(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write("r.jsonl", EMOJI)

    def corrections(*rows):
        Path("c.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")

    return corrections


def test_evaluate_takes_corrections_as_gold(files):
    files(decision("accept"), decision("reject", SECOND))
    code, out, err = invoke("evaluate", "c.jsonl", "r.jsonl", "--by", "rule", "--errors", "e.jsonl")
    assert code == 0 and not err
    assert "project              0.500     1.000" in out and "2 projects reviewed: 1 accepted" in out
    assert "test.rule" in out and "org  " not in out.split("\n")[1]
    assert json.loads(Path("e.jsonl").read_text("utf-8").splitlines()[0])["what"] == ["𠮷安乙骨产业园"]
    code, out, _ = invoke("evaluate", "c.jsonl", "r.jsonl", "--json")
    assert json.loads(out)["project"]["precision"] == 0.5 and json.loads(out)["review"]["reject"] == 1


def test_evaluate_tells_of_decisions_on_other_records(files):
    files(decision("accept"), decision("accept", article="none"))
    code, _, err = invoke("evaluate", "c.jsonl", "r.jsonl")
    assert code == 1 and f"no project {FIRST.id} of article 'none'" in err
    code, _, err = invoke("evaluate", "c.jsonl")
    assert code == 2 and "kaigong evaluate c.jsonl RECORDS" in err
    code, _, err = invoke("evaluate", "--reviewed", "r.jsonl")
    assert code == 2 and "--reviewed goes with corrections" in err

import datetime
import json
from decimal import Decimal
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from kaigong.pipeline.check import describe_faults, json_path
from kaigong.schemas import Record, check_spans
from kaigong.schemas.record import decimal_string, project_id, text_digest
from kaigong.schemas.schema import SCHEMA_FILE, record_schema, schema_text

TEXT = "仪征双环公司投资20亿元建设活塞环项目，年产1.2亿片，去年3月开工。全市新签约项目50个以上。"


def span(words, **other):
    start = TEXT.index(words)
    return {"text": words, "start": start, "end": start + len(words), **other}


def number(value=None, low=None, high=None, qualifier="exact", **other):
    return {"value": value, "low": low, "high": high, "qualifier": qualifier, **other}


def sample():
    sum_value = number("2000000000", currency="CNY")
    month = {"start": "2022-03-01", "end": "2022-03-31", "grain": "month"}
    path = {"province": "江苏省", "city": "扬州市", "county": "仪征市", "adcode": "321081"}
    return {
        "schema": "kaigong/1",
        "article": {
            "id": "a1", "url": None, "title": None, "source": "某报", "published": "2023-02-10",
            "published_basis": "given", "sha256": text_digest(TEXT), "chars": len(TEXT),
        },
        "projects": [
            {
                "id": "9f2c00aa",
                "phase_of": None,
                "name": span("活塞环项目", rule="project.name", sentence=[0, 36]),
                "aliases": [],
                "stage": "operating",
                "organisations": [span("仪征双环公司", role="investor")],
                "places": [span("仪征", **path)],
                "industry": [span("活塞环", code="C3670", name="汽车零部件及配件制造")],
                "amounts": [span("20亿元", role="total_investment", status="actual", per=None, **sum_value)],
                "metrics": [
                    span("年产1.2亿片", role="annual_capacity", item="活塞环", unit="片", status="planned", per="year",
                         **number("120000000")),
                ],
                "milestones": [span("去年3月开工", kind="construction_start", status="actual", date=month)],
            }
        ],
        "targets": [
            span("50个以上", subject="全市", indicator="新签约项目", value="50", low=None, high=None, unit="个",
                 comparator="at_least", period="2023", status="goal"),
        ],
        "mentions": [
            span("仪征", label="PLACE", value=path),
            span("仪征双环公司", label="ORG", value=None, rule="org.company_suffix"),
            span("20亿元", label="AMOUNT", value=sum_value, rule="amount.number_unit"),
            span("1.2亿片", label="QUANTITY", value=number("120000000", unit="片")),
            span("去年3月", label="DATE", value=month),
        ],
        "rejects": [span("50个", stage="target", reason="no body named")],
    }  # fmt: skip


def parse(row):
    return Record.model_validate_json(json.dumps(row))


def spoil(row, path, value):
    *parents, last = path
    for key in parents:
        row = row[key]
    if value is ...:
        del row[last]
    else:
        row[last] = value


def test_the_contract_is_valid_and_comes_back_unchanged():
    record = parse(sample())
    assert check_spans(record, TEXT) == []
    again = json.loads(record.to_line())
    assert again == sample()
    assert parse(again) == record


def test_record_is_one_line_of_json_with_hanzi():
    line = parse(sample()).to_line()
    assert "\n" not in line
    assert "活塞环项目" in line


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        (("schema",), "kaigong/2", "schema: Input should be 'kaigong/1'"),
        (("note",), "x", "note: Extra inputs are not permitted"),
        (("article", "sha256"), "abc", "article.sha256: String should match pattern"),
        (("article", "published"), "2023-02-30", "article.published"),
        (("article", "published"), "2023-02-10T00:00:00", "article.published: expected a day"),
        (("article", "published"), 1676000000, "article.published: expected a day"),
        (("article", "published_basis"), None, "article: published and published_basis stand together"),
        (("article", "chars"), -1, "article.chars"),
        (("article", "chars"), 5, "reaches past the article's 5 characters"),
        (("projects", 0, "id"), "xyz", "projects[0].id"),
        (("projects", 0, "phase_of"), "0123456789", "phase_of of project 9f2c00aa is 0123456789: no project here"),
        (("projects", 0, "phase_of"), "9f2c00aa", "phase_of of project 9f2c00aa is 9f2c00aa: no project here"),
        (("projects", 0, "stage"), "started", "projects[0].stage: Input should be 'proposed'"),
        (("projects", 0, "name", "end"), 3, "projects[0].name: "),
        (("projects", 0, "name", "start"), "8", "projects[0].name.start: Input should be a valid integer"),
        (("projects", 0, "name", "text"), "活塞环", "projects[0].name: text has 3 characters"),
        (("projects", 0, "name", "text"), ..., "projects[0].name.text: Field required"),
        (("projects", 0, "organisations", 0, "role"), "buyer", "projects[0].organisations[0].role"),
        (("projects", 0, "places", 0, "adcode"), "3210", "projects[0].places[0].adcode"),
        (
            ("projects", 0, "amounts", 0, "value"),
            2000000000,
            "projects[0].amounts[0].value: Input should be a valid str",
        ),
        (("projects", 0, "amounts", 0, "value"), "2e9", "projects[0].amounts[0].value: String should match"),
        (("projects", 0, "amounts", 0, "value"), "20.0", "projects[0].amounts[0].value: String should match"),
        (("projects", 0, "amounts", 0, "value"), None, "projects[0].amounts[0]: expected either value"),
        (("projects", 0, "amounts", 0, "low"), "1", "low and high stand together"),
        (("projects", 0, "amounts", 0, "qualifier"), "range", "qualifier range goes with low and high"),
        (("projects", 0, "amounts", 0, "currency"), "yuan", "projects[0].amounts[0].currency"),
        (("projects", 0, "metrics", 0, "unit"), "", "projects[0].metrics[0].unit"),
        (("projects", 0, "milestones", 0, "date", "end"), "2022-02-01", "end 2022-02-01 is before start 2022-03-01"),
        (("projects", 0, "milestones", 0, "date", "grain"), "era", "projects[0].milestones[0].date.grain"),
        (("targets", 0, "period"), "2023Q1", "targets[0].period"),
        (("targets", 0, "comparator"), "range", "targets[0].comparator"),
        (
            ("mentions", 1, "value"),
            {"province": "江苏省"},
            "mentions[1]: value of a mention with label ORG must be null",
        ),
        (("mentions", 2, "value"), None, "mentions[2]: a mention with label AMOUNT needs a value"),
        (("mentions", 2, "value"), number("1", unit="片"), "mentions[2]: value of a mention with label AMOUNT must be"),
        (("mentions", 2, "value", "value"), "1,000", "mentions[2].value.value: String should match"),
        (("mentions", 2, "label"), "MONEY", "mentions[2].label"),
        (("rejects", 0, "end"), None, "rejects[0]: text, start and end stand together"),
    ],
)
def test_broken_record_is_refused_with_its_path(path, value, fault):
    row = sample()
    spoil(row, path, value)
    with pytest.raises(ValidationError) as caught:
        parse(row)
    faults = describe_faults(caught.value)
    assert any(f.startswith(fault) or fault in f for f in faults), faults


def test_range_has_low_and_high_in_order():
    row = sample()
    row["projects"][0]["amounts"][0].update(number(low="10", high="20.5", qualifier="range"))
    parse(row)
    row["projects"][0]["amounts"][0].update(low="30")
    with pytest.raises(ValidationError, match="low 30 is greater than high"):
        parse(row)


def test_mentions_nest_but_those_of_one_label_do_not_overlap():
    row = sample()
    row["mentions"].append(span("双环公司投资", label="ORG", value=None))
    with pytest.raises(ValidationError, match="two ORG mentions overlap"):
        parse(row)


def test_project_ids_are_unique():
    row = sample()
    row["projects"].append(row["projects"][0])
    with pytest.raises(ValidationError, match="a project id stands twice"):
        parse(row)


def test_records_are_frozen():
    record = parse(sample())
    with pytest.raises(ValidationError):
        record.article = None


def test_slice_law_names_each_span_that_breaks_it():
    faults = check_spans(parse(sample()), "甲" + TEXT[1:])
    assert faults[0] == "article.sha256: not that of the text"
    assert "projects[0].organisations[0]: says '仪征双环公司', the text has '甲征双环公司' at 0-6" in faults
    assert "article.chars: 48, the text has 3" in check_spans(parse(sample()), "甲乙丙")


def test_kept_text_must_be_the_article():
    row = sample()
    row["article"]["text"] = TEXT
    assert json.loads(parse(row).to_line())["article"]["text"] == TEXT
    row["article"]["text"] = TEXT[::-1]
    with pytest.raises(ValidationError, match="sha256 is not that of the text"):
        parse(row)


def test_offsets_count_code_points():
    text = "𠮷林💡项目"
    row = {
        "schema": "kaigong/1",
        "article": {"id": "a", "sha256": text_digest(text), "chars": 5},
        "mentions": [{"label": "PROJECT", "text": "💡项目", "start": 2, "end": 5}],
    }
    assert check_spans(parse(row), text) == []


def test_shipped_schema_is_current():
    shipped = files("kaigong.schemas").joinpath(SCHEMA_FILE).read_text(encoding="utf-8")
    assert shipped == schema_text(), "run: kaigong schema > schemas/kaigong-1.schema.json"


def test_schema_states_the_contract():
    schema = record_schema()
    assert schema["additionalProperties"] is False
    assert set(schema["required"]) == {"schema", "article"}
    assert schema["$defs"]["Span"]["required"] == ["text", "start", "end"]


def test_path_of_a_fault():
    assert json_path(()) == "$"
    assert json_path(("mentions", 3, "value", "AMOUNT", "currency")) == "mentions[3].value.currency"


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15))
def test_decimal_string_keeps_the_number(number):
    written = decimal_string(number)
    assert Decimal(written) == number
    assert "E" not in written
    assert not (written.endswith("0") and "." in written)
    assert written != "-0"


def test_project_id_is_stable():
    assert project_id("a", "活塞环项目", 14) == project_id("a", "活塞环项目", 14) == "7d1f2add5ee074ca"
    assert project_id("a", "活塞环项目", 14) != project_id("a", "活塞环项目", 15)


def test_dates_are_days():
    assert parse(sample()).article.published == datetime.date(2023, 2, 10)

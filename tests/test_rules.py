"""A user's own rules: what they change, what they leave, and what is said of faulty ones."""

import pickle
import re
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from kaigong.corpora.families import FAMILIES
from kaigong.corpora.lexicon_set import PACKAGE
from kaigong.corpora.rules import load_rules
from kaigong.pipeline import Pipeline, cli
from kaigong.pipeline.check_rules import check_rules
from kaigong.schemas import Article
from kaigong.schemas.errors import ConfigError

DOCS = Path(__file__).resolve().parents[1] / "docs" / "rules.md"
BLOCKS = re.findall(r"```yaml\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
TEXT = "春晖科创谷的江东电池项目5月8日点桩，由蓝海智造操盘，总投资3亿元，建设1200柜位。"


@pytest.fixture
def rules(tmp_path):
    folder = tmp_path / "rules"
    folder.mkdir()
    for number, block in enumerate(BLOCKS):
        (folder / f"{number}.yaml").write_text(block, encoding="utf-8")
    return folder


def facts(record):
    project = record.projects[0]
    return {
        "stage": project.stage,
        "parties": [(o.role, o.text) for o in project.organisations],
        "places": [(p.text, p.adcode) for p in project.places],
        "metrics": [(m.value, m.unit) for m in project.metrics],
        "milestones": [m.text for m in project.milestones],
    }


def test_each_kind_of_rule_changes_what_it_promises(rules):
    with_rules = facts(Pipeline(rules=rules)(TEXT, published="2024-06-01"))
    assert with_rules == {
        "stage": "under_construction",
        "parties": [("investor", "蓝海智造")],
        "places": [("春晖科创谷", "321081")],
        "metrics": [("1200", "柜位")],
        "milestones": ["点桩"],
    }


def test_rules_touch_no_other_pipeline(rules):
    plain, own = Pipeline(tagger="rules"), Pipeline(tagger="rules", rules=rules)
    before = plain(TEXT, published="2024-06-01")
    own(TEXT, published="2024-06-01")
    assert plain(TEXT, published="2024-06-01") == before
    assert facts(before)["stage"] is None and facts(before)["places"] == []


def test_workers_and_pickles_read_by_the_same_rules(rules):
    own = Pipeline(rules=rules)
    articles = [Article(id=str(n), text=TEXT, published="2024-06-01") for n in range(6)]
    alone = list(own.stream(articles))
    assert list(own.stream(articles, workers=2)) == alone
    assert list(pickle.loads(pickle.dumps(own)).stream(articles)) == alone
    assert pickle.loads(pickle.dumps(Pipeline())).lexicons is PACKAGE


def test_fingerprint_tells_rules_apart(rules):
    own, plain = Pipeline(rules=rules).fingerprint(), Pipeline().fingerprint()
    assert plain["rules_sha256"] is None
    assert {key for key in own if own[key] != plain[key]} == {"rules_sha256"}
    assert Pipeline(rules=sorted(rules.iterdir())).fingerprint() == own
    assert Pipeline(rules=rules / "0.yaml").fingerprint() != own


def test_an_entry_takes_over_the_word_of_the_package(tmp_path):
    path = tmp_path / "triggers.yaml"
    path.write_text("- {id: my.start, surface: [开工], kinds: [signed], stage: signed}", encoding="utf-8")
    [milestone] = Pipeline(rules=path)("某县电池项目5月8日开工", published="2024-06-01").projects[0].milestones
    assert milestone.kind == "signed"


@pytest.mark.parametrize("block", BLOCKS)
def test_examples_of_the_docs(tmp_path, block):
    path = tmp_path / "rules.yaml"
    path.write_text(block, encoding="utf-8")
    assert [(entry.id, faults) for entry, faults in check_rules([path]) if faults] == []
    assert all(entry["examples"] for entries in yaml.safe_load(block).values() for entry in entries)


def test_check_tells_an_entry_that_does_nothing(tmp_path):
    path = tmp_path / "rules.yaml"
    entry = "units:\n- {id: my.u, surface: [柜位], dimension: count, canonical: 柜位, "
    path.write_text(entry + "examples: [今天天气好], counter: [建设1200柜位]}", encoding="utf-8")
    result = CliRunner().invoke(cli.app, ["rules", "check", str(path)])
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "my.u: changes nothing in its example: 今天天气好",
        "my.u: changes its counter-example: 建设1200柜位",
    ]


FAULTS = {
    "unitz: []": "unknown family 'unitz': known are amount_roles",
    "units: 3": "units: expected a list of entries, found int",
    "units:\n- {id: my.u, surface: [柜位], canonical: 柜位}": "units: entry my.u: dimension: Field required",
    "units:\n- {id: my.u, colour: red, dimension: count, canonical: x}": "entry my.u: colour: Extra inputs",
    "units:\n- {id: 'Ü', dimension: count, canonical: x}": "entry Ü: id: String should match pattern",
    "units:\n- {id: a, dimension: count, canonical: x}\n- {id: a, dimension: count, canonical: y}": "id a stands twice",
    "triggers:\n- {id: signed, surface: [缔约]}": "id signed is an entry of the package",
    "places:\n- {id: my.p, surface: [某谷], adcode: '999999'}": "adcode 999999 is no division of today",
    "units: [": "no valid YAML",
    "just words": "expected families with lists of entries, found str",
}


@pytest.mark.parametrize("text", FAULTS)
def test_faults_name_the_file_and_the_entry(tmp_path, text):
    path = tmp_path / "rules.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_rules(path)
    assert FAULTS[text] in str(caught.value)
    assert "rules.yaml" in str(caught.value) or "stands twice" in text or "is " in str(caught.value)


ALL_WRONG = """
units:
- {id: my.rack, surface: [机柜位], dimension: cnt, canonical: 机柜位}
- {id: my.rack2, surface: 柜位, dimension: count, canonical: 柜位}
places:
- {id: my.park, surface: [某谷], adcode: 310115}
- {id: my.park2, surface: [另谷], adcode: "999999"}
triggers:
- {id: my.pile, surface: [点桩], kind: [signed], stage: under_constr}
known_orgs:
- {id: my.org, surface: [蓝海智造]}
"""


def test_all_faults_are_told_at_once(tmp_path):
    (tmp_path / "a.yaml").write_text(ALL_WRONG, encoding="utf-8")
    (tmp_path / "b.yaml").write_text("units: [", encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_rules(tmp_path)
    faults = str(caught.value).split("\n")
    for told in (
        "a.yaml: unknown family 'known_orgs': known are amount_roles",
        "a.yaml: units: entry my.rack2: surface: Input should be a list: surface: [柜位]",
        'places: entry my.park: adcode: Input should be a valid string: put it in quotes, adcode: "310115"',
        "places: entry my.park2: adcode 999999 is no division of today",
        "triggers: entry my.pile: stage: Input should be 'proposed'",
        "triggers: entry my.pile: kind: Extra inputs are not permitted; known are id, surface",
        "units: entry my.rack: dimension 'cnt' is that of no unit; known are",
        "b.yaml: no valid YAML",
    ):
        assert any(told in fault for fault in faults), told


def test_a_dimension_of_your_own_goes_with_a_role_for_it(tmp_path):
    path = tmp_path / "a.yaml"
    unit = "units:\n- {id: my.u, surface: [柜位], dimension: racks, canonical: 柜位}\n"
    path.write_text(
        unit + "metric_roles:\n- {id: my.r, role: land_area, surface: [可容], dimensions: [racks]}\n", "utf-8"
    )
    assert set(load_rules(path).own) == {"units", "metric_roles"}


def test_check_notes_words_taken_over_and_entries_not_tried(tmp_path):
    path = tmp_path / "rules.yaml"
    start = "triggers:\n- {id: my.start, surface: [开工], kinds: [construction_start], stage: under_construction, "
    unit = "units:\n- {id: my.rack, surface: [柜位], dimension: count, canonical: 柜位}\n"
    path.write_text(start + "examples: [江东电池项目5月8日开工]}\n" + unit, encoding="utf-8")
    result = CliRunner().invoke(cli.app, ["rules", "check", str(path)])
    assert (result.exit_code, result.stdout) == (0, "")
    first, second, last = result.stderr.splitlines()
    assert re.fullmatch("note: my.start: takes 开工 over from the package's entry [a-z_.]+", first)
    assert second == "note: my.rack: has no examples, so that nothing was tried"
    assert last == "2 entries, 0 faults"


def test_list_says_which_values_are_allowed():
    lines = CliRunner().invoke(cli.app, ["rules", "list", "triggers"]).stdout.splitlines()
    shown = {line.split()[0]: line for line in lines[2:]}
    assert shown["kinds"].endswith(
        "list of: signed, approved, construction_start, topped_out, completed, production_start"
    )
    assert ", ".join(["proposed", "signed", "approved", "under_construction"]) in shown["stage"]
    assert shown["surface"].endswith("list of texts")
    for family in FAMILIES:
        listed = CliRunner().invoke(cli.app, ["rules", "list", family]).stdout
        assert "tuple" not in listed.split("\n", 2)[2] and "kaigong." not in listed


def test_paths_that_hold_no_rules(tmp_path):
    with pytest.raises(ConfigError, match="no such file or folder of rules"):
        load_rules(tmp_path / "none.yaml")
    with pytest.raises(ConfigError, match="no rule files"):
        load_rules(tmp_path)
    (tmp_path / "gbk.yaml").write_bytes("units: # 单位".encode("gbk"))
    with pytest.raises(ConfigError, match="not UTF-8"):
        load_rules(tmp_path)


def test_every_lexicon_file_is_a_family():
    folder = Path(__file__).resolve().parents[1] / "corpora" / "lexicons"
    assert {p.stem for p in folder.glob("*.yaml")} == set(FAMILIES) - {"places"} | {"rules", "noise"}


def test_list_says_what_an_entry_needs():
    listed = CliRunner().invoke(cli.app, ["rules", "list"]).stdout
    assert [line.split()[0] for line in listed.splitlines()] == list(FAMILIES)
    assert re.search(
        r"^dimension +needed", CliRunner().invoke(cli.app, ["rules", "list", "units"]).stdout, re.MULTILINE
    )

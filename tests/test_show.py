"""kaigong show: for people on a terminal, for programs in a pipe, in both languages."""

import io

import pytest
from exportkit import invoke, record, write
from rich.console import Console

from kaigong.pipeline.show import show
from kaigong.pipeline.vocabulary import Vocabulary
from kaigong.schemas.labels import AmountRole
from kaigong.schemas.record import Place

NAME = "一个名字长到在任何终端上都放不进一列的年产一百二十万吨高性能电解铜箔以及配套设施的一体化智能制造产业园项目"

DRIVES = "带\x1b[31m与\n\u202e换行\x9b"


@pytest.fixture(autouse=True)
def empty_folder(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)


def test_nothing_that_is_shown_drives_the_terminal():
    write("in.jsonl", record(id=DRIVES, name=DRIVES), '{"\x1b]0;x\x07')
    for command in (("show",), ("explain", "--mentions"), ("validate",)):
        _, out, err = invoke(command[0], "in.jsonl", *command[1:])
        assert [c for c in out + err if c in "\x1b\x07\x9b\u202e"] == []
    _, out, _ = invoke("explain", "in.jsonl")
    assert "■ 带 [31m与  换行   under construction" in out


def test_a_pipe_gets_one_line_a_project():
    write("in.jsonl", record(name=NAME), record(id="b", name="带\t制表符\x1b[31m与\n换行"))
    code, out, err = invoke("show", "in.jsonl")
    assert (code, err) == (0, "2 projects in in.jsonl\n")
    head, first, second = (line.split("\t") for line in out.splitlines())
    assert head == [
        "project", "place", "stage", "investment", "organisations", "capacity and size", "milestones", "article",
    ]  # fmt: skip
    assert first == [
        NAME, "江苏省/扬州市/仪征市", "under construction", "20亿 CNY",
        "甲公司 (owner); 乙公司 (investor); 丙公司 (investor)", "铜箔 1.5–2 吨/year",
        "construction start 2025 (planned); construction start 2024-03; construction start no date", "a",
    ]  # fmt: skip
    assert second[0] == "带 制表符 [31m与 换行"


def test_a_contract_stands_in_for_an_investment_that_is_not_known():
    whole = record()
    (project,) = whole.projects
    contract = project.amounts[0].model_copy(update={"role": AmountRole.CONTRACT_VALUE})
    write("in.jsonl", whole.model_copy(update={"projects": (project.model_copy(update={"amounts": (contract,)}),)}))
    assert invoke("show", "in.jsonl")[1].splitlines()[1].split("\t")[3] == "20亿 CNY (contract value)"


def test_a_place_without_a_division_is_shown_as_written():
    whole = record()
    (project,) = whole.projects
    place = Place(text="墨西哥蒙特雷", start=0, end=6, rule="place.abroad")
    write("in.jsonl", whole.model_copy(update={"projects": (project.model_copy(update={"places": (place,)}),)}))
    assert invoke("show", "in.jsonl")[1].splitlines()[1].split("\t")[1] == "墨西哥蒙特雷"


def test_chinese():
    write("in.jsonl", record())
    code, out, _ = invoke("show", "in.jsonl", "--lang", "zh")
    assert code == 0
    head, row = (line.split("\t") for line in out.splitlines())
    assert head == ["项目", "地点", "阶段", "投资", "单位", "产能与规模", "节点", "文章"]
    assert row[2:7] == [
        "在建", "20亿 CNY", "甲公司 (业主); 乙公司 (投资方); 丙公司 (投资方)", "铜箔 1.5–2 吨/年",
        "开工 2025（计划）; 开工 2024-03; 开工 日期不详",
    ]  # fmt: skip
    assert "--lang fr: expected en or zh" in invoke("show", "in.jsonl", "--lang", "fr")[2]


@pytest.mark.parametrize(("width", "columns"), [(80, 4), (100, 5), (160, 8)])
def test_a_terminal_gets_what_fits(width, columns):
    console = Console(file=io.StringIO(), force_terminal=True, color_system=None, width=width, highlight=False)
    assert show([record(name=NAME)], console, Vocabulary("zh")) == 1
    lines = console.file.getvalue().splitlines()
    assert sum(head in lines[0] for head in "项目 地点 阶段 投资 单位 产能与规模 节点 文章".split()) == columns
    assert len(lines) > 2
    assert not any("\t" in line for line in lines)


def test_standard_input():
    code, out, err = invoke("show", "-", stdin=record().to_line() + "\n")
    assert code == 0
    assert "甲项目" in out
    assert "1 project in standard input" in err
    assert invoke("show", stdin=record().to_line())[1] == out


def test_faulty_lines_are_reported_and_the_rest_is_shown():
    write("in.jsonl", '{"schema":"kaigong/1"}', record())
    code, out, err = invoke("show", "in.jsonl")
    assert code == 1
    assert "甲项目" in out
    assert "in.jsonl:1: article: Field required" in err


def test_articles_given_by_mistake():
    for name, content in (("news.txt", "某县签约一个项目。"), ("news.jsonl", '{"id": "a", "text": "某县签约"}')):
        write(name, content)
        code, _, err = invoke("show", name)
        assert code == 2
        assert f"make records of them first: kaigong extract {name} -o records.jsonl" in err

"""The quick start and the tutorials: what stands beneath their commands is what they print."""

import re

import console
import pytest
from pages import CONSOLE_PAGES, DOCS, staleness

# tests/test_examples.py runs the examples.
PAGES = {name: (DOCS / name).read_text(encoding="utf-8") for name in CONSOLE_PAGES if name != "examples.md"}


@pytest.mark.parametrize("name", PAGES)
def test_commands_print_what_the_page_says(name):
    fault = staleness(DOCS / name, console.rerun(PAGES[name]))
    assert fault is None, fault


def test_the_tutorial_is_the_same_in_both_languages():
    tutorials = [PAGES["tutorial.md"], PAGES["tutorial.zh.md"]]
    english, chinese = ([c.replace(" --lang zh", "") for c in console.commands(page)] for page in tutorials)
    assert len(english) > 10
    assert english == chinese
    english, chinese = (re.findall(r"^```python\n.*?^```$", page, re.M | re.S) for page in tutorials)
    assert english == chinese != []


def page(printed, program="print(6 * 7)", answer="42"):
    return (
        '```json title="a.jsonl"\n'
        '{"id": "a", "published": "2024-05-17", "text": "仪征市甲电池项目总投资3亿元。"}\n```\n'
        f"```console\n$ kaigong extract a.jsonl -o b.jsonl\n{printed}```\n"
        f"```python\n{program}\n```\n\n```text\n{answer}\n```\n"
    )


def test_another_output_is_put_right_and_another_time_stays():
    right = page("1 record with 1 project and 0 targets in 99.9 s → b.jsonl\n")
    assert console.rerun(right) == right
    mended = console.rerun(page("2 records with 1 project and 0 targets in 99.9 s → b.jsonl\n", answer="41"))
    assert re.sub(r"\d+\.\d s", "99.9 s", mended) == right


def test_lines_left_out_stay_out():
    program = "print(*'abcde', sep=chr(10))"
    short = page("1 record with 1 project and 0 targets in 0.0 s → b.jsonl\n", program, "a\n…\ne")
    assert console.rerun(short) == short
    assert "\na\n…\ne\n" in console.rerun(short.replace("a\n…\ne", "a\n…\nd"))


def test_a_command_that_fails_unforeseen_is_not_hidden():
    with pytest.raises(ValueError, match="only commands of kaigong and examples"):
        console.rerun("```console\n$ rm -r corpora\n```\n")
    with pytest.raises(ZeroDivisionError):
        console.rerun("```python\n1 / 0\n```\n")

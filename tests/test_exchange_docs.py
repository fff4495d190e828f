"""docs/exchange.md and docs/handcheck.md: their commands print what the pages say, their programs run."""

import contextlib
import re
import shlex
import shutil
from pathlib import Path

import pytest
from exportkit import invoke

from kaigong.pipeline.exchange.conll import LAYERS
from kaigong.pipeline.exchange.formats import EXCHANGE_FORMATS
from kaigong.pipeline.sampling import BY

ROOT = Path(__file__).resolve().parents[1]
PAGES = ("exchange", "handcheck")


def page(name):
    return (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")


def blocks(name, language):
    return re.findall(rf"^```{language}\n(.*?)^```$", page(name), re.M | re.S)


def steps(name):
    """Commands of a page, each with the lines that it prints."""
    for block in blocks(name, "console"):
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, _, printed = part.partition("\n")
            yield command, printed


def words(printed):
    """What is printed, but for numbers, which a better rule may change."""
    return " ".join(re.sub(r"\d+(\.\d+)?", "0", printed).split())


@pytest.mark.parametrize("name", PAGES)
def test_commands_print_what_the_page_says(name, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "corpora" / "samples", "corpora/samples")
    for command, printed in steps(name):
        program, *arguments = shlex.split(command)
        code, out, err = invoke(*arguments)
        assert (program, code) == ("kaigong", 0), err
        assert words(out + err) == words(printed), command
    for block in blocks(name, "python"):
        with contextlib.redirect_stdout(None):
            exec(compile(block, f"docs/{name}.md", "exec"), {})


def test_every_format_layer_and_stratum_is_told():
    text = page("exchange")
    assert all(f"`{format}`" in text for format in EXCHANGE_FORMATS)
    assert all(f"`{layer}`" in text or layer.isupper() for layer in LAYERS)
    assert all(f"| `{by}`" in page("handcheck") for by in BY)

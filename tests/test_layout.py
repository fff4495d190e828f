"""Traps of the flat layout: one name for each module, imports that do nothing, data that is really shipped."""

import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("schemas", "corpora", "extractors", "pipeline")
HEAVY = ("spacy", "jieba", "hanlp", "torch", "numpy", "pandas")


def run_python(code, *options, cwd=None):
    return subprocess.run([sys.executable, *options, "-c", code], capture_output=True, text=True, check=True, cwd=cwd)


@pytest.mark.parametrize("folder", FOLDERS)
def test_bare_names_cannot_be_imported(folder, tmp_path):
    code = f"import importlib.util, sys; sys.exit(importlib.util.find_spec({folder!r}) is not None)"
    run_python(code, "-P", cwd=tmp_path)


def test_root_is_not_on_the_path():
    assert str(ROOT) not in sys.path


@pytest.mark.parametrize("name", [*(f"kaigong.{folder}" for folder in FOLDERS), "kaigong.pipeline.cli"])
def test_import_prints_and_loads_nothing_heavy(name, tmp_path):
    code = f"import sys, {name}; print(*[m for m in {HEAVY} if m in sys.modules])"
    result = run_python(code, cwd=tmp_path)
    assert (result.stdout.strip(), result.stderr) == ("", "")


@pytest.mark.parametrize("name", ["Pipeline"])
def test_pipeline_is_made_without_a_segmenter_loaded(name, tmp_path):
    code = (
        f"import sys; from kaigong.pipeline import {name}; {name}(); print(*[m for m in {HEAVY} if m in sys.modules])"
    )
    assert run_python(code, cwd=tmp_path).stdout.strip() == ""


def test_every_name_of_schemas_loads():
    import kaigong.schemas

    for name in kaigong.schemas._HOME_OF:
        assert getattr(kaigong.schemas, name) is not None
    assert "Record" in dir(kaigong.schemas)
    with pytest.raises(AttributeError):
        _ = kaigong.schemas.NoSuchName


@pytest.mark.parametrize("folder", FOLDERS)
def test_types_are_shipped(folder):
    assert files(f"kaigong.{folder}").joinpath("py.typed").is_file()

import importlib.util
from pathlib import Path

import pytest

PATH = Path(__file__).resolve().parents[1] / "benchmarks" / "gate.py"


@pytest.fixture(scope="module")
def gate():
    spec = importlib.util.spec_from_file_location("gate", PATH)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_scores_at_their_floors_pass(gate):
    assert gate.check_floors({"org": 0.7, "name": 0.6}, {"org": 0.7, "name": 0.5}, "d", "d") == []


@pytest.mark.parametrize(
    ("scores", "floors", "digest", "fault"),
    [
        ({"org": 0.69}, {"org": 0.7}, "d", "org: F1 0.6900 is below its floor 0.7000"),
        ({"org": 0.7}, {}, "d", "org: no floor"),
        ({}, {"old": 0.7}, "d", "old: floor of an unknown measure"),
        ({"org": 0.9}, {"org": 0.7}, "other", "the gold has digest other"),
    ],
)
def test_gate_fails(gate, scores, floors, digest, fault):
    assert gate.check_floors(scores, floors, digest, "d")[0].startswith(fault)


def test_floors_only_rise(gate):
    floors = gate.new_floors({"org": 0.8, "name": 0.4}, {"org": 0.7, "name": 0.5}, same_gold=True, allow_lower=False)
    assert floors == {"org": 0.798, "name": 0.5}


def test_lower_floors_and_new_gold_need_the_flag(gate):
    with pytest.raises(ValueError, match="--allow-lower"):
        gate.new_floors({"org": 0.8}, {"org": 0.7}, same_gold=False, allow_lower=False)
    assert gate.new_floors({"org": 0.6}, {"org": 0.7}, same_gold=False, allow_lower=True) == {"org": 0.598}

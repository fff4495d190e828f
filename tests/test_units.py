"""Quantities in base units."""

from decimal import Decimal

import pytest

from kaigong.corpora.loader import load_lexicon
from kaigong.extractors.unit_index import to_canonical
from kaigong.schemas.lexicon import UnitEntry
from kaigong.schemas.values import Quantity


@pytest.mark.parametrize(
    ("value", "unit", "wanted"),
    [
        ("3.5", "GW", ("3500000", "千瓦")),
        ("2", "千升", ("2", "立方米")),
        ("12", "亩", ("8000", "平方米")),
        ("500", "kV", ("500000", "伏")),
        ("120", "米/分钟", ("2", "米/秒")),
        ("98", "华氏度", ("98", "华氏度")),
        ("300", "家", ("300", "家")),
        ("18", "个月", ("18", "个月")),
    ],
)
def test_base_unit(value, unit, wanted):
    found = to_canonical(Quantity(Decimal(value), unit))
    assert found is not None
    assert (str(found.value), found.unit) == wanted


def test_range_and_rate_keep_their_shape():
    found = to_canonical(Quantity(None, "万吨", low=Decimal(1), high=Decimal(2)))
    assert found is None  # the unit of a mention stands without 万
    found = to_canonical(Quantity(None, "公里", low=Decimal(1), high=Decimal(2), per="时"))
    assert found == Quantity(None, "米", low=Decimal(1000), high=Decimal(2000), per="时")


def test_factors_belong_to_surfaces():
    for entry in load_lexicon("units", UnitEntry):
        assert set(entry.factors) <= set(entry.surface), entry.id
        assert entry.factor > 0 and all(factor > 0 for factor in entry.factors.values()), entry.id

"""Properties try the same examples in every run; files that take more than seconds are marked slow (.ci/quick)."""

import pytest
from hypothesis import settings

settings.register_profile("same", derandomize=True)
settings.load_profile("same")

SLOW = frozenset(
    "test_amount_properties test_backends test_batch test_batch_hostile test_batch_kill test_batch_ray "
    "test_consistency test_duplicates test_end_to_end test_export test_fuzz test_noise test_spacy_component "
    "test_stream".split()
)


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.stem in SLOW:
            item.add_marker(pytest.mark.slow)

"""Put the review page together: template, styles, scripts and data in one HTML file that needs no network."""

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from importlib.resources import files
from typing import Any

from kaigong.pipeline.explain import stage_of
from kaigong.pipeline.view.data import HEAD, ROW, PageData, divisions
from kaigong.pipeline.vocabulary import Vocabulary, sections
from kaigong.schemas.correction import Correction
from kaigong.schemas.labels import Label

SCRIPTS = (
    "vendor/echarts.common.min.js", "core.js", "numbers.js", "words.js", "review.js", "filters.js", "table.js",
    "charts.js", "spans.js", "reader.js", "cards.js", "editor.js", "main.js",
)  # fmt: skip
"""In the order in which they run."""

_VOCABULARIES = (
    "Stage", "OrganisationRole", "AmountRole", "MetricRole", "MilestoneKind", "Modality", "Qualifier", "Comparator",
    "TargetStatus", "Per", "PublishedBasis",
)  # fmt: skip
_SLOT = re.compile(r"\{\{(\w+)\}\}")
# Characters that could end the element that holds the data, or that old readers of JavaScript take for line ends; and
# halves of surrogate pairs, which UTF-8 cannot hold.
_UNSAFE = re.compile("[<>&\u2028\u2029\ud800-\udfff]")


def embed(text: str) -> str:
    """JSON as it may stand in an HTML page, whatever its strings hold; the JSON says the same."""
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def page(
    data: PageData,
    lang: str = "zh",
    served: str | None = None,
    corrections: Iterable[Correction] = (),
    reviewer: str = "",
) -> Iterator[str]:
    """The page in pieces.

    With ``served`` (the name of the file of corrections) it sends each decision to where it came from; else it keeps
    them for a download. ``corrections`` are decisions made before.

    Raises: ConfigError for a language that is not there.
    """
    settings = {
        "lang": Vocabulary(lang).lang,
        "version": version("kaigong"),
        "served": served,
        "reviewer": reviewer,
        "digest": data.digest,
        "row": ROW,
        "head": HEAD,
        "divisions": divisions(data.rows),
        "stages": {label.value: stage_of(label) for label in Label},
        "corrections": [correction.model_dump(mode="json", exclude_none=True) for correction in corrections],
        **_words(),
    }
    scripts = [_asset(name) for name in SCRIPTS]
    parts = {
        "policy": _policy(scripts, served is not None),
        "styles": _asset("page.css"),
        "settings": embed(_compact(settings)),
        "heads": embed(_compact(data.heads)),
        "rows": embed(_compact(data.rows)),
        "articles": "",
        "scripts": "\n".join(f"<script>{script}</script>" for script in scripts),
    }
    before, after = _asset("page.html").split("{{articles}}")
    yield _filled(before, parts)
    for line in data.lines:
        yield embed(line)
        yield "\n"
    yield _filled(after, parts)


def _filled(template: str, parts: dict[str, str]) -> str:
    return _SLOT.sub(lambda found: parts[found[1]], template)


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _words() -> dict[str, Any]:
    """Words of the page and of the vocabularies by language: what the page says is the same as in exports."""
    import yaml

    known = sections()
    return {
        "words": yaml.safe_load(_asset("words.yaml")),
        "vocabulary": {name: known[name] for name in _VOCABULARIES},
    }


def _asset(name: str) -> str:
    return files("kaigong.pipeline.view").joinpath(name).read_text(encoding="utf-8")


def _policy(scripts: Iterable[str], served: bool) -> str:
    """What the browser lets the page do: run these very scripts, load nothing, talk to nobody but its own server."""
    hashes = (base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode() for script in scripts)
    allowed = " ".join(f"'sha256-{digest}'" for digest in hashes)
    talks = "'self'" if served else "'none'"
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data: blob:; "
        f"connect-src {talks}; base-uri 'none'; form-action 'none'"
    )

"""The site of docs/: every page is in its menu, every link leads somewhere, nothing comes from the network."""

import importlib.util
import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
LINK = re.compile(r"\]\((?![a-z]+:)([^)\s]+)\)")
LOADED = {"script": "src", "img": "src", "iframe": "src", "link": "href", "source": "src"}


def settings():
    """mkdocs.yml; what it says in Python stays unread."""
    loader = type("Loader", (yaml.SafeLoader,), {})
    loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda *_: None)
    return yaml.load((ROOT / "mkdocs.yml").read_text("utf-8"), Loader=loader)


def pages_of(nav):
    for entry in nav:
        (value,) = entry.values()
        yield from pages_of(value) if isinstance(value, list) else [value]


def slug(title):
    """The anchor of a heading, on the site and in repositories."""
    return re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", title.lower()).strip())


def test_every_page_is_in_the_menu_once():
    listed = list(pages_of(settings()["nav"]))
    assert sorted(listed) == sorted(path.name for path in DOCS.glob("*.md")), "add the page to nav in mkdocs.yml"


@pytest.mark.parametrize("path", [*sorted(ROOT.glob("*.md")), *sorted(DOCS.glob("*.md"))], ids=lambda path: path.name)
def test_links_lead_to_files_and_headings(path):
    for link in LINK.findall(re.sub(r"^```.*?^```$", "", path.read_text("utf-8"), flags=re.M | re.S)):
        name, _, anchor = link.partition("#")
        target = path.parent / name if name else path
        assert target.exists(), link
        if anchor:
            assert anchor in map(slug, re.findall(r"^#+ (.+)$", target.read_text("utf-8"), re.M)), link


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The site as ``mkdocs build --strict`` makes it."""
    if any(importlib.util.find_spec(name) is None for name in ("mkdocs", "material", "mkdocstrings")):
        pytest.skip("needs pip install '.[docs]'")
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", folder]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    result = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    return folder


class Loaded(HTMLParser):
    """Addresses that a page loads by itself."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        address = dict(attrs).get(LOADED.get(tag, ""))
        self.found += [address] if address else []


def test_nothing_comes_from_the_network(site):
    pages = list(site.rglob("*.html"))
    assert len(pages) > len(list(DOCS.glob("*.md")))
    for page in pages:
        parser = Loaded()
        parser.feed(page.read_text("utf-8"))
        assert parser.found, page
        assert not [address for address in parser.found if re.match(r"(?:[a-z]+:)?//", address)], page
    styles = [path.read_text("utf-8") for path in site.rglob("*.css")]
    assert not [style for style in styles if re.search(r"url\(['\"]?(?:https?:)?//", style)]


def test_files_of_the_repository_come_along(site):
    assert (site / "repo/corpora/gold/GUIDELINES.html").is_file()
    copied = site / "repo/schemas/kaigong-1.schema.json"
    assert copied.read_bytes() == (ROOT / "schemas/kaigong-1.schema.json").read_bytes()
    assert 'href="repo/schemas/kaigong-1.schema.json"' in (site / "output.html").read_text("utf-8")


def test_the_reference_has_signatures_and_fields(site):
    page = (site / "api.html").read_text("utf-8")
    for anchor in ("kaigong.pipeline.build.Pipeline.process", "kaigong.schemas.record.AmountValue.currency"):
        assert f'id="{anchor}"' in page
    assert "articles and gives their records" in page


def test_search_finds_words_in_chinese(site):
    index = json.loads((site / "search/search_index.json").read_text("utf-8"))
    separator = re.compile(index["config"]["separator"])
    words = {word for entry in index["docs"] for word in separator.split(entry["text"])}
    assert {"抽水", "提取", "标注"} <= words

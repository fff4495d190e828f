"""MkDocs hooks for what the flat layout of the repository asks.

1. The API reference is read from the sources as the package ``kaigong``, however kaigong is installed.
2. A link of a page to a file outside docs/ (``../corpora/gold/GUIDELINES.md``) works on the site, too.
   The file that is linked comes along below ``repo/``, Markdown as a page, all else as it is, and the link is turned
   to it. In the repository the same link leads to the file itself. A link to a file that is not there stays as it is,
   and ``mkdocs build --strict`` names it.
"""

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "out" / "site-sources" / "kaigong"  # its parent is among the paths of mkdocstrings in mkdocs.yml
PACKAGES = ("schemas", "corpora", "extractors", "pipeline")
DOCS, REPO = "docs/", "repo/"
LINK = re.compile(r"(?<=\]\()(?![a-z]+:|#|/)(?P<path>[^)\s#]+)(?=[)#])")


def _home(uri: str) -> str:
    """Where a file of the site stands in the repository."""
    return uri.removeprefix(REPO) if uri.startswith(REPO) else DOCS + uri


def _uri(home: str) -> str:
    """Where a file of the repository stands on the site."""
    return home.removeprefix(DOCS) if home.startswith(DOCS) else REPO + home


def _target(path: str, home: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(home), path))


def _linked(home: str) -> Iterator[str]:
    """Files outside docs/ to which a Markdown file of the repository has links."""
    for match in LINK.finditer((ROOT / home).read_text(encoding="utf-8")):
        target = _target(match["path"], home)
        if not target.startswith((DOCS, "..")) and (ROOT / target).is_file():
            yield target


def on_startup(command: str, dirty: bool) -> None:
    """Give the folders the place that their names as packages say; an editable install leaves none to read."""
    SOURCES.mkdir(parents=True, exist_ok=True)
    for name in PACKAGES:
        link = SOURCES / name
        link.unlink(missing_ok=True)
        link.symlink_to(ROOT / name, target_is_directory=True)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Take in the files that are linked, and those that they link in their turn."""
    waiting = [_home(file.src_uri) for file in files.documentation_pages()]
    while waiting:
        for home in _linked(waiting.pop()):
            if files.get_file_from_path(_uri(home)) is None:
                path = str(ROOT / home)
                file = File.generated(config, _uri(home), abs_src_path=path, inclusion=InclusionLevel.NOT_IN_NAV)
                files.append(file)
                if file.is_documentation_page():
                    waiting.append(home)
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Turn links between docs/ and the rest of the repository into links of the site."""
    home = _home(page.file.src_uri)
    here = posixpath.dirname(page.file.src_uri)

    def turned(match: re.Match[str]) -> str:
        uri = _uri(_target(match["path"], home))
        known = files.get_file_from_path(uri) is not None
        return posixpath.relpath(uri, here or ".") if known else match["path"]

    return LINK.sub(turned, markdown)

"""What file names say: the format by the suffix, and the files beside a page that are no articles."""

from collections.abc import Collection
from pathlib import PurePosixPath

PAGE_SUFFIXES = (".html", ".htm", ".shtml", ".xhtml")

# Parts of saved pages; passed over in folders and archives, refused where one is named as an input.
_PARTS = frozenset(
    ".css .js .mjs .map .png .jpg .jpeg .gif .svg .webp .bmp .ico .avif .woff .woff2 .ttf .eot .otf "
    ".mp3 .mp4 .m4a .webm .swf .ds_store".split()
)
_PART_FOLDERS = ("_files", ".files", "_文件")


def suffix_of(name: str) -> str:
    """Suffix of a file name in small letters, with its dot."""
    return PurePosixPath(name).suffix.lower()


def is_page(name: str) -> bool:
    """Whether a name is that of a web page."""
    return suffix_of(name) in PAGE_SUFFIXES


def is_ignored(name: str, pages: Collection[str]) -> bool:
    """Whether a file in a folder or archive is hidden, or a part of one of the ``pages`` that stand there too."""
    path = PurePosixPath(name)
    if any((part.startswith(".") and part not in (".", "..")) or part == "__MACOSX" for part in path.parts):
        return True
    if path.suffix.lower() in _PARTS or path.name in ("Thumbs.db", "desktop.ini"):
        return True
    for folder in path.parents:
        for ending in _PART_FOLDERS:
            if folder.name.endswith(ending):
                stem = str(folder)[: -len(ending)]
                if any(stem + suffix in pages for suffix in (".html", ".htm")):
                    return True
    return False

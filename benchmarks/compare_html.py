"""Compare extractors on the pages of tests/data/html: how much of each article is kept, how much of the rest left out.

    pip install trafilatura resiliparse gne && python benchmarks/compare_html.py

kept: share of the article's characters in paragraphs that came out whole; clean: share of what came out that belongs
to the article; exact: pages with both at 1. Blanks and cell borders are not compared. For title, source, day and
address: pages where the value is right (none where the page gives none).
"""

import json
import re
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from kaigong.corpora.readers import ReadOptions
from kaigong.corpora.readers.encoding import decode_markup
from kaigong.corpora.readers.html import article_of_page

PAGES = Path(__file__).parents[1] / "tests" / "data" / "html"
FIELDS = ("title", "source", "published", "url")

Found = dict[str, str | None]


def squeeze(text: str) -> str:
    return re.sub(r"[\s|\u3000\xa0]+", "", text)


def by_kaigong(page: str) -> Found:
    article = article_of_page(page, ReadOptions(), id="page")
    found = article.model_dump(mode="json")
    return {key: found[key] for key in ("text", *FIELDS)}


def by_trafilatura(page: str, **options: bool) -> Found:
    import trafilatura

    meta = trafilatura.extract_metadata(page)
    text = trafilatura.extract(page, include_comments=False, include_tables=True, **options)
    return {"text": text, "title": meta.title, "source": meta.sitename, "published": meta.date, "url": meta.url}


def by_resiliparse(page: str) -> Found:
    from resiliparse.extract.html2text import extract_plain_text

    return {"text": extract_plain_text(page, main_content=True)}


def by_gne(page: str) -> Found:
    from gne import GeneralNewsExtractor

    found = GeneralNewsExtractor().extract(page)
    day = re.sub(r"[年月/]", "-", found["publish_time"] or "").split(" ")[0].rstrip("日")
    return {"text": found["content"], "title": found["title"], "source": found["author"], "published": day[:10]}


EXTRACTORS: dict[str, Callable[[str], Found]] = {
    "kaigong": by_kaigong,
    "trafilatura": by_trafilatura,
    "trafilatura, favor_precision": lambda page: by_trafilatura(page, favor_precision=True),
    "trafilatura, favor_recall": lambda page: by_trafilatura(page, favor_recall=True),
    "resiliparse, main_content": by_resiliparse,
    "gne": by_gne,
}


def score_text(found: str | None, wanted: dict[str, list[str]]) -> tuple[float, float]:
    out = squeeze(found or "")
    paragraphs = [squeeze(paragraph) for paragraph in wanted["text"]]
    kept = sum(len(p) for p in paragraphs if p in out) / sum(map(len, paragraphs))
    rest = out
    for paragraph in [*paragraphs, *map(squeeze, wanted.get("also", []))]:
        rest = rest.replace(paragraph, "", 1)
    return kept, 1 - len(rest) / len(out) if out else 1.0


def main() -> None:
    pages = sorted(PAGES.glob("*.html"))
    print(f"{len(pages)} pages")
    print("| extractor | kept | clean | exact | title | source | published | url |\n|---|---|---|---|---|---|---|---|")
    for name, extract in EXTRACTORS.items():
        texts: list[tuple[float, float]] = []
        right: dict[str, int] = defaultdict(int)
        for path in pages:
            wanted = json.loads(path.with_suffix(".json").read_text("utf-8"))
            codec = "gb2312" if "gbk" in path.stem else "big5" if "big5" in path.stem else "utf-8"
            found = extract(decode_markup(path.read_bytes(), [codec])[0])
            texts.append(score_text(found["text"], wanted))
            for field in FIELDS:
                right[field] += (found.get(field) or None) == wanted[field]
        kept, clean = (sum(score[i] for score in texts) / len(texts) for i in (0, 1))
        exact = sum(score == (1.0, 1.0) for score in texts)
        fields = " | ".join(str(right[field]) if name.split(",")[0] != "resiliparse" else "-" for field in FIELDS)
        print(f"| {name} | {kept:.2f} | {clean:.2f} | {exact} | {fields} |")


if __name__ == "__main__":
    main()

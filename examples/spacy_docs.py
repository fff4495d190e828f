"""Kaigong inside a spaCy pipeline: spans, entities and values on the Doc, docs kept in a DocBin, a page by displaCy.

    pip install .
    python examples/spacy_docs.py out/spacy [ARTICLES…]

Prints how many spans of each label there are, and the sum of the total investments by currency.
"""

import sys
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path

import spacy
from spacy import displacy
from spacy.tokens import DocBin

from kaigong.corpora.readers import iter_articles
from kaigong.schemas import Article

SAMPLES = Path(__file__).resolve().parents[1] / "corpora" / "samples"


def main(out: Path, inputs: list[str]) -> None:
    out.mkdir(parents=True, exist_ok=True)
    nlp = spacy.blank("zh")  # or any pipeline that you have: kaigong is one component more
    nlp.add_pipe("kaigong")

    # What is known of an article goes in as the context of its text: 去年3月 needs the day of publication.
    articles = (item for item in iter_articles(inputs) if isinstance(item, Article))
    texts = ((article.text, {"id": article.id, "published": article.published}) for article in articles)
    labels: Counter[str] = Counter()
    sums: dict[str, Decimal] = defaultdict(Decimal)
    docs = DocBin(store_user_data=True)
    last = None
    for doc, _ in nlp.pipe(texts, as_tuples=True):
        phases = {project["id"] for project in doc._.kaigong["projects"] if project["phase_of"]}
        for span in doc.spans["kaigong"]:
            labels[span.label_] += 1
            entry = span._.kaigong  # the entry of the record that this span shows
            # A sum stands as a mention and again as the value of its project; only the latter has a role and an id_.
            # A phase is in the sum of its whole.
            if span.label_ == "AMOUNT" and span.id_ not in ("", *phases) and entry["role"] == "total_investment":
                sums[entry["currency"]] += Decimal(entry["value"] or entry["low"])
        docs.add(doc)
        last = doc
    docs.to_disk(out / "news.spacy")  # DocBin().from_disk(…) gives docs, spans and records back
    if last is not None:
        options = {"spans_key": "kaigong"}
        page = displacy.render(last, style="span", page=True, options=options, jupyter=False)
        (out / "last.html").write_text(page, encoding="utf-8")
    for label, count in sorted(labels.items()):
        print(f"{label:9} {count:4}")
    for currency, total in sorted(sums.items()):
        print(f"total investment, {currency}: {total}")
    print(f"news.spacy, last.html → {out}")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "out/spacy"), sys.argv[2:] or [str(SAMPLES)])

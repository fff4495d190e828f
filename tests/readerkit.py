"""What the tests of the readers share."""

import json
from pathlib import Path

from kaigong.corpora.readers import iter_articles
from kaigong.schemas import Article

TEXT = "某县日前签约一个总投资20亿元的电池项目。"
LONGER = "2月9日上午，云溪市举行重大项目集中开工仪式，16个项目同时动工，总投资86.5亿元，市委书记出席并宣布开工。"
PAGE = f"<html><head><title>开工</title></head><body><h1>开工</h1><p>{LONGER}</p><p>{TEXT}</p></body></html>"


def read(*inputs, options=None, stdin=None):
    """Articles and rejects of the inputs."""
    items = list(iter_articles([str(i) for i in inputs], options, stdin=stdin))
    return [i for i in items if isinstance(i, Article)], [i for i in items if not isinstance(i, Article)]


def notes_on(*inputs, options=None):
    """Articles of the inputs, and what is doubtful of them."""
    notes = []
    items = list(iter_articles([str(i) for i in inputs], options, on_note=notes.append))
    assert all(isinstance(i, Article) for i in items)
    return items, notes


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def line(**fields) -> str:
    return json.dumps({"id": "a", "text": TEXT, **fields}, ensure_ascii=False) + "\n"

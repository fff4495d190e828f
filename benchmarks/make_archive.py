"""An archive of made-up news in many formats, to try batches on.

    python benchmarks/make_archive.py FOLDER --articles 20000 [--seed 1] [--faults 0.005]

Each article joins paragraphs of the samples and the gold with new names of companies and new figures; no text comes
twice. About one in three is in JSON lines, the others in GB18030 CSV, zip, tar.gz, web archives, pages and text files.
``--faults`` is the share of articles that cannot be read: blank, in English, cut off, with an id that stands already.
"""

import argparse
import csv
import gzip
import io
import json
import random
import re
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import islice
from pathlib import Path

from kaigong.corpora.gold_reader import read_gold
from kaigong.corpora.readers import iter_articles

SAMPLES = Path(__file__).resolve().parents[1] / "corpora" / "samples"
SHARES = {"jsonl": 0.34, "csv": 0.2, "zip": 0.14, "tar.gz": 0.12, "warc.gz": 0.12, "html": 0.04, "txt": 0.04}
FILE_ARTICLES = 2500
BRANDS = (
    "安宝昌诚川达德鼎东飞丰福光广国海瀚恒宏华辉嘉佳江金锦晶景康科力立联龙隆绿明南能宁鹏普齐启庆"
    "荣瑞润森盛顺泰天通万伟祥新信星兴旭扬益永宇裕源远云泽长正中卓"
)
TAIL = re.compile(r"(.{2})?((集团)?(股份|控股)?(有限)?(责任)?公司|集团)$")
FIGURE = re.compile(r"(?<![\d.])(\d+)(\.\d+)?(?![\d.]|年|月|日|号|：|:)")


@dataclass(frozen=True)
class Made:
    id: str
    title: str
    text: str
    published: str
    fault: str | None = None


def paragraphs() -> list[tuple[str, tuple[str, ...]]]:
    """Paragraphs of the gold and the samples, with the companies named in them."""
    found = []
    for gold in read_gold():
        companies = tuple(sorted((name for name in gold.orgs if TAIL.search(name)), key=len, reverse=True))
        found += [(part, companies) for part in gold.text.split("\n") if len(part) > 40]
    for sample in iter_articles([SAMPLES]):
        found += [(part, ()) for part in sample.text.split("\n") if len(part) > 40]
    return found


def renewed(text: str, companies: tuple[str, ...], rng: random.Random) -> str:
    for name in companies:
        tail = TAIL.search(name).group()
        text = text.replace(name, "".join(rng.sample(BRANDS, rng.choice((2, 2, 3)))) + tail)
    return FIGURE.sub(lambda match: new_figure(match, rng), text)


def new_figure(match: re.Match, rng: random.Random) -> str:
    whole, part = match.groups()
    low = 10 ** (len(whole) - 1)
    digits = str(rng.randint(low, 10 * low - 1))
    return digits if part is None else f"{digits}.{rng.randint(1, 10 ** (len(part) - 1) - 1)}"


def iter_made(count: int, seed: int, faults: float) -> Iterator[Made]:
    rng = random.Random(seed)
    stock = paragraphs()
    texts: set[int] = set()
    number = 0
    while number < count:
        parts = [renewed(*rng.choice(stock), rng) for _ in range(rng.choice((2, 3, 3, 4, 5, 8)))]
        text = "\n".join(parts)
        if hash(text) in texts:
            continue
        texts.add(hash(text))
        day = f"{rng.randint(2015, 2024)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
        title = re.split("[，。；]", parts[0])[0][:40]
        fault = rng.choice(("blank", "english", "cut", "twice")) if rng.random() < faults else None
        yield Made(f"a{number:07d}", title, spoilt(text, fault), day, fault)
        number += 1


def spoilt(text: str, fault: str | None) -> str:
    return {"blank": "  ", "english": "Nothing in Chinese here, 20 billion yuan."}.get(fault or "", text)


def identity(article: Made) -> str:
    return "a0000000" if article.fault == "twice" else article.id


def page(article: Made) -> str:
    body = "".join(f"<p>{escape(part)}</p>" for part in article.text.split("\n"))
    return (
        f"<!doctype html><html><head><meta charset='utf-8'><title>{escape(article.title)}_新闻</title></head><body>"
        f"<div class='nav'><a href='/'>首页</a> <a href='/news'>新闻</a></div><h1>{escape(article.title)}</h1>"
        f"<div class='info'>发布时间：{article.published} 来源：本报</div><div class='content'>{body}</div>"
        "<div class='footer'>版权所有 京ICP备00000000号</div></body></html>"
    )


def write_jsonl(path: Path, articles: list[Made]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as sink:
        for a in articles:
            row = {"id": identity(a), "title": a.title, "published": a.published, "text": a.text}
            line = json.dumps(row, ensure_ascii=False)
            sink.write((line[: len(line) // 2] if a.fault == "cut" else line) + "\n")


def write_csv(path: Path, articles: list[Made]) -> None:
    with path.open("w", encoding="gb18030", newline="") as sink:
        writer = csv.writer(sink)
        writer.writerow(("编号", "标题", "发布时间", "正文"))
        for a in articles:
            writer.writerow((identity(a), a.title, "某日" if a.fault == "cut" else a.published, a.text))


def write_zip(path: Path, articles: list[Made]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as sink:
        for a in articles:
            info = zipfile.ZipInfo(f"{a.published[:4]}/{a.id}.txt")
            sink.writestr(info, text_bytes(a), zipfile.ZIP_DEFLATED)


def write_tar(path: Path, articles: list[Made]) -> None:
    packed = gzip.GzipFile(path, "wb", mtime=0)
    with packed, tarfile.open(fileobj=packed, mode="w") as sink:
        for a in articles:
            info = tarfile.TarInfo(f"{a.published[:4]}/{a.id}.txt")
            raw = text_bytes(a)
            info.size = len(raw)
            sink.addfile(info, io.BytesIO(raw))


def text_bytes(article: Made) -> bytes:
    raw = article.text.encode("utf-8")
    return raw[: len(raw) // 2] + b"\0\xff" if article.fault == "cut" else raw


def write_warc(path: Path, articles: list[Made]) -> None:
    with path.open("wb") as sink:
        for a in articles:
            body = page(a).encode("utf-8")
            head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n"
            block = head.encode() + body
            fields = (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{identity(a)}>\r\n"
                f"WARC-Date: {a.published}T07:08:09Z\r\nWARC-Target-URI: http://news.cn/{a.id}.html\r\n"
                f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
            )
            sink.write(gzip.compress(fields.encode() + block + b"\r\n\r\n", mtime=0))


def write_pages(path: Path, articles: list[Made]) -> None:
    path.mkdir()
    for a in articles:
        (path / f"{a.id}.html").write_text(page(a), encoding="utf-8")


def write_texts(path: Path, articles: list[Made]) -> None:
    path.mkdir()
    for a in articles:
        (path / f"{a.id}.txt").write_bytes(text_bytes(a))


WRITERS = {
    "jsonl": write_jsonl, "csv": write_csv, "zip": write_zip, "tar.gz": write_tar, "warc.gz": write_warc,
    "html": write_pages, "txt": write_texts,
}  # fmt: skip


def make_archive(folder: Path, count: int, seed: int = 1, faults: float = 0.005) -> dict[str, int]:
    """Write the archive into a new folder; the number of articles in each format."""
    folder.mkdir(parents=True)
    source = iter_made(count, seed, faults)
    sizes = {kind: round(count * share) for kind, share in SHARES.items()}
    sizes["jsonl"] += count - sum(sizes.values())
    for kind, size in sizes.items():
        number = 0
        while size > 0 and (articles := list(islice(source, min(size, FILE_ARTICLES)))):
            name = f"{kind}-pages{number}" if kind in ("html", "txt") else f"news{number}.{kind}"
            WRITERS[kind](folder / name, articles)
            size -= len(articles)
            number += 1
    return sizes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--faults", type=float, default=0.005)
    given = parser.parse_args()
    print(json.dumps(make_archive(given.folder, given.articles, given.seed, given.faults)))


if __name__ == "__main__":
    main()

"""Precision and recall of reposts on a generated stream: articles as sites repost them, and with another fact.

python benchmarks/duplicates.py             # prints the table of docs/duplicates.md
python benchmarks/duplicates.py --errors    # and names the pairs that are told wrong
"""

import argparse
import random
import re
import time
from collections import Counter

from kaigong.corpora.gold_reader import read_gold
from kaigong.pipeline.duplicates import MARK, tell_duplicates
from kaigong.schemas import Article

SYNONYMS = {
    "日前": "近日",
    "据悉": "据了解",
    "预计": "预期",
    "目前": "现在",
    "举行": "举办",
    "表示": "称",
    "推进": "推动",
    "以及": "和",
}
FRAMES = ("来源：{}日报\n", "发布时间：2024-0{}-17 10:23 浏览：235\n", "作者：张{}丰 字号：大 中 小\n")
FEET = (
    "\n责任编辑：李{}",
    "\n（本报记者 王{} 通讯员 陈林）",
    "\n上一篇：市领导调研{}",
    "\n扫码关注我们",
    "\n如有侵权，请联系删除",
)


def frame(text, random):
    return (
        random.choice(FRAMES).format(random.randint(1, 9)) + text + random.choice(FEET).format(random.choice("明华强"))
    )


def shortened(text, random):
    """Without its last eighth."""
    return text[: len(text) - len(text) // 8]


def worded(text, random):
    for one, other in SYNONYMS.items():
        text = text.replace(one, other)
    return text


def noisy(text, random):
    text = "".join(chr(ord(c) + 0xFEE0) if "0" <= c <= "9" else c for c in text)
    return "".join(c + random.choice(("\u200b", "&nbsp;", "")) if c in "，。" else c for c in text)


def laid_out(text, random):
    return re.sub(r"(?<=。)(?!\n)", "\n\n　　", text)


def slips(text, random):
    """One character in 150 is another."""
    return "".join(random.choice("的地了在和") if random.random() < 1 / 150 else c for c in text)


def same(text, random):
    return text


def number(text, random):
    places = [m for m in re.finditer(r"\d+(?:\.\d+)?(?=[万亿]|亩|吨|个)", text)]
    if not places:
        return None
    one = random.choice(places)
    return text[: one.start()] + str(int(float(one.group())) + 7) + text[one.end() :]


def phase(text, random):
    at = text.find("一期")
    if at < 0:
        at = text.find("项目")
        return None if at < 0 else text[:at] + "二期" + text[at:]
    return text[:at] + "二期" + text[at + 2 :]


def city(text, random):
    names = Counter(re.findall(r"[\u4e00-\u9fff]{2}(?=市)", text))
    names.pop("我市", None)
    if not names:
        return None
    return text.replace(names.most_common(1)[0][0] + "市", "襄阳市")


def company(text, random):
    names = re.findall(r"[\u4e00-\u9fff]{4}(?=(?:股份)?有限公司)", text)
    return text.replace(names[0], "恒岳瑞泰") if names else None


REPOSTS = (same, frame, shortened, worded, noisy, laid_out, slips)
TWINS = (number, phase, city, company)


def stream(seeds):
    """Articles in random order behind their originals, and for each what it was made by and whether it is a repost."""
    source = random.Random(7)
    originals = [(row.id, row.text) for row in read_gold(None)]
    items = [(Article(id=name, text=text), None, "original") for name, text in originals]
    later = []
    for seed in range(seeds):
        for name, text in originals:
            for make in (*REPOSTS, *TWINS):
                made = make(text, source)
                if made is None or (make in TWINS and made == text) or (make in REPOSTS and seed and make is same):
                    continue
                later.append((f"{name}/{make.__name__}/{seed}", made, name if make in REPOSTS else None, make.__name__))
    source.shuffle(later)
    return items + [(Article(id=id, text=text), of, kind) for id, text, of, kind in later]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--errors", action="store_true", help="name the articles that are told wrong")
    parser.add_argument("--seeds", type=int, default=2, help="how often each change is made to each article")
    asked = parser.parse_args()
    items = stream(asked.seeds)
    started = time.perf_counter()
    told = list(tell_duplicates((article for article, _, _ in items), MARK))
    seconds = time.perf_counter() - started
    found, total = Counter(), Counter()
    for (article, of, kind), result in zip(items, told, strict=True):
        total[kind] += 1
        first = result.duplicate_of
        # A twin that is made again is a repost of its own twin.
        wrong = first is not None and (first != of if of else "/".join(first.split("/")[:1]) == first)
        found[kind] += first is not None and not wrong if of else wrong
        if asked.errors and (wrong or (of and first is None)):
            print(article.id, "->", first)
    print("| change | articles | told as reposts |\n|---|---|---|")
    for kind in (f.__name__ for f in (*REPOSTS, *TWINS)):
        print(f"| {kind} | {total[kind]} | {found[kind]} |")
    right = sum(found[f.__name__] for f in REPOSTS)
    false = sum(found[f.__name__] for f in TWINS) + found["original"]
    recall = right / sum(total[f.__name__] for f in REPOSTS)
    print(f"\nprecision {right / (right + false):.3f}, recall {recall:.3f}, {len(items) / seconds:.0f} articles/s")


if __name__ == "__main__":
    main()

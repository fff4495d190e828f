"""Reposts: what is one, what never is, and that telling them changes nothing else."""

import dataclasses
import json
import random
import time
import tracemalloc

import pytest
from batchkit import SMALL, batch, content, kaigong, manifest_of, records_of, rejects_of
from readerkit import line, write
from stub import StubPipeline

from kaigong.pipeline.duplicates import MARK, SKIP, tell_duplicates
from kaigong.pipeline.extract import extract
from kaigong.pipeline.likeness import fingerprint, similarity
from kaigong.schemas import Article
from kaigong.schemas.errors import ConfigError
from kaigong.schemas.reject import ArticleReject

TEXT = (
    "5月16日上午，安徽皖东晟铂铜箔有限公司年产5万吨高性能电解铜箔一期项目签约仪式在滁州市举行，市领导出席并见证签约。\n"
    "该项目由深圳晟铂新材料股份有限公司投资建设，计划总投资20亿元，占地约350亩，计划今年9月开工，2025年底投产。"
    "项目全部达产后，预计年产值可达70亿元，年纳税约3亿元，带动就业1500余人，对当地铜基新材料产业延链补链具有重要意义。"
)
TITLE = "总投资20亿元高端铜箔一期项目落户滁州市"


def told(*articles, mode=MARK):
    """``duplicate_of`` of each article; a string is the text of one."""
    made = (a if isinstance(a, Article) else Article(id=str(n), text=a) for n, a in enumerate(articles))
    return [article.duplicate_of for article in tell_duplicates(made, mode)]


REPOSTS = {
    "the same": TEXT,
    "full width and traditional": TEXT.replace("20亿", "２０億").replace("项目", "項目"),
    "noise": TEXT.replace("，", "，\u200b").replace("。", "。\n关注公众号\n"),
    "pinyin": TEXT.replace("铜箔", "铜箔(bó)"),
    "frame": f"来源：滁州日报 发布时间：2024-05-18 09:30\n{TEXT}\n责任编辑：李明\n上一篇：市领导调研3个项目建设"[
        : len(TEXT) + 44
    ],
    "headline of its own facts": f"总投资20亿元铜箔项目签约\n{TEXT}".replace("铜箔项目签约", ""),
    "headline in other words": f"总投资20亿！滁州又一重大铜箔项目开工\n{TEXT}",
    "another layout": TEXT.replace("\n", "").replace("，计划", "，\n计划"),
    "another wording": TEXT.replace("重要意义", "积极意义").replace("仪式在", "活动在").replace("预计", "预期"),
    "cut at its end": TEXT[:-40],
    "cut in a figure": TEXT[: TEXT.index("500余人")],
}

TWINS = {
    "sum": TEXT.replace("20亿", "30亿"),
    "decimal": TEXT.replace("20亿", "20.5亿"),
    "scale": TEXT.replace("20亿", "20万"),
    "capacity": TEXT.replace("5万吨", "8万吨"),
    "phase": TEXT.replace("一期", "二期"),
    "phase added": TEXT.replace("一期", "一期、二期"),
    "city": TEXT.replace("滁州市", "芜湖市"),
    "city, bare": TEXT.replace("在滁州市", "在芜湖"),
    "company": TEXT.replace("深圳晟铂新材料", "深圳恒岳新材料"),
    "first company": TEXT.replace("皖东晟铂铜箔", "皖东恒岳铜箔"),
    "product": TEXT.replace("铜箔一期项目", "铝箔一期项目"),
    "date": TEXT.replace("5月16日", "6月16日"),
    "swapped": TEXT.replace("20亿", "甲").replace("70亿", "20亿").replace("甲", "70亿"),
    "headline of another sum": f"总投资2亿元铜箔项目签约\n{TEXT}",
    "headline of another phase": f"滁州铜箔项目二期签约\n{TEXT}",
    "headline of another city": f"芜湖铜箔项目签约\n{TEXT}",
    "more": TEXT + "二期计划总投资40亿元。",
    "no sum any more": TEXT.replace("20亿元", "数十亿元"),
}


@pytest.mark.parametrize("text", REPOSTS.values(), ids=REPOSTS)
def test_a_repost_names_the_earlier_article(text):
    assert told(TEXT, text) == [None, "0"]


@pytest.mark.parametrize("text", TWINS.values(), ids=TWINS)
def test_another_fact_is_never_a_repost(text):
    assert told(TEXT, text) == [None, None]
    assert told(TEXT, "\n　　".join(text.split("\n"))) == [None, None]


def test_titles_are_compared_too():
    first = Article(id="a", text=TEXT, title=TITLE)
    again = first.model_copy(update={"id": "b"})
    other = first.model_copy(update={"id": "c", "title": TITLE.replace("一期", "二期").replace("20", "30")})
    bare = first.model_copy(update={"id": "d", "title": None})
    assert told(first, again, other, bare) == [None, "a", None, "a"]


def test_a_phase_of_the_headline_alone_is_another_article():
    text = TEXT + "二期将于明年开工。"
    one, other = (Article(id=title, text=text, title=title) for title in ("铜箔项目落户滁州", "铜箔二期项目落户滁州"))
    assert told(one, other) == [None, None]


def test_the_first_of_several_is_named_and_reposts_found_nothing_new():
    twin = TWINS["sum"]
    assert told(TEXT, twin, TEXT, twin, TEXT) == [None, None, "0", "1", "0"]


def test_a_longer_article_is_no_repost_of_its_excerpt():
    assert told(TEXT[:-60], TEXT) == [None, None]


@pytest.mark.parametrize("text", ["总投资20亿元。", "项目开工。", "某县签约"])
def test_short_texts_are_reposts_only_as_a_whole(text):
    assert told(text, text + " ", text[:-2] + "了。") == [None, "0", None]


@pytest.mark.parametrize("text", ["", " \n　", "。。。", "关注公众号", "\u200b"])
def test_texts_without_words_are_no_reposts(text):
    assert told(text, text) == [None, None]


def test_hostile_texts_and_ids():
    texts = ("\0" + TEXT, TEXT, "&#0;<p>" + TEXT, TEXT.replace("。", "。\u202e"))
    articles = [Article(id=f"{n}\n'; DROP TABLE articles", text=text) for n, text in enumerate(texts)]
    assert told(*articles) == [None, *[articles[0].id] * 3]


def test_rejects_pass_and_keep_touches_nothing():
    items = [Article(id="a", text=TEXT), ArticleReject(stage="read", reason="cut"), Article(id="b", text=TEXT)]
    assert list(tell_duplicates(items)) == items
    assert list(tell_duplicates(items, MARK))[:2] == items[:2]
    skipped = list(tell_duplicates(items, SKIP))[2]
    assert skipped == ArticleReject(stage="duplicate", reason="repost of a", article="b")


def test_signatures_are_the_same_everywhere():
    """Other values would mark other articles: raise the version in the manifest's settings with them."""
    signature = fingerprint(Article(id="a", text=TEXT)).signature
    assert (len(signature), signature[:3]) == (100, (705758085, 85531849, 597562695))


def test_similarity_is_near_the_jaccard_index():
    one, other = (fingerprint(Article(id="a", text=text)).signature for text in (TEXT, TEXT[: len(TEXT) * 3 // 4]))
    assert 0.6 < similarity(one, other) < 0.9
    assert similarity(one, one) == 1
    assert similarity((), ()) == similarity(one, ()) == 0


def test_memory_and_time_stay_the_same_in_long_streams_of_one_template():
    def stream(count):
        return (Article(id=str(n), text=f"{TEXT}第{n}号公告，编号{n * 7}。") for n in range(count))

    list(tell_duplicates(stream(20), MARK))
    tracemalloc.start()
    list(tell_duplicates(stream(100), MARK))
    few = tracemalloc.get_traced_memory()[1]
    tracemalloc.reset_peak()
    started = time.process_time()
    assert [a.duplicate_of for a in tell_duplicates(stream(600), MARK)] == [None] * 600
    assert time.process_time() - started < 30
    assert tracemalloc.get_traced_memory()[1] < few * 1.5
    tracemalloc.stop()


def test_cost_is_linear():
    for unit in ("公司", "项目", "一", "1", "来源:\n", "(记者", "滁州", "有限公司 ", "1,", "责任"):
        started = time.process_time()
        fingerprint(Article(id="a", text=unit * (200_000 // len(unit))))
        assert time.process_time() - started < 5, unit


def news(count):
    """Every third article is a repost of one before it."""
    source, rows = random.Random(3), []
    for n in range(count):
        of = source.randrange(n) // 3 * 3 if n % 3 == 2 else n
        rows.append(line(id=f"a{n}", text=TEXT.replace("20亿", f"{of + 100}亿")))
    return "".join(rows)


def test_unasked_the_bytes_are_as_before(tmp_path):
    path = write(tmp_path / "news.jsonl", news(30))
    extract(StubPipeline(), [str(path)], tmp_path / "out.jsonl")
    assert b"duplicate" not in (tmp_path / "out.jsonl").read_bytes()
    batch(path, tmp_path / "out")
    assert b"duplicate" not in b"".join(content(tmp_path / "out").values())
    assert b"skipped" not in b"".join(content(tmp_path / "out").values())


@pytest.mark.parametrize("mode", [MARK, SKIP])
def test_batches_tell_the_same_on_any_workers_and_behind_a_stop(tmp_path, mode):
    class Stops(StubPipeline):
        __qualname__ = "StubPipeline"

        def process(self, article):
            if article.id == "a45":
                raise KeyboardInterrupt
            return super().process(article)

    path = write(tmp_path / "news.jsonl", news(90))
    settings = dataclasses.replace(SMALL, duplicates=mode)
    batch(path, tmp_path / "one", settings)
    batch(path, tmp_path / "three", dataclasses.replace(settings, workers=3))
    with pytest.raises(KeyboardInterrupt):
        batch(path, tmp_path / "stopped", settings, Stops())
    summary = batch(path, tmp_path / "stopped", dataclasses.replace(settings, workers=2), StubPipeline())
    assert summary.resumed > 0
    assert content(tmp_path / "one") == content(tmp_path / "three") == content(tmp_path / "stopped")
    extract(StubPipeline(), [str(path)], tmp_path / "all.jsonl", rejects=tmp_path / "rejects.jsonl", duplicates=mode)
    shards = b"".join(raw for name, raw in content(tmp_path / "one").items() if name.startswith("records-"))
    assert shards == (tmp_path / "all.jsonl").read_bytes()
    marked = [r["article"]["duplicate_of"] for r in records_of(tmp_path / "one") if "duplicate_of" in r["article"]]
    counts = manifest_of(tmp_path / "one")["counts"]
    assert len(marked) == (30 if mode == MARK else 0)
    assert (counts["records"], counts["rejects"], counts.get("skipped")) == (
        (90, 0, None) if mode == MARK else (60, 0, 30)
    )
    assert len(rejects_of(tmp_path / "one")) == (0 if mode == MARK else 30)


def test_another_mode_is_another_batch(tmp_path):
    path = write(tmp_path / "news.jsonl", news(12))
    batch(path, tmp_path / "out")
    with pytest.raises(ConfigError, match="duplicates was not set, now mark"):
        batch(path, tmp_path / "out", dataclasses.replace(SMALL, duplicates=MARK))
    with pytest.raises(ConfigError, match="duplicates 'all': expected keep, mark or skip"):
        batch(path, tmp_path / "new", dataclasses.replace(SMALL, duplicates="all"))
    assert not (tmp_path / "new").exists()


def test_command_line(tmp_path):
    path = write(tmp_path / "news.jsonl", news(6))
    marked = kaigong("extract", path, "--duplicates", "mark")
    assert marked.returncode == 0
    rows = [json.loads(row) for row in marked.stdout.splitlines()]
    assert [row["article"].get("duplicate_of") is not None for row in rows] == [False, False, True] * 2
    (tmp_path / "marked.jsonl").write_text(marked.stdout, "utf-8")
    assert kaigong("validate", tmp_path / "marked.jsonl").returncode == 0
    skipped = kaigong("extract", path, "--duplicates", "skip", "--rejects", tmp_path / "rejects.jsonl")
    assert (skipped.returncode, len(skipped.stdout.splitlines())) == (0, 4)
    assert "2 reposts skipped" in skipped.stderr
    assert len((tmp_path / "rejects.jsonl").read_text("utf-8").splitlines()) == 2
    wrong = kaigong("extract", path, "--duplicates", "some")
    assert wrong.returncode != 0 and "expected keep, mark or skip" in wrong.stderr and "Traceback" not in wrong.stderr

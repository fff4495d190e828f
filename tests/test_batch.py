"""Batches with a stub pipeline: what is in the folder, when a batch goes on, when it refuses to."""

import dataclasses
import multiprocessing
import os
import subprocess
import sys
import tracemalloc

import pytest
from batchkit import SMALL, batch, content, lines_of, manifest_of, records_of, rejects_of, rows, sha256
from readerkit import TEXT, line, write
from stub import StubPipeline

from kaigong.corpora.readers import ReadOptions
from kaigong.pipeline.batch import BatchSettings, run_batch
from kaigong.pipeline.batch.store import FolderStore
from kaigong.pipeline.extract import extract
from kaigong.schemas import Record
from kaigong.schemas.errors import ConfigError, ExtractionError

FAULTY = rows(12) + '{"id": "cut\n' + line(id="a00003") + line(id="x", text="故障") + rows(20, 12)


def test_folder_holds_shards_rejects_and_a_manifest_of_them(tmp_path):
    path = write(tmp_path / "news.jsonl", FAULTY)
    out = tmp_path / "out"
    summary = batch(path, out)
    assert sorted(content(out)) == ["manifest.json", *(f"records-0000{i}.jsonl" for i in range(4)), "rejects.jsonl"]
    assert [record["article"]["id"] for record in records_of(out)] == [f"a{i:05d}" for i in range(32)]
    for row in (row for shard in out.glob("records-*") for row in lines_of(shard)):
        Record.model_validate_json(row)
    rejects = rejects_of(out)
    assert [(reject["line"], reject["article"], reject["stage"]) for reject in rejects] == [
        (13, None, "read"), (14, "a00003", "read"), (None, "x", "extract"),
    ]  # fmt: skip
    assert rejects[1]["reason"] == f"id 'a00003' stands already in {path}:4"
    manifest = manifest_of(out)
    counts = {"articles": 35, "records": 32, "projects": 0, "targets": 0, "rejects": 3, "undated": 32}
    assert manifest["counts"] == counts
    assert [shard["articles"] for shard in manifest["shards"]] == [10, 10, 10, 5]
    for row in (*manifest["shards"], manifest["rejects_file"]):
        assert row["sha256"] == sha256(out / row["file"])
        assert row["bytes"] == (out / row["file"]).stat().st_size
    assert (summary.counts.records, summary.counts.rejects, summary.shards, summary.resumed) == (32, 3, 4, 0)


def test_bytes_do_not_depend_on_workers_and_are_those_of_extract(tmp_path):
    path = write(tmp_path / "news.jsonl", FAULTY + rows(300, 1000))
    for workers in (1, 3):
        batch(path, tmp_path / str(workers), dataclasses.replace(SMALL, workers=workers, shard_articles=70))
    assert content(tmp_path / "1") == content(tmp_path / "3")
    extract(StubPipeline(), [str(path)], tmp_path / "all.jsonl", rejects=tmp_path / "rejects.jsonl")
    shards = b"".join(raw for name, raw in content(tmp_path / "1").items() if name.startswith("records-"))
    assert shards == (tmp_path / "all.jsonl").read_bytes()
    assert content(tmp_path / "1")["rejects.jsonl"] == (tmp_path / "rejects.jsonl").read_bytes()


def test_workers_that_are_not_forked_do_the_same(tmp_path, monkeypatch):
    path = write(tmp_path / "news.jsonl", FAULTY)
    batch(path, tmp_path / "forked")
    spawn = multiprocessing.get_context("spawn")
    monkeypatch.setattr("kaigong.pipeline.batch.local.worker_context", lambda: spawn)
    batch(path, tmp_path / "spawned")
    assert content(tmp_path / "spawned") == content(tmp_path / "forked")


class NeverAsked(StubPipeline):
    __qualname__ = "StubPipeline"

    def process(self, article):
        raise AssertionError


def test_complete_batch_is_left_alone(tmp_path):
    path = write(tmp_path / "news.jsonl", rows(25))
    batch(path, tmp_path / "out")
    before = {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in (tmp_path / "out").rglob("*")}
    summary = batch(path, tmp_path / "out", pipeline=NeverAsked())
    assert summary.complete_before
    assert summary.counts.records == 25
    assert {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in (tmp_path / "out").rglob("*")} == before
    (tmp_path / "out" / "records-00001.jsonl").write_bytes(b"")
    with pytest.raises(ConfigError, match=r"records-00001\.jsonl is not as the batch wrote it"):
        batch(path, tmp_path / "out")


def crash_at(point: int, path, out) -> bool:
    """Run a batch in a process that dies, as by kill -9, at the ``point``-th change of the disk; False at its end."""

    def run():
        left = [point]

        def dying(function):
            def wrapped(*arguments, **options):
                left[0] -= 1
                if left[0] < 0:
                    os._exit(9)
                return function(*arguments, **options)

            return wrapped

        for name in ("replace", "fsync", "unlink", "mkdir", "rmdir", "write"):
            setattr(os, name, dying(getattr(os, name)))
        batch(path, out)
        os._exit(0)

    process = multiprocessing.get_context("fork").Process(target=run)
    process.start()
    process.join()
    assert process.exitcode in (0, 9)
    return process.exitcode == 9


@pytest.mark.skipif(sys.platform != "linux", reason="forks")
def test_killed_at_any_change_of_the_disk_it_goes_on_to_the_same_bytes(tmp_path):
    path = write(tmp_path / "news.jsonl", rows(15) + '{"id": "cut\n' + rows(6, 15))
    batch(path, tmp_path / "whole")
    point = 0
    while crash_at(point, path, tmp_path / f"out{point}"):
        batch(path, tmp_path / f"out{point}")
        assert content(tmp_path / f"out{point}") == content(tmp_path / "whole"), point
        point += 1
    assert point > 30


@pytest.mark.skipif(sys.platform != "linux", reason="forks")
def test_killed_again_and_again_it_comes_to_the_end(tmp_path):
    path = write(tmp_path / "news.jsonl", rows(35))
    batch(path, tmp_path / "whole")
    kills = 0
    while crash_at(11, path, tmp_path / "out"):
        kills += 1
    assert 3 <= kills < 20
    assert content(tmp_path / "out") == content(tmp_path / "whole")


def interrupted(path, out, at="a00025"):
    """A batch whose reading stopped at an article: the shards before it are done."""

    class Stopped(Exception):
        pass

    class Stops(StubPipeline):
        __qualname__ = "StubPipeline"

        def process(self, article):
            if article.id == at:
                raise ConfigError("stop here")
            return super().process(article)

    with pytest.raises(ConfigError, match="stop here"):
        batch(path, out, pipeline=Stops())
    assert sorted(p.name for p in out.glob("records-*")) == ["records-00000.jsonl", "records-00001.jsonl"]


def test_finished_shards_are_not_made_again(tmp_path):
    path = write(tmp_path / "news.jsonl", rows(40))
    interrupted(path, tmp_path / "out")
    first = (tmp_path / "out" / "records-00000.jsonl").stat().st_mtime_ns
    summary = batch(path, tmp_path / "out")
    assert summary.resumed == 20
    assert summary.counts.records == 40
    assert (tmp_path / "out" / "records-00000.jsonl").stat().st_mtime_ns == first
    batch(path, tmp_path / "whole")
    assert content(tmp_path / "out") == content(tmp_path / "whole")


@pytest.mark.parametrize("damage", [b"", b"half a line"])
def test_shard_that_lost_its_bytes_is_made_again(tmp_path, damage):
    path = write(tmp_path / "news.jsonl", rows(40))
    batch(path, tmp_path / "whole")
    interrupted(path, tmp_path / "out")
    (tmp_path / "out" / "records-00000.jsonl").write_bytes(damage)
    (tmp_path / "out" / ".batch" / "00001.json").write_bytes(damage)
    (tmp_path / "out" / ".batch" / "00001.json.tmp").write_bytes(damage)
    assert batch(path, tmp_path / "out").resumed == 0
    assert content(tmp_path / "out") == content(tmp_path / "whole")


@pytest.mark.parametrize(
    ("options", "pipeline", "message"),
    [
        ({"shard_articles": 20}, None, "shard_articles was 10, now 20"),
        ({"read": ReadOptions(text_key="正文")}, None, "text_key was text, now 正文"),
        ({}, StubPipeline(keep_text=True), "keep_text was False, now True"),
        ({}, NeverAsked, "stages was StubPipeline, now type"),
    ],
)
@pytest.mark.parametrize("complete", [True, False])
def test_other_settings_are_refused_by_name(tmp_path, options, pipeline, message, complete):
    path = write(tmp_path / "news.jsonl", rows(40))
    if complete:
        batch(path, tmp_path / "out")
    else:
        interrupted(path, tmp_path / "out")
    before = content(tmp_path / "out")
    with pytest.raises(ConfigError, match=message) as caught:
        batch(path, tmp_path / "out", dataclasses.replace(SMALL, **options), pipeline)
    assert "name another OUTDIR" in str(caught.value)
    assert content(tmp_path / "out") == before


def test_other_version_is_refused_by_name(tmp_path, monkeypatch):
    path = write(tmp_path / "news.jsonl", rows(5))
    batch(path, tmp_path / "out")
    for module in ("batch.settings", "fingerprint"):
        monkeypatch.setattr(f"kaigong.pipeline.{module}.version", lambda package: "99")
    with pytest.raises(ConfigError, match=r"kaigong was .*, now 99(.|\n)*the version of jieba was .*, now 99"):
        batch(path, tmp_path / "out")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (rows(41), "the inputs were"),
        (rows(40).replace("第3个", "第4个"), r"the inputs have changed .*in articles 1 to 10"),
        (rows(40).replace('"a00012"', '"b00012"'), r"the inputs have changed .*in articles 11 to 20"),
    ],
)
def test_changed_inputs_are_refused(tmp_path, text, message):
    path = write(tmp_path / "news.jsonl", rows(40))
    interrupted(path, tmp_path / "out")
    write(path, text)
    with pytest.raises(ConfigError, match=message):
        batch(path, tmp_path / "out")


def test_inputs_that_lost_articles_are_refused(tmp_path):
    path = write(tmp_path / "news.jsonl", rows(40))
    interrupted(path, tmp_path / "out")
    write(path, rows(10) + "\n" * (len(rows(40).encode()) - len(rows(10).encode())))
    with pytest.raises(ConfigError, match="fewer articles"):
        batch(path, tmp_path / "out")


def test_second_article_with_one_id_is_a_reject_wherever_the_first_is(tmp_path):
    one, two = write(tmp_path / "1.jsonl", rows(30)), write(tmp_path / "2.jsonl", line(id="a00000") + rows(20, 30))
    batch([one, two], tmp_path / "whole", dataclasses.replace(SMALL, workers=2))
    assert [r["reason"] for r in rejects_of(tmp_path / "whole")] == [f"id 'a00000' stands already in {one}:1"]
    interrupted([one, two], tmp_path / "out")
    batch([one, two], tmp_path / "out")
    assert content(tmp_path / "out") == content(tmp_path / "whole")


def test_folders_that_cannot_be_meant_are_refused(tmp_path):
    path = write(tmp_path / "in" / "news.jsonl", rows(2))
    for outdir, message in (
        (tmp_path / "in" / "out", "lies in the input"),
        (tmp_path / "in", "lies in the input|holds the input"),
        (tmp_path, "holds the input"),
        (path, "lies in the input"),
    ):
        with pytest.raises(ConfigError, match=message):
            batch(tmp_path / "in", outdir)
    with pytest.raises(ConfigError, match="is a file"):
        batch(tmp_path / "in", write(tmp_path / "file", "x"))
    write(tmp_path / "used" / "letter.txt", "x")
    with pytest.raises(ConfigError, match="is not empty and holds no batch"):
        batch(path, tmp_path / "used")
    with pytest.raises(ConfigError, match="shard_articles: 0 is less than 1"):
        batch(path, tmp_path / "out", BatchSettings(shard_articles=0))


def test_second_batch_in_one_folder_waits_its_turn(tmp_path):
    path = write(tmp_path / "news.jsonl", rows(2))
    holder = (
        "import sys, pathlib; from kaigong.pipeline.batch.store import FolderStore\n"
        "with FolderStore(pathlib.Path(sys.argv[1])).claimed(): print('held', flush=True); input()"
    )
    out = tmp_path / "out"
    command = [sys.executable, "-c", holder, str(out)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "held\n"
        with pytest.raises(ConfigError, match=f"another batch is at work there .process {process.pid} on "):
            batch(path, out)
        process.communicate("\n")
    assert not out.exists() or content(out) == {}
    batch(path, out)


class Dies(StubPipeline):
    """Takes its process with it on 猝死, and on 一次 where no file of that name says that it has done so."""

    def __init__(self, folder):
        super().__init__()
        self.mark = folder / "mark"

    def process(self, article):
        if "猝死" in article.text or ("一次" in article.text and not self.mark.exists()):
            self.mark.touch()
            os._exit(1)
        return super().process(article)


@pytest.mark.parametrize("workers", [1, 2])
def test_article_that_kills_its_process_is_a_reject(tmp_path, workers):
    deadly = "".join(line(id=f"x{i}", text=f"{TEXT}猝死{i}") for i in range(2))
    path = write(tmp_path / "news.jsonl", rows(30) + deadly + line(id="once", text=f"{TEXT}一次") + rows(100, 30))
    batch(path, tmp_path / "out", dataclasses.replace(SMALL, workers=workers), Dies(tmp_path))
    assert [(r["article"], r["stage"]) for r in rejects_of(tmp_path / "out")] == [("x0", "extract"), ("x1", "extract")]
    assert "died" in rejects_of(tmp_path / "out")[0]["reason"]
    assert len(records_of(tmp_path / "out")) == 131


def test_processes_that_always_die_stop_the_batch(tmp_path):
    path = write(tmp_path / "news.jsonl", rows(10) + "".join(line(id=f"x{i}", text="项目猝死") for i in range(10)))
    with pytest.raises(ExtractionError, match="worker processes died on 5 articles in a row"):
        batch(path, tmp_path / "out", pipeline=Dies(tmp_path))


@pytest.mark.parametrize("budget", [0, 3000, 12000])
def test_full_disk_keeps_what_is_done(tmp_path, monkeypatch, budget):
    path = write(tmp_path / "news.jsonl", rows(40))
    batch(path, tmp_path / "whole")
    left = budget

    def write_some(self, raw):
        nonlocal left
        left -= len(raw)
        if left < 0:
            raise OSError(28, "No space left on device")
        original(self, raw)

    from kaigong.pipeline.batch.store import Sink

    original = Sink.write
    monkeypatch.setattr(Sink, "write", write_some)
    with pytest.raises(OSError, match="No space left on device; finished shards are kept"):
        batch(path, tmp_path / "out")
    assert not [name for name in content(tmp_path / "out") if name.endswith(".tmp")]
    monkeypatch.setattr(Sink, "write", original)
    assert batch(path, tmp_path / "out").resumed == (20 if budget == 12000 else 0)
    assert content(tmp_path / "out") == content(tmp_path / "whole")


def test_empty_inputs_make_an_empty_batch(tmp_path):
    (tmp_path / "in").mkdir()
    assert batch(tmp_path / "in", tmp_path / "out").counts.articles == 0
    assert sorted(content(tmp_path / "out")) == ["manifest.json", "rejects.jsonl"]
    assert batch(tmp_path / "in", tmp_path / "out").complete_before


def test_memory_does_not_grow_with_the_archive(tmp_path):
    peaks = []
    for count in (500, 4000, 12000):  # the first to load what is loaded once
        path = write(tmp_path / f"{count}.jsonl", rows(count))
        tracemalloc.start()
        batch(path, tmp_path / f"out{count}", BatchSettings(shard_articles=500))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[2] < 1.2 * peaks[1], peaks


def test_names_that_are_no_unicode(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    try:
        with open(os.fsencode(folder) + b"/\xff.txt", "w", encoding="utf-8") as sink:
            sink.write(TEXT)
    except OSError:
        pytest.skip("this file system takes no such name")
    write(folder / "good.txt", TEXT)
    batch(folder, tmp_path / "out")
    assert [record["article"]["id"] for record in records_of(tmp_path / "out")] == ["good.txt"]
    assert r"\udcff.txt" in rejects_of(tmp_path / "out")[0]["file"]


def test_store_leaves_nothing_of_a_file_that_failed(tmp_path):
    store = FolderStore(tmp_path)
    with pytest.raises(ZeroDivisionError), store.create("x") as sink:
        sink.line("half")
        raise ZeroDivisionError
    assert content(tmp_path) == {}


def test_library_call_needs_no_settings(tmp_path):
    path = write(tmp_path / "news.jsonl", rows(3))
    assert run_batch(StubPipeline(), [path], tmp_path / "out").counts.records == 3

"""A batch on Ray actors of this machine: the same bytes as without Ray, also where actors die."""

import os
import signal
import sys
import threading
import time
from pathlib import Path

import pytest
from batchkit import batch, content, rejects_of, rows
from readerkit import TEXT, line, write
from stub import StubPipeline

from kaigong.pipeline import Pipeline
from kaigong.pipeline.batch import BatchSettings
from kaigong.pipeline.batch.ray_engine import RayEngine
from kaigong.schemas.errors import ConfigError

HERE = Path(__file__).resolve().parent
ON_RAY = BatchSettings(shard_articles=40, workers=2, engine="ray")
LOCAL = BatchSettings(shard_articles=40)


def test_missing_ray_names_the_command(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(ConfigError, match=r"pip install 'kaigong\[ray\]'"):
        batch(write(tmp_path / "a.jsonl", rows(1)), tmp_path / "out", ON_RAY)


def test_unknown_engine_is_named(tmp_path):
    with pytest.raises(ConfigError, match="engine 'spark': expected local or ray"):
        batch(write(tmp_path / "a.jsonl", rows(1)), tmp_path / "out", BatchSettings(engine="spark"))


@pytest.fixture(scope="module")
def ray():
    ray = pytest.importorskip("ray")
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    paths = os.pathsep.join([str(HERE), os.environ.get("PYTHONPATH", "")])
    ray.init(
        address="local", num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level="error",
        runtime_env={"env_vars": {"PYTHONPATH": paths}},
    )  # fmt: skip
    yield ray
    ray.shutdown()


def slowly_dying(folder):
    """Actors that die on 猝死 always, on 一次 once; each article takes a moment."""
    from test_batch import Dies

    return Dies(folder)


@pytest.mark.filterwarnings("ignore")
def test_bytes_are_those_of_the_local_engine(ray, tmp_path):
    path = write(tmp_path / "a.jsonl", rows(130) + line(id="x", text="故障") + rows(130, 130))
    batch(path, tmp_path / "local", LOCAL)
    batch(path, tmp_path / "ray", ON_RAY)
    assert content(tmp_path / "ray") == content(tmp_path / "local")
    assert ray.is_initialized()  # the program's connection is left to it


@pytest.mark.filterwarnings("ignore")
def test_article_that_kills_its_actor_is_a_reject(ray, tmp_path):
    path = write(
        tmp_path / "a.jsonl",
        rows(50) + line(id="x", text=f"{TEXT}猝死") + line(id="once", text=f"{TEXT}一次") + rows(100, 50),
    )
    summary = batch(path, tmp_path / "out", ON_RAY, slowly_dying(tmp_path))
    assert [(r["article"], r["stage"]) for r in rejects_of(tmp_path / "out")] == [("x", "extract")]
    assert summary.counts.records == 151


@pytest.mark.filterwarnings("ignore")
def test_actor_killed_in_the_middle_changes_nothing(ray, tmp_path, monkeypatch):
    path = write(tmp_path / "a.jsonl", rows(400))
    pipeline = Pipeline(tagger="rules")
    batch(path, tmp_path / "local", LOCAL, pipeline)
    replaced = []

    def kill_one(engine):
        while not (tmp_path / "ray" / "records-00001.jsonl").exists():
            time.sleep(0.01)
        process = engine.pids[0]
        os.kill(process, signal.SIGKILL)

    start = RayEngine._start

    def start_and_kill(self):
        start(self)
        self.pids = ray.get([actor.__ray_call__.remote(lambda _: os.getpid()) for actor in self._actors])
        threading.Thread(target=kill_one, args=(self,)).start()

    replace = RayEngine._replace
    monkeypatch.setattr(RayEngine, "_start", start_and_kill)
    monkeypatch.setattr(RayEngine, "_replace", lambda *given: (replaced.append(given[1]), replace(*given)))
    batch(path, tmp_path / "ray", ON_RAY, pipeline)
    assert replaced == [0]
    assert content(tmp_path / "ray") == content(tmp_path / "local")


@pytest.mark.filterwarnings("ignore")
def test_cluster_with_another_kaigong_is_refused(ray, tmp_path, monkeypatch):
    for module in ("batch.settings", "fingerprint"):
        monkeypatch.setattr(f"kaigong.pipeline.{module}.version", lambda package: "99")
    with pytest.raises(ConfigError, match=r"kaigong is 99 here, 0\.1\.0 there"):
        batch(write(tmp_path / "a.jsonl", rows(1)), tmp_path / "out", ON_RAY, StubPipeline())

"""Real batches from the command line: killed, stopped by ctrl-c, gone on with. The archive is made for the purpose."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from batchkit import KAIGONG, content, kaigong, manifest_of, records_of, rejects_of
from make_archive import make_archive
from readerkit import TEXT, line, write

pytest.importorskip("warcio")
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


def command(archive, out, *more):
    return [KAIGONG, "batch", archive, out, "--tagger", "rules", "--shard-articles", "15", "--workers", "2", *more]


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    folder = tmp_path_factory.mktemp("archive") / "news"
    make_archive(folder, 300, seed=7, faults=0.04)
    return folder


@pytest.fixture(scope="module")
def whole(archive, tmp_path_factory):
    """The batch that nothing interrupted."""
    out = tmp_path_factory.mktemp("whole") / "out"
    done = subprocess.run(command(archive, out), capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr  # some articles cannot be read
    return out


def wait_for(condition, seconds=20):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.01)
    return False


def shards(out: Path) -> int:
    return len(list(out.glob("records-*.jsonl")))


def children(process: int) -> list[int]:
    return [int(i) for i in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def is_alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def test_archive_is_read_with_reasons_for_what_cannot_be(whole):
    manifest, rejects = manifest_of(whole), rejects_of(whole)
    counts = manifest["counts"]
    assert counts["articles"] == 300
    assert counts["records"] + counts["rejects"] == 300
    assert counts["rejects"] == len(rejects) >= 2
    assert len(records_of(whole)) == counts["records"]
    assert len({record["article"]["id"] for record in records_of(whole)}) == counts["records"]
    assert sum(bool(record["projects"]) for record in records_of(whole)) > 120


@linux_only
def test_killed_twice_and_gone_on_with_it_is_the_same(archive, whole, tmp_path):
    out = tmp_path / "out"
    rng = random.Random(3)
    for kill in range(2):
        before = shards(out)
        with subprocess.Popen(command(archive, out), stderr=subprocess.PIPE) as process:
            assert wait_for(lambda: shards(out) > before, 20)  # noqa: B023
            time.sleep(rng.random() / 4)
            workers = children(process.pid)
            process.kill()
            process.wait()
        assert not (out / "manifest.json").exists(), kill
        assert workers
        assert wait_for(lambda: not any(map(is_alive, workers)), 5), "workers outlive their batch"  # noqa: B023
    done = subprocess.run(command(archive, out, "--workers", "1"), capture_output=True, text=True, check=False)
    assert "were done before" in done.stderr
    assert content(out) == content(whole)


def test_ctrl_c_stops_cleanly(archive, whole, tmp_path):
    out = tmp_path / "out"
    with subprocess.Popen(
        command(archive, out), stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True, text=True
    ) as process:
        assert wait_for(lambda: shards(out) > 1)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: the workers get it too
        output, errors = process.communicate(timeout=20)
    assert process.returncode == 130, errors
    assert output == ""
    assert errors.strip() == (
        f"kaigong: stopped; finished shards are kept in {out}, the same command goes on behind them"
    )
    assert not list(out.rglob("*.tmp"))
    done = subprocess.run(command(archive, out), capture_output=True, text=True, check=False)
    assert "were done before" in done.stderr
    assert content(out) == content(whole)


def test_same_command_again_and_other_settings(archive, whole):
    again = subprocess.run(command(archive, whole), capture_output=True, text=True, check=False)
    assert "already complete (300 articles" in again.stderr
    other = subprocess.run(command(archive, whole, "--keep-text"), capture_output=True, text=True, check=False)
    assert other.returncode == 2
    assert "keep_text was False, now True" in other.stderr


def test_records_of_a_batch_are_valid(archive, whole):
    for path in sorted(whole.glob("records-*.jsonl"))[:2]:
        assert kaigong("validate", path).returncode == 0


def test_standard_input_and_exit_codes(tmp_path):
    good, out = line(id="甲"), tmp_path / "out"
    options = ("--tagger", "rules", "--workers", "1")
    done = kaigong("batch", "-", out, *options, input=good)
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert "1 article, 1 record, 1 project," in done.stderr
    missing = kaigong("batch", tmp_path / "none", tmp_path / "out2", *options)
    assert missing.returncode == 2
    assert "none: no such file or folder" in missing.stderr
    assert not (tmp_path / "out2").exists()
    assert kaigong("batch", write(tmp_path / "a.txt", TEXT)).returncode == 2
    quiet = kaigong("batch", tmp_path / "a.txt", tmp_path / "out3", *options, "-q")
    assert (quiet.returncode, quiet.stdout, quiet.stderr) == (0, "", "")

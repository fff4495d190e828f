"""The installed command as a process of its own: its start, its streams and its locale."""

import os
import subprocess
import sys
from pathlib import Path

KAIGONG = Path(sys.executable).parent / "kaigong"


def test_help_answers_at_once():
    best = min(_timed([KAIGONG, "--help"]) for _ in range(3))
    assert best < 0.5


def _timed(command):
    """Seconds of a processor that a command takes: those of a clock are its neighbours' too."""
    import resource  # not on Windows

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def test_output_is_utf8_whatever_the_locale(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text("{}\n", encoding="utf-8")
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    result = subprocess.run([KAIGONG, "extract", str(path)], capture_output=True, env=environment, check=False)
    assert result.returncode == 1
    assert "→ stdout" in result.stderr.decode("utf-8")


def test_reader_that_stops_early_gets_no_traceback():
    command = f"{KAIGONG} schema | head -c 10"
    result = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert result.stderr == b""

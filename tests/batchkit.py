"""What the tests of batches share."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

from readerkit import line
from stub import StubPipeline

from kaigong.pipeline.batch import BatchSettings, run_batch

KAIGONG = Path(sys.executable).parent / "kaigong"
SMALL = BatchSettings(shard_articles=10)


def rows(count: int, start: int = 0) -> str:
    return "".join(
        line(id=f"a{i:05d}", text=f"某县第{i}个项目签约，总投资{i + 1}亿元。") for i in range(start, start + count)
    )


def batch(inputs, outdir, settings=SMALL, pipeline=None, **options):
    inputs = inputs if isinstance(inputs, list) else [inputs]
    return run_batch(pipeline or StubPipeline(), inputs, outdir, settings, **options)


def content(folder: Path) -> dict[str, bytes]:
    """All files of a folder, hidden ones too."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def records_of(folder: Path) -> list[dict]:
    return [json.loads(row) for path in sorted(folder.glob("records-*.jsonl")) for row in lines_of(path)]


def rejects_of(folder: Path) -> list[dict]:
    return [json.loads(row) for row in lines_of(folder / "rejects.jsonl")]


def lines_of(path: Path) -> list[str]:
    return path.read_text("utf-8").split("\n")[:-1]


def manifest_of(folder: Path) -> dict:
    return json.loads((folder / "manifest.json").read_bytes())


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def kaigong(*arguments, **options) -> subprocess.CompletedProcess:
    return subprocess.run([KAIGONG, *map(str, arguments)], capture_output=True, text=True, check=False, **options)

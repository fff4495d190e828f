"""What of a batch is done: one marker a finished shard, and in the end the manifest.

A shard is finished when its marker is there: it is written after the shard's records are safe on the disk, and holds
their digest and the shard's rejects.
"""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, fields, replace

from kaigong.pipeline.batch.settings import check_same
from kaigong.pipeline.batch.store import MANIFEST, STATE, Sink, Store
from kaigong.pipeline.stream import RecordLine
from kaigong.schemas.errors import ConfigError, ReadError
from kaigong.schemas.reject import ArticleReject

FORMAT = 1
REJECTS = "rejects.jsonl"
SOMETIMES = ("skipped", "undated")
"""Counts that most batches have none of."""

_SETTINGS = f"{STATE}/settings.json"


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers of a shard or a batch; an article gives one record or one reject, or is skipped as a repost.

    ``undated`` are the records without a day of publication.
    """

    articles: int = 0
    records: int = 0
    projects: int = 0
    targets: int = 0
    rejects: int = 0
    skipped: int = 0
    undated: int = 0

    def with_record(self, record: RecordLine) -> "Counts":
        """The counts with one record more."""
        return self + Counts(1, 1, record.projects, record.targets, undated=int(record.undated))

    def with_reject(self) -> "Counts":
        """The counts with one reject more."""
        return replace(self, articles=self.articles + 1, rejects=self.rejects + 1)

    def with_skipped(self) -> "Counts":
        """The counts with one repost more that was passed over."""
        return replace(self, articles=self.articles + 1, skipped=self.skipped + 1)

    def to_json(self) -> dict[str, int]:
        """The counts as in the manifest, where those of SOMETIMES stand only if there are some."""
        return {name: count for name, count in asdict(self).items() if count or name not in SOMETIMES}

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))


@dataclass(frozen=True, slots=True)
class Shard:
    """A finished shard: its counts, size and digest of its file, and digest of the input that it was made of."""

    number: int
    counts: Counts
    bytes: int
    sha256: str
    input_sha256: str | None

    def to_json(self) -> dict[str, object]:
        """The shard as in the manifest."""
        return {
            "file": records_name(self.number),
            **self.counts.to_json(),
            "bytes": self.bytes,
            "sha256": self.sha256,
            "input_sha256": self.input_sha256,
        }

    @classmethod
    def of_json(cls, number: int, row: Mapping[str, object]) -> "Shard":
        """The shard of a marker.

        Raises: KeyError, TypeError or ValueError for anything else.
        """
        whole = {**dict.fromkeys(SOMETIMES, 0), **row}
        counts = Counts(**{f.name: int(str(whole[f.name])) for f in fields(Counts)})
        return cls(number, counts, int(str(row["bytes"])), str(row["sha256"]), str(row["input_sha256"]))


def records_name(number: int) -> str:
    """File of the records of a shard."""
    return f"records-{number:05d}.jsonl"


def _marker_name(number: int) -> str:
    return f"{STATE}/{number:05d}.json"


class State:
    """The state of the batch in a store; its methods come in the order of a run."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._met: set[int] = set()
        self.finished: dict[int, Shard] = {}

    def check_complete(self, manifest: Mapping[str, object]) -> tuple[Counts, int]:
        """Counts and number of shards of a complete batch.

        Raises: ConfigError if one of its files is gone or has another size.
        """
        self._clear()
        shards, totals = manifest.get("shards"), manifest.get("counts")
        if not isinstance(shards, list) or not isinstance(totals, dict):
            raise ConfigError(f"{self._store}: {MANIFEST} is damaged; delete {self._store} to make the batch again")
        for row in (*shards, manifest.get("rejects_file")):
            if not isinstance(row, dict) or self._store.size(str(row.get("file"))) != row.get("bytes"):
                name = row.get("file") if isinstance(row, dict) else REJECTS
                raise ConfigError(
                    f"{self._store}: {name} is not as the batch wrote it; put it back, or delete the folder to make "
                    "the batch again"
                )
        return Counts(**totals), len(shards)

    def begin(self, wanted: Mapping[str, object]) -> None:
        """Take up the finished shards of the same batch, or begin a new one.

        Raises: ConfigError if another batch was begun here.
        """
        self._store.sweep()
        begun = self._store.read_json(_SETTINGS)
        if begun is None:
            self._store.write_json(_SETTINGS, wanted)
        else:
            check_same(begun, wanted, str(self._store))
        for name in self._store.names(STATE):
            if name[:-5].isdigit() and name.endswith(".json"):
                self._take_up(int(name[:-5]))

    def _take_up(self, number: int) -> None:
        """A shard counts as finished if its records are what its marker says; else it is made again."""
        marker = self._store.read_json(_marker_name(number))
        try:
            shard = Shard.of_json(number, marker or {})
        except (KeyError, TypeError, ValueError):
            return
        if self._store.sha256(records_name(number)) == shard.sha256:
            self.finished[number] = shard

    def same_input(self, number: int, input_sha256: str) -> Shard:
        """The finished shard, made of just this input.

        Raises: ConfigError if the input was another.
        """
        self._met.add(number)
        shard = self.finished[number]
        if shard.input_sha256 != input_sha256:
            first = sum(s.counts.articles for s in self.finished.values() if s.number < number) + 1
            raise ConfigError(
                f"{self._store}: the inputs have changed since this batch was begun (in articles {first} to "
                f"{first + shard.counts.articles - 1}); put them back, or name another OUTDIR (or delete this one)"
            )
        return shard

    def all_read(self) -> None:
        """Tell that the inputs have ended.

        Raises: ConfigError if they now have fewer articles than are done.
        """
        if set(self.finished) - self._met:
            raise ConfigError(
                f"{self._store}: the inputs have fewer articles than when this batch was begun; put them back, or "
                "name another OUTDIR (or delete this one)"
            )

    def create_shard(self, number: int) -> AbstractContextManager[Sink]:
        """The file for the records of a shard."""
        return self._store.create(records_name(number))

    def close_shard(self, shard: Shard, rejects: list[ArticleReject]) -> None:
        """Mark a shard as finished."""
        row = {**shard.to_json(), "rejected": [reject.to_line() for reject in rejects]}
        self._store.write_json(_marker_name(shard.number), row)
        self._met.add(shard.number)
        self.finished[shard.number] = shard

    def finish(self, wanted: Mapping[str, object]) -> Counts:
        """Write the rejects and the manifest and drop the state; the counts of all shards."""
        counts = sum((shard.counts for shard in self.finished.values()), Counts())
        with self._store.create(REJECTS) as sink:
            for number in sorted(self.finished):
                marker = self._store.read_json(_marker_name(number))
                rejected = (marker or {}).get("rejected")
                if not isinstance(rejected, list):
                    raise ReadError(f"{self._store}: {_marker_name(number)} is damaged; delete it and run again")
                for line in rejected:
                    sink.line(str(line))
        manifest = {
            **wanted,
            "counts": counts.to_json(),
            "rejects_file": {"file": REJECTS, "bytes": sink.bytes, "sha256": sink.sha256},
            "shards": [self.finished[number].to_json() for number in sorted(self.finished)],
        }
        self._store.write_json(MANIFEST, manifest)
        self._clear()
        return counts

    def _clear(self) -> None:
        """Remove the state of a complete batch, the settings last, and what a killed run left."""
        self._store.sweep()
        for name in sorted(self._store.names(STATE), key=lambda name: f"{STATE}/{name}" == _SETTINGS):
            if name != "lock":
                self._store.remove(f"{STATE}/{name}")

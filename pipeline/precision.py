"""The precision that a filled hand-check sample shows, of each stratum and of the whole.

Strata are drawn in their own measure (at least one of each), so the whole is the mean of the strata's precisions
weighted by their sizes. Its interval is Wilson's for a sample of the size that the drawn one is worth: Kish's
effective size (sum w)^2 / sum w^2 with w = units / checked rows, larger by the finite population correction.
Sources: E. B. Wilson, JASA 22 (1927); L. Kish, Survey Sampling (1965); C. Franco et al., J. Survey Statistics and
Methodology 7 (2019).
"""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from kaigong.pipeline.rule_scores import Interval, wilson
from kaigong.pipeline.sample_file import DECISIONS, read_sample
from kaigong.schemas.errors import ReadError

RIGHT, WRONG, UNSURE = DECISIONS["en"]
_WORDS = {
    RIGHT: "right r yes y true 1 ok 对 是 正确 √ ✓ ✔",
    WRONG: "wrong w no n false 0 错 否 错误 不对 × ✗ ✘ x",
    UNSURE: "unsure ? ？ 不确定 存疑",
}
_DECISION = {word: decision for decision, words in _WORDS.items() for word in words.split()}


@dataclass(slots=True)
class Stratum:
    """Units of a stratum, and what was said of its rows; rows without a decision are ``open``."""

    size: int
    said: Counter[str] = field(default_factory=Counter)

    @property
    def checked(self) -> int:
        """Rows that are right or wrong."""
        return self.said[RIGHT] + self.said[WRONG]

    @property
    def precision(self) -> float:
        """Share of the checked rows that is right; 0 where none is checked."""
        return self.said[RIGHT] / self.checked if self.checked else 0.0

    @property
    def interval(self) -> Interval:
        """Wilson's 95 % interval of the precision, all units checked being no sample any more."""
        left = 1 - self.checked / self.size
        return (
            _interval(self.precision, self.checked / left if left > 0 else None) if self.checked else Interval(0.0, 1.0)
        )


@dataclass(slots=True)
class Precision:
    """The strata of a filled sample by name, in order of the file."""

    strata: dict[str, Stratum] = field(default_factory=dict)

    @property
    def _known(self) -> list[Stratum]:
        return [stratum for stratum in self.strata.values() if stratum.checked]

    @property
    def covered(self) -> float:
        """Share of the units that are in strata with a checked row: what the estimate is about."""
        whole = sum(stratum.size for stratum in self.strata.values())
        return sum(stratum.size for stratum in self._known) / whole if whole else 0.0

    @property
    def estimate(self) -> float:
        """Precision of the whole: the mean of the strata's, weighted by their units."""
        units = sum(stratum.size for stratum in self._known)
        return sum(stratum.size * stratum.precision for stratum in self._known) / units if units else 0.0

    @property
    def effective(self) -> float | None:
        """Size of the simple sample that says as much; None where every unit is checked."""
        units, checked = (sum(getattr(s, name) for s in self._known) for name in ("size", "checked"))
        worth = units**2 / sum(s.size**2 / s.checked for s in self._known)
        return worth / (1 - checked / units) if checked < units else None

    @property
    def interval(self) -> Interval:
        """95 % interval of the precision of the whole."""
        return _interval(self.estimate, self.effective) if self._known else Interval(0.0, 1.0)

    def to_json(self) -> dict[str, object]:
        """All numbers, shares with four digits."""
        said = Counter[str]()
        for stratum in self.strata.values():
            said.update(stratum.said)
        return {
            "rows": said.total(), **{word: said[word] for word in (RIGHT, WRONG, UNSURE, "open")},
            "precision": round(self.estimate, 4) if self._known else None,
            "low": round(self.interval.low, 4), "high": round(self.interval.high, 4),
            "covered": round(self.covered, 4),
            "strata": {
                name: {
                    "units": s.size, **{word: s.said[word] for word in (RIGHT, WRONG, UNSURE, "open")},
                    "precision": round(s.precision, 4) if s.checked else None,
                    "low": round(s.interval.low, 4), "high": round(s.interval.high, 4),
                }
                for name, s in self.strata.items()
            },
        }  # fmt: skip

    def table(self) -> str:
        """The strata and the whole as a plain table."""
        width = max(len(name) for name in (*self.strata, "all, weighted")) + 2
        lines = [f"{'stratum':<{width}}{'units':>8}{'checked':>9}{'right':>7}{'precision':>11}  95 %"]
        rows: list[tuple[str, int, int, int, float, Interval]]
        rows = [(n, s.size, s.checked, s.said[RIGHT], s.precision, s.interval) for n, s in self.strata.items()]
        whole = (sum(row[1] for row in rows), sum(row[2] for row in rows), sum(row[3] for row in rows))
        rows.append(("all, weighted", *whole, self.estimate, self.interval))
        for name, units, checked, right, share, (low, high) in rows:
            line = f"{name:<{width}}{units:>8}{checked:>9}{right:>7}"
            lines.append(line + (f"{share:>11.3f}  {low:.3f}–{high:.3f}" if checked else f"{'–':>11}"))
        if self.covered < 1:
            lines.append(f"Strata without a decision are left out; the others hold {self.covered:.0%} of the units.")
        return "\n".join(lines)


def _interval(share: float, size: float | None) -> Interval:
    return Interval(share, share) if size is None else wilson(share * size, size)


def score_sample(path: Path) -> Precision:
    """What a filled sample says.

    Raises: ReadError if the file cannot be read, listing every row whose decision or size is none.
    """
    found, faults = Precision(), []
    for line, row in read_sample(path):
        written = row["decision"].strip().lower()
        decision = _DECISION.get(written, "open" if not written else None)
        size = row["stratum_size"].strip()
        if decision is None:
            faults.append(
                f"{path}:{line}: decision {row['decision']!r}; expected {RIGHT}, {WRONG}, {UNSURE} or nothing"
            )
        elif not size.isdecimal() or int(size) < 1:
            faults.append(f"{path}:{line}: stratum_size {size!r} is no number of units")
        else:
            stratum = found.strata.setdefault(row["stratum"], Stratum(int(size)))
            stratum.said[decision] += 1
            if stratum.size != int(size) or stratum.said.total() > stratum.size:
                faults.append(f"{path}:{line}: stratum {row['stratum']!r} has other sizes, or more rows than units")
    if faults:
        raise ReadError("\n".join(faults))
    if not any(stratum.checked for stratum in found.strata.values()):
        raise ReadError(f"{path}: no row is decided; write {RIGHT} or {WRONG} (对, 错) into the column decision (判定)")
    return found

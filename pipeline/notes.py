"""What was doubtful of articles that were read all the same: counted, and the first shown."""

from collections.abc import Iterator
from dataclasses import dataclass, field

_SHOWN = 5


@dataclass(slots=True)
class Notes:
    """Messages of the readers on articles that they did not refuse."""

    count: int = 0
    shown: list[str] = field(default_factory=list)

    def add(self, message: str) -> None:
        """Take one more; of many only the first are kept."""
        self.count += 1
        if self.count <= _SHOWN:
            self.shown.append(message)

    def lines(self) -> Iterator[str]:
        """Message for a person; nothing if there is none."""
        if self.count:
            yield "noted while reading:"
            yield from (f"  {message}" for message in self.shown)
        if self.count > _SHOWN:
            yield f"  … and {self.count - _SHOWN} more"

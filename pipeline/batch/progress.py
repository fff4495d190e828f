"""How far a batch is: a line drawn anew on a terminal, plain lines now and then elsewhere."""

import time
from collections.abc import Callable
from typing import TextIO

_REDRAW_S = 0.2
_LINE_S = 30.0


class Progress:
    """Counts what is done; rate and time left come from the work of this run alone.

    ``stream`` None is silent. ``total_bytes`` None (standard input) gives no share and no time left.
    """

    def __init__(
        self, stream: TextIO | None, total_bytes: int | None, clock: Callable[[], float] = time.perf_counter
    ) -> None:
        self._stream = stream
        self._total = total_bytes
        self._clock = clock
        self._live = stream is not None and stream.isatty()
        self._shown = clock()
        self._began = (self._shown, 0)  # time and bytes read when this run's own work began
        self._read = 0
        self._width = 0
        self.articles = 0
        self.rejects = 0
        self.resumed = 0

    def on_read(self, done: int) -> None:
        """Bytes of the inputs read so far."""
        self._read = done

    def skip(self, articles: int, rejects: int) -> None:
        """Articles that an earlier run has done."""
        self.resumed += articles
        self.rejects += rejects
        if not self.articles:
            self._began = (self._clock(), self._read)
        self._show(f"passing over {self.resumed} articles that are done")

    def advance(self, articles: int, rejects: int) -> None:
        """Articles done by this run, rejects among them."""
        self.articles += articles
        self.rejects += rejects
        self._show(self.describe())

    def describe(self) -> str:
        """One line: articles, share, rate, time left, rejects."""
        began, began_bytes = self._began
        seconds = self._clock() - began
        parts = [f"{self.resumed + self.articles} articles"]
        if self._total:
            parts.append(f"{min(self._read / self._total, 1):.0%}")
        if seconds > 0:
            parts.append(f"{self.articles / seconds:.1f}/s")
        fresh = self._read - began_bytes
        if self._total and fresh > 0 and seconds > 1:
            parts.append(f"{duration(seconds * max(self._total - self._read, 0) / fresh)} left")
        if self.rejects:
            parts.append(f"{self.rejects} rejected")
        return ", ".join(parts)

    def close(self) -> None:
        """Wipe the line off the terminal."""
        if self._live and self._stream is not None and self._width:
            self._stream.write("\r" + " " * self._width + "\r")
            self._stream.flush()
            self._width = 0

    def _show(self, line: str) -> None:
        now = self._clock()
        if self._stream is None or now - self._shown < (_REDRAW_S if self._live else _LINE_S):
            return
        self._shown = now
        if self._live:
            self._stream.write("\r" + line.ljust(self._width))
            self._width = len(line)
        else:
            self._stream.write(line + "\n")
        self._stream.flush()


def duration(seconds: float) -> str:
    """A time for people: 50 s, 12 min, 3 h 20 min."""
    if seconds < 60:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02d} min"

"""What a batch says of how far it is."""

import io

import pytest

from kaigong.pipeline.batch.progress import Progress, duration


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize("live", [True, False])
def test_progress_tells_rate_and_time_left_of_this_run(live):
    clock, stream = Clock(), Terminal() if live else io.StringIO()
    progress = Progress(stream, 1000, clock)
    progress.on_read(400)
    clock.now = 100
    progress.skip(40, 1)
    clock.now = 200
    progress.on_read(700)
    progress.advance(30, 1)
    assert progress.describe().startswith("70 articles, 70%, 0.3/s, ")
    assert progress.describe().endswith("2 min left, 2 rejected")
    assert progress.describe() in stream.getvalue()
    assert ("\r" in stream.getvalue()) == live
    progress.close()
    assert stream.getvalue().endswith("\r" if live else "\n")


def test_durations():
    assert [duration(s) for s in (5, 90, 3600 * 5 + 61)] == ["5 s", "2 min", "5 h 01 min"]

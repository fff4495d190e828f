"""Text of others on a terminal: one line stays one, and nothing in it drives the terminal or turns its direction."""

import re

# Controls, line separators, and the marks that turn the direction of what follows.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    r"""The text with a blank for each such character, so of the same length.

    >>> printable("项目\x1b[31m\n开工")
    '项目 [31m 开工'
    """
    return _CONTROL.sub(" ", text)


def printable_lines(text: str) -> str:
    """The same for a message of several lines, whose breaks stay."""
    return "\n".join(map(printable, text.split("\n")))

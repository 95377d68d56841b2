"""What goes wrong when a person's typing is read; the text of each error is for that person."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from story.figures.parsing import ParsedQuantity


class UnreadableNumber(ValueError):
    """The text is no number; `message` says what was understood and what is expected."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class AmbiguousNumber(ValueError):
    """The text can be read in several ways; `readings` holds them, the locale's own first."""

    def __init__(self, readings: list[ParsedQuantity], message: str) -> None:
        super().__init__(message)
        self.readings = readings
        self.message = message


class UnreadablePeriod(ValueError):
    """The text is no period; `message` says what is expected."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message

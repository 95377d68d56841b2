"""What holds of every script that is read aloud."""

from story.figures.forms import nature_word
from story.figures.types import Nature


def check_script(script, summary):
    """Within a tenth of its slot or without more material; figures by their records; no digit, no target without its word."""
    length, asked = script.length, script.slot.length
    assert script.lines and length * 10 == sum(line.steps for line in script.lines)
    assert (0.9 * asked <= length <= 1.1 * asked) if script.filled else length < 0.9 * asked
    for line in script.lines:
        said = line.text.casefold()
        assert not any(c.isnumeric() for c in said), said
        for figure in map(summary.figure, line.figures):
            word = nature_word(Nature(figure.nature), summary.locale)
            assert figure.verified and word in said
            assert figure.forms.spoken.removeprefix(word).strip().casefold() in said

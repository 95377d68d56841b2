"""The list of public pages that are looked at, validated and walked with axe leaves none out."""

import re
from pathlib import Path

from tests.public_pages import SIGHTS

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
# Pages that stand behind a link of one person, a log-in or an editor: journeys of their own look at them.
FOR_ONE_PERSON = {
    "components", "figure_query", "link_over", "follow_story", "confirm_story", "infographic_preview", "press_accreditation",
    "press_airings", "press_calendar", "press_desk", "press_progress", "press_recalls", "press_searches",
    "press_sign_in", "press_slot", "press_step",
}  # fmt: skip


def test_every_public_template_is_among_the_sights():
    pages = {f"pages/{path.name}" for path in (TEMPLATES / "pages").glob("*.html")}
    seen = {sight.template for sight in SIGHTS}
    assert pages - seen - {f"pages/{name}.html" for name in FOR_ONE_PERSON} == set()
    assert all((TEMPLATES / name).is_file() for name in seen)


def test_names_are_fit_for_files_and_each_is_there_once():
    names = [sight.name for sight in SIGHTS]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z-]+", name) for name in names)

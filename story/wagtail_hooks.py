"""Hooks of the story app."""

from story.checking import wagtail_hooks as checking_hooks  # noqa: F401
from story.desk import wagtail_hooks as desk_hooks  # noqa: F401
from story.entry import wagtail_hooks as entry_hooks  # noqa: F401
from story.importing import wagtail_hooks as importing_hooks  # noqa: F401
from story.people import wagtail_hooks as people_hooks  # noqa: F401
from story.reports import wagtail_hooks as report_hooks  # noqa: F401
from story.timing import wagtail_hooks as timing_hooks  # noqa: F401

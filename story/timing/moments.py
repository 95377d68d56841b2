"""A moment in the words of the newsroom: hour, weekday, day, whose hour it is, and how long it is until then."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timesince import timeuntil
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from story.figures import format_period


def moment_words(moment: datetime) -> str:
    """06:00 Monday, 1 December 2031 (Vietnam time), in the language and the time zone of who reads it."""
    local = timezone.localtime(moment)
    weekday = date_format(local, "l")
    return _("%(time)s %(weekday)s, %(day)s (%(zone)s)") % {
        "time": date_format(local, "H:i"),
        # In Vietnamese a weekday is written small, whatever the number of the day in it.
        "weekday": weekday if get_language() == "en" else weekday[:1].lower() + weekday[1:],
        "day": format_period(local.date().isoformat(), get_language() or settings.LANGUAGE_CODE),
        "zone": zone_words(),
    }


def zone_words() -> str:
    """The name of the time zone that hours are shown and typed in."""
    name = timezone.get_current_timezone_name()
    return _("Vietnam time") if name == settings.TIME_ZONE else name


def time_left(moment: datetime) -> str:
    """“3 hours left”, in the largest measure that fits; empty once the moment has passed."""
    now = timezone.now()
    return _("%(time)s left") % {"time": timeuntil(moment, now, depth=1)} if moment > now else ""

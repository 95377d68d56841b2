"""Answering a call."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from home.calls.models import Call, CallAnswer
from home.calls.selectors import drafts_of
from places.models import AdministrativeUnit
from story import actions
from story.actions.verb import verb
from story.models import ProvincePage, StoryPage


@verb
def answer(call: Call, user: Any, unit: AdministrativeUnit) -> StoryPage:
    """A draft of `unit` that belongs to the call; the one the user has begun, if there is one.

    Raises NotAllowedError, ConflictError when the call takes no more answers or asks other units.
    """
    row = Call.objects.select_for_update().filter(pk=call.pk).first()
    if row is None or not row.is_open():
        raise actions.ConflictError(_("This call is over."))
    if row.units.exists() and not row.units.filter(pk=unit.pk).exists():
        raise actions.NotAllowedError(_("This call is addressed to other provinces."))
    if begun := drafts_of(user).get(row.pk):
        return begun
    parent = ProvincePage.objects.filter(unit=unit, locale__language_code=settings.LANGUAGE_CODE).first()
    if parent is None:
        raise actions.NotAllowedError
    words = {name: getattr(row, name).all() for name in ("pillars", "sectors", "tools")}
    page = actions.create_story(parent, user, title=row.title, **words)
    CallAnswer.objects.create(call=row, page=page)
    return page

"""A number of the text becomes a record: the figure is added to its part, and the sentence shows it."""

import uuid
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.blocks.list_block import ListValue
from wagtail.log_actions import log
from wagtail.models import Page

from story.blocks import units
from story.figures import PeriodBasis
from story.prose import Unsourced, unsourced

from .errors import NotAllowedError, StaleRevisionError
from .locking import latest_revision, lock_page
from .verb import verb

FIRST_LANGUAGE_ONLY = _("Figures are entered on the story in its first language.")


@verb
def record_number(page: Page, key: str, user: Any, revision_id: int) -> str:
    """Add the figure that a sentence of the latest draft speaks of, in a new draft; returns the figure's id.

    Its source stays empty: somebody has to name it. Raises NotAllowedError, StaleRevisionError.
    """
    page = lock_page(page.pk)
    permissions = page.permissions_for_user(user)
    if not permissions.can_edit() or permissions.page_locked():
        raise NotAllowedError
    if page.locale.language_code != settings.LANGUAGE_CODE:
        raise NotAllowedError(FIRST_LANGUAGE_ONLY)
    draft = latest_revision(page, revision_id).as_object()
    number = next((number for number in unsourced(draft) if number.key == key), None)
    part = next((part for part in draft.body if number and part.block_type == number.part), None)
    if number is None or part is None:
        raise StaleRevisionError
    figure_id = str(uuid.uuid4())
    figures = part.value["figures"]
    block = figures.list_block.child_block
    figures.bound_blocks.append(ListValue.ListChild(block, block.to_python(_figure(number)), id=figure_id))
    if number.passage.link:
        number.passage.link(*number.found.phrase, figure_id)
    revision = draft.save_revision(user=user, clean=False, log_action=False)
    log(
        instance=page,
        action="story.record_number",
        user=user,
        revision=revision,
        content_changed=True,
        data={"block_id": figure_id, "value": number.phrase, "label": number.passage.where},
    )
    return figure_id


def _figure(number: Unsourced) -> dict[str, Any]:
    found = number.found
    numbers = {
        name: None if value is None else format(value, "f")
        for name, value in (("value", found.value), ("value_max", found.value_max), ("total", found.total))
    }
    return {
        "quantity": numbers | {"qualifier": str(found.qualifier)},
        "unit": _unit(found.unit),
        "label": "",
        "nature": str(found.nature),
        "period": found.period,
        "period_basis": str(PeriodBasis.STATED if found.period else PeriodBasis.NONE),
        "printed": " ".join(number.phrase.split())[:200],
        "source_title": "",
    }


def _unit(name: str) -> int | dict[str, str] | None:
    """The unit of this name; one that the vocabulary does not know stays typed, for the editor to decide."""
    unit = units.unit_named(name if name.isupper() else name[:1].lower() + name[1:])
    if unit is None or unit.pk:
        return unit.pk if unit else None
    return {"typed": units.text_of(unit)}

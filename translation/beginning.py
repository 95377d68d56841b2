"""A translation begins: the text is cut into its segments, and a draft stands at its place in the other language."""

from typing import Any

from django.db import transaction
from wagtail.models import Locale, Page, PageViewRestriction, ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update
from wagtail_localize.models import StringTranslation, Translation

from translation.sources import Source

# The times of the original hold for its translation as they are at each moment: a copy would not follow them.
OWN_TIMES = ["go_live_at", "expire_at"]


@transaction.atomic(savepoint=False)
def begin(page: Page, locale: Locale, user: Any) -> Page:
    """Begin the translation of a page, held back like the page itself from its first second; gives its draft.

    localize copies the page and then writes it a second time, with the strings that are translated already: where
    there are none, the copy is that draft.
    """
    source, is_new = Source.of(page)
    translation = None if is_new else source.translations.filter(target_locale=locale).first()
    if translation is None:
        translation = Translation.objects.create(source_id=source.pk, target_locale=locale)
    elif not translation.enabled:
        Translation.objects.filter(pk=translation.pk).update(enabled=True)
    target = page.get_translation_or_none(locale)
    strings = StringTranslation.objects.filter(context__object_id=page.translation_key, locale=locale)
    if target is None and (is_new or not strings.exists()):
        # Wagtail would list twice what the draft refers to: when it is copied, and when the copy has its version.
        with disable_reference_index_auto_update():
            target = page.copy_for_translation(locale, copy_parents=True, exclude_fields=OWN_TIMES)
        ReferenceIndex.create_or_update_for_object(target)
        # What is said to the owner of a translation is said to whoever translates it, not to the original's author.
        Page.objects.filter(pk=target.pk).update(owner=user)
    else:
        translation.save_target(user=user, publish=False)
        target = target or page.get_translation(locale)
    hold_back(page, target)
    return target


def hold_back(page: Page, target: Page) -> None:
    """Put every restriction of a page on its translation, those of the pages above it too.

    localize copies the first one, and none that the page has from above.
    """
    wanted = list(page.get_view_restrictions().prefetch_related("groups"))
    present = {_restricts(row): row for row in target.view_restrictions.prefetch_related("groups")}
    for row in wanted:
        if present.pop(_restricts(row), None) is None:
            copy = PageViewRestriction.objects.create(
                page_id=target.pk, restriction_type=row.restriction_type, password=row.password
            )
            copy.groups.set(row.groups.all())
    for row in present.values():
        row.delete()


def _restricts(row: PageViewRestriction) -> tuple[Any, ...]:
    """What a restriction says, whatever page it stands on."""
    return row.restriction_type, row.password, frozenset(group.pk for group in row.groups.all())

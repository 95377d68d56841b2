"""What an editor says about a change to a public story, and what may not be done to one."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from story import addresses, corrections, outbox, permissions
from story.models import Correction
from story.richtext import plain

from .errors import AddressTakenError, ConflictError, NotAllowedError, OncePublicError, ReasonRequiredError
from .locking import latest_revision, lock_page
from .verb import verb


@verb
def correct(
    page: Page,
    user: Any,
    note: dict[str, str],
    kind: str = Correction.Kind.TEXT,
    revision_id: int | None = None,
) -> Revision:
    """Say, by language, why the latest version differs from the public one; it is published with that version.

    Raises NotAllowedError, ReasonRequiredError, StaleRevisionError, ConflictError when the story never was public.
    """
    page = lock_page(page.pk)
    rights = page.permissions_for_user(user)
    first = page.locale.language_code == settings.LANGUAGE_CODE
    if not first or not rights.can_edit() or rights.page_locked():
        raise NotAllowedError
    version = latest_revision(page, revision_id).as_object()
    base = corrections.base_of(version)
    if base is None:
        raise ConflictError(_("This story has not been public yet: there is nothing to correct."))
    said = {code: text.strip() for code, text in note.items() if text.strip()}
    if settings.LANGUAGE_CODE not in said:
        raise ReasonRequiredError
    version.correction_note, version.correction_kind, version.correction_of = said, kind, base
    revision = version.save_revision(user=user, clean=False)
    reason = said[settings.LANGUAGE_CODE]
    log(instance=version, action="story.correct", user=user, revision=revision, data={"reason": reason})
    outbox.write("story.corrected", page=page.pk, revision=revision.pk)
    return revision


@verb
def translate_correction(page: Page, user: Any, correction: Correction, note: str) -> Correction:
    """Say the note of a published correction in the language of `page`, where it has not been said; public at once.

    Raises NotAllowedError, ReasonRequiredError, ConflictError where it is said already or no note was given.
    """
    page = lock_page(page.pk)
    row = Correction.objects.select_for_update().filter(
        pk=correction.pk, translation_key=page.translation_key
    )
    code, said, found = page.locale.language_code, plain(note), row.first()
    if found is None or not permissions.may_tell_correction(user, page):
        raise NotAllowedError
    if not said:
        raise ReasonRequiredError(_("Say what was wrong: readers of this language see it."))
    if not found.awaits(code):
        raise ConflictError(_("This correction has been told in this language: it stays as it is."))
    found.tell(code, said)
    data = {"reason": said, "correction": found.pk}
    log(instance=page, action="story.translate_correction", user=user, data=data)
    outbox.write("story.correction_translated", page=page.pk, correction=found.pk, locale=code)
    return found


def require_explained(page: Page) -> None:
    """Raise ReasonRequiredError, naming them, where published figures change and nobody says why."""
    if corrections.is_explained(page):
        return
    figures = "; ".join(
        f"{change.before} → {change.after or '–'} ({change.was.label})"
        for change in corrections.changes_of(page)
    )
    raise ReasonRequiredError(
        _("Published figures change: %(figures)s. Say why under “Correction”; readers see it."),
        figures=figures,
    )


@verb
def require_free_address(page: Page, parent: Page, user: Any = None) -> None:
    """Raise AddressTakenError where another story was public below `parent` under this page's slug."""
    if addresses.is_reserved(page.slug, parent, page):
        raise AddressTakenError(address=f"{addresses.path_of(parent)}{page.slug}/")


@verb
def delete(page: Page, user: Any) -> None:
    """Delete what never was public.

    Raises NotAllowedError, OncePublicError for a page that has been public as a story, or has such a one below it.
    """
    page = lock_page(page.pk)
    if not page.permissions_for_user(user).can_delete():
        raise NotAllowedError
    if addresses.once_public(page):
        raise OncePublicError
    page.delete(user=user)

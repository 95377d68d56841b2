"""The checker's word on one figure: signed off, or disputed with a note."""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import Page

from story import outbox, permissions
from story.checking import age
from story.models import FigureReview, FigureSignOff

from .errors import ConflictError, NotAllowedError, ReasonRequiredError, StaleRevisionError
from .locking import latest_revision, lock_page
from .verb import verb

ALREADY = _("%(name)s has already signed this figure off.")
DISAGREES = _("The figure does not agree with its calculation: say why it stands as printed.")


@verb
def sign_off(page: Page, block_id: str, user: Any, revision_id: int, note: str = "") -> FigureSignOff:
    """Vouch for a figure of the latest revision, or once more when its yearly review is due.

    A derived figure that does not agree needs a note.

    Raises NotAllowedError, StaleRevisionError, ConflictError, ReasonRequiredError.
    """
    page, figures = checked_figures(page, user, revision_id)
    figure = _find(figures, block_id)
    if figure.verified and not _review_due(page, figure):
        raise ConflictError(ALREADY, name=figure.verified.by)
    if figure.disagreement(figures) is not None and not note.strip():
        raise ReasonRequiredError(DISAGREES)
    return _decide(page, figure, user, revision_id, FigureSignOff.Decision.SIGNED, note)


@verb
def dispute(page: Page, block_id: str, user: Any, revision_id: int, note: str) -> FigureSignOff:
    """Ask the author to make a figure clear; the note goes to them.

    Raises NotAllowedError, StaleRevisionError, ReasonRequiredError.
    """
    page, figures = checked_figures(page, user, revision_id)
    figure = _find(figures, block_id)
    if not note.strip():
        raise ReasonRequiredError(_("Say what has to be made clear."))
    return _decide(page, figure, user, revision_id, FigureSignOff.Decision.DISPUTED, note)


def checked_figures(page: Page, user: Any, revision_id: int) -> tuple[Page, dict[str, Any]]:
    """The locked page and the figures of its latest revision, for a checker.

    Raises NotAllowedError, StaleRevisionError.
    """
    page = lock_page(page.pk)
    if not permissions.may_check_figures(user, page):
        raise NotAllowedError
    version = latest_revision(page, revision_id).as_object()
    if version.locale.language_code != settings.LANGUAGE_CODE:
        raise NotAllowedError(_("Figures are checked on the story in its first language."))
    return page, version.figures


def _review_due(page: Any, figure: Any) -> bool:
    review = _reviews(page, figure).first()
    return page.live and age.is_due(figure, review)


def _reviews(page: Any, figure: Any) -> QuerySet[FigureReview]:
    return FigureReview.objects.filter(translation_key=page.translation_key, block_id=figure.id)


def _settle_review(page: Any, figure: Any) -> None:
    now = timezone.now()
    if not _reviews(page, figure).filter(settled_at=None).update(settled_at=now):
        FigureReview.objects.update_or_create(
            translation_key=page.translation_key,
            block_id=figure.id,
            year=timezone.localdate(now).year,
            defaults={"page": page, "settled_at": now},
        )


def _find(figures: dict[str, Any], block_id: str) -> Any:
    if block_id not in figures:
        raise StaleRevisionError
    return figures[block_id]


def _decide(page: Page, figure: Any, user: Any, revision_id: int, decision: str, note: str) -> FigureSignOff:
    word = FigureSignOff.objects.create(
        translation_key=page.translation_key,
        block_id=figure.id,
        fingerprint=figure.fingerprint,
        revision_id=revision_id,
        decision=decision,
        user=user,
        note=note.strip(),
    )
    signed = decision == FigureSignOff.Decision.SIGNED
    if signed and _review_due(page, figure):
        _settle_review(page, figure)
    log(
        instance=page,
        action="story.sign_off" if signed else "story.dispute",
        user=user,
        revision=word.revision,
        data={"block_id": figure.id, "label": figure.label, "value": figure.forms.screen, "note": word.note},
    )
    outbox.write(
        "story.figure_signed" if signed else "story.figure_disputed",
        page=page.pk,
        translation_key=str(page.translation_key),
        revision=word.revision_id,
        sign_off=word.pk,
    )
    return word

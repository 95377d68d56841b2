"""A Word file becomes a draft story under its province's page, with every number proposed as a figure."""

import uuid
from collections import Counter
from dataclasses import dataclass
from typing import Any

from anyascii import anyascii
from django.utils import timezone
from django.utils.text import slugify
from wagtail.log_actions import log
from wagtail.models import Page

from places.models import AdministrativeUnit
from story import once, outbox
from story.importing import proposals as records
from story.importing.bodies import body_of, bylines_of
from story.importing.document import ImportedDocument
from story.importing.errors import DocumentError
from story.importing.proposing import propose
from story.importing.staging import stage
from story.importing.word import read_document
from story.models import FigureProposal, ProvincePage, StoryPage

from .errors import NotAllowedError, UnreadableDocumentError
from .locking import lock_page
from .proposals import decision_on
from .verb import log_refusal, verb


@dataclass(frozen=True)
class ImportResult:
    """The draft, what was read, and the figures proposed."""

    page: StoryPage
    document: ImportedDocument
    proposals: list[FigureProposal]


def import_story(
    parent_page: Page,
    user: Any,
    file_or_document: Any,
    *,
    province_then: AdministrativeUnit | None = None,
    accept_figures: bool = False,
    name: str = "",
    key: uuid.UUID | None = None,
) -> ImportResult:
    """Make a draft of a Word file (a path, an open file, or what was read of one).

    The file is read before the transaction. What was imported under the same `key` (`story.once.key`) is not
    imported again but found. Raises NotAllowedError, and UnreadableDocumentError saying why the
    file is refused; both leave their row in the history of the province's page.
    """
    document = file_or_document
    if not isinstance(document, ImportedDocument):
        _require_right(parent_page, user)
        try:
            document = read_document(file_or_document, name)
        except DocumentError as error:
            refusal = UnreadableDocumentError(str(error))
            log_refusal("import_story", refusal, (parent_page, user), {})
            raise refusal from error
    return _import(parent_page, user, document, province_then, accept_figures, key)


def _require_right(parent_page: Page, user: Any) -> None:
    allowed = user.is_active and isinstance(parent_page.specific, ProvincePage)
    if not allowed or not parent_page.permissions_for_user(user).can_add_subpage():
        refusal = NotAllowedError()
        log_refusal("import_story", refusal, (parent_page, user), {})
        raise refusal


@verb
def _import(
    parent_page: Page,
    user: Any,
    document: ImportedDocument,
    province_then: AdministrativeUnit | None,
    accept_figures: bool,
    key: uuid.UUID | None,
) -> ImportResult:
    parent = lock_page(parent_page.pk)
    if not user.is_active or not isinstance(parent, ProvincePage):
        raise NotAllowedError
    if not parent.permissions_for_user(user).can_add_subpage():
        raise NotAllowedError
    creation = once.claim(key) if key else None
    if creation and creation.made:
        return ImportResult(creation.made, document, list(creation.made.figure_proposals.all()))
    images = [stage(picture, parent.unit.full_name, user) for picture in document.pictures]
    body = body_of(document, images)
    proposals = propose(body, document.standfirst, document.source_title)
    if accept_figures:
        body = _accept_all(body, proposals, user)
    page = _add_page(parent, user, document, province_then or parent.unit, body)
    for proposal in proposals:
        proposal.page = page
    FigureProposal.objects.bulk_create(proposals)
    _record(page, user, document, proposals, images)
    if creation:
        creation.made = page
        creation.save()
    return ImportResult(page, document, proposals)


def _add_page(
    parent: Any,
    user: Any,
    document: ImportedDocument,
    province: AdministrativeUnit,
    body: list[dict[str, Any]],
) -> StoryPage:
    page = StoryPage(
        title=document.headline,
        slug=_free_slug(parent, document.headline),
        standfirst=document.standfirst,
        province=province,
        locale=parent.locale,
        owner=user,
        live=False,
        form=StoryPage.Form.STORY,
    )
    page.body = StoryPage.body.field.to_python(body)
    page.bylines = StoryPage.bylines.field.to_python(bylines_of(document))
    parent.add_child(instance=page)
    page.save_revision(user=user, clean=False)
    return page


def _free_slug(parent: Page, headline: str) -> str:
    slug = slugify(anyascii(headline))[:200].strip("-") or "cau-chuyen"
    taken = set(parent.get_children().values_list("slug", flat=True))
    names = (slug, *(f"{slug}-{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)


def _accept_all(
    body: list[dict[str, Any]], proposals: list[FigureProposal], user: Any
) -> list[dict[str, Any]]:
    """Make every number a record; one said again is linked to the record it has already."""
    moved: Counter[Any] = Counter()
    for proposal in proposals:
        decision = decision_on(proposal)
        proposal.start += moved[proposal.block_id]
        proposal.end += moved[proposal.block_id]
        body, figure, by = records.accept(body, proposal, decision, records.equal_figure(body, decision))
        moved[proposal.block_id] += by
        proposal.state, proposal.figure = FigureProposal.State.ACCEPTED, figure
        proposal.decided_by, proposal.decided_at = user, timezone.now()
    return body


def _record(
    page: StoryPage, user: Any, document: ImportedDocument, proposals: list[FigureProposal], images: list[int]
) -> None:
    data = {"name": document.name or document.headline, "proposals": len(proposals), "pictures": len(images)}
    log(instance=page, action="story.import", user=user, revision=page.latest_revision, data=data)
    outbox.write("story.imported", page=page.pk, revision=page.latest_revision_id, images=images)

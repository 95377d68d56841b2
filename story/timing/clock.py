"""One round of the newsroom's clock: what is due goes out or ends, each page by itself; then the outbox is worked off."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page

from story import actions, outbox
from story.actions.scheduling import due_to_expire, due_to_go_live
from story.models import OutboxEntry

logger = logging.getLogger(__name__)

FAILED = "story.due_failed"


@dataclass
class Round:
    """What a round did: pages that went out, that ended, and that could not (with the reason)."""

    published: list[int] = field(default_factory=list)
    expired: list[int] = field(default_factory=list)
    failed: dict[int, str] = field(default_factory=dict)

    def __str__(self) -> str:
        said = f"{len(self.published)} published, {len(self.expired)} ended, {len(self.failed)} failed"
        return "\n".join([said, *(f"page {pk}: {reason}" for pk, reason in self.failed.items())])


def due() -> Iterator[tuple[str, int, int | None]]:
    """What is due: the verb, the page, the version; ends before beginnings, first languages before translations."""
    for pk in due_to_expire().values_list("pk", flat=True):
        yield "expire", pk, None
    revisions = list(due_to_go_live().values_list("object_id", "pk"))
    sources = {page: number for number, page in enumerate(_in_tree_order([int(pk) for pk, _pk in revisions]))}
    for object_id, revision in sorted(revisions, key=lambda row: sources.get(int(row[0]), len(sources))):
        yield "go_live", int(object_id), revision


def tick() -> Round:
    """Do what is due now; a page that fails is reported once and holds nobody up."""
    done = Round()
    for name, pk, revision in list(due()):
        page = Page.objects.filter(pk=pk).first()
        if page is None:
            continue
        verb: Callable[[Page], bool] = getattr(actions, name)
        try:
            if verb(page):
                (done.published if name == "go_live" else done.expired).append(pk)
        except Exception as error:
            done.failed[pk] = f"{type(error).__name__}: {error}"
            _report(name, pk, revision, done.failed[pk])
    outbox.deliver_pending()
    return done


def _in_tree_order(pks: list[int]) -> list[int]:
    # The first language stands first among the trees of languages.
    return list(Page.objects.filter(pk__in=pks).order_by("locale_id", "pk").values_list("pk", flat=True))


def _report(verb: str, pk: int, revision: int | None, reason: str) -> None:
    """A row of the outbox (and so a mail) and of the history the first time; every time a line in the log."""
    logger.error("%s of page %s failed: %s", verb, pk, reason, exc_info=True)
    known = {"page": pk, "verb": verb, "revision": revision}
    with transaction.atomic():
        page = Page.objects.select_for_update().filter(pk=pk).first()
        if (
            page
            and not OutboxEntry.objects.filter(
                topic=FAILED, **{f"payload__{key}": value for key, value in known.items()}
            ).exists()
        ):
            outbox.write(FAILED, **known, reason=reason)
            log(instance=page, action="story.refused", data={"verb": verb, "reason": reason})

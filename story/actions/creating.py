"""A new draft made by something else than the editor's form: a submission taken up, a call answered, a file read."""

import itertools
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from anyascii import anyascii
from django.conf import settings
from django.utils.text import slugify
from wagtail.models import Page

from story import outbox
from story.blocks import PARTS
from story.models import ProvincePage, StoryPage

from .errors import ConflictError, NotAllowedError
from .locking import lock_page
from .verb import verb

Block = dict[str, Any]


@verb
def create_story(
    parent: Page, user: Any, *, title: str, parts: Mapping[str, Iterable[Block]] | None = None, **fields: Any
) -> StoryPage:
    """A draft of the first language under the page of a province, owned by `user`, with its first revision.

    `parts` gives the stored content blocks (`type`, `value`) of each part; a part left out stays empty. `fields`
    are those of StoryPage, `pillars`, `sectors` and `tools` included.
    Raises NotAllowedError, and ConflictError when the parent is gone or no province's page.
    """
    parent = lock_page(parent.pk)
    if not isinstance(parent, ProvincePage) or parent.locale.language_code != settings.LANGUAGE_CODE:
        raise ConflictError
    if not user.is_active or not parent.permissions_for_user(user).can_add_subpage():
        raise NotAllowedError
    several = {name: fields.pop(name, ()) for name in ("pillars", "sectors", "tools")}
    fields.setdefault("province", parent.unit)
    slug = _free_slug(parent, title)
    page = StoryPage(title=title, slug=slug, locale=parent.locale, owner=user, live=False, **fields)
    page.body = _stored(parts or {})
    # Wagtail logs the creation in the owner's name.
    parent.add_child(instance=page)
    for name, words in several.items():
        setattr(page, name, words)
    page.save(clean=False)
    revision = page.save_revision(user=user, changed=False, clean=False)
    outbox.write("story.created", page=page.pk, revision=revision.pk, user=user.pk)
    return page


def _free_slug(parent: Page, title: str) -> str:
    slug = slugify(anyascii(title))[:200] or StoryPage._meta.model_name or ""
    taken = set(parent.get_children().filter(slug__startswith=slug).values_list("slug", flat=True))
    tries = itertools.chain([slug], (f"{slug}-{number}" for number in itertools.count(2)))
    return next(free for free in tries if free not in taken)


def _stored(parts: Mapping[str, Iterable[Block]]) -> list[Block]:
    return [
        {
            "type": name,
            "id": str(uuid.uuid4()),
            "value": {
                "content": [{"id": str(uuid.uuid4())} | block for block in parts.get(name, ())],
                "figures": [],
                "absent": "",
            },
        }
        for name in PARTS
    ]

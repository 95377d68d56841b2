"""The form of a story: a draft may lack anything, a submission may not."""

import itertools
import re
from types import SimpleNamespace
from typing import Any

from anyascii import anyascii
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.widgets import BaseChooser

from story import corrections
from story.blocks.guard import damage_message
from story.completeness import missing_rights
from story.entry.choices import foreign, without
from story.entry.headline import WORKING_HEADLINE
from story.timing.schedule import FORMAT, TIMES, wrong_times

# What the rich text editor adds by itself: a key for each paragraph, and a paragraph where there is none.
UNSAID = re.compile(r' data-block-key="[^"]*"|<p[^>]*></p>')
# The words inside a figure's link are the record's, written anew whenever an editor is opened.
FIGURE_WORDS = re.compile(r'(<a [^>]*linktype="figure"[^>]*>)[^<]*')


def told(value: Any) -> Any:
    """What a stored block says, without what an editor adds and without boxes that are empty, or were not there yet."""
    if isinstance(value, dict):
        kept = {key: told(child) for key, child in value.items()}
        return {
            key: child
            for key, child in kept.items()
            if child is not None and child is not False and child != ""
        }
    if isinstance(value, list | tuple):
        return [told(child) for child in value]
    return FIGURE_WORDS.sub(r"\1", UNSAID.sub("", value)) if isinstance(value, str) else value


class StoryForm(WagtailAdminPageForm):
    """Adds to the checks of fields and blocks what spans more than one of them."""

    data: Any

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        for field in self.fields.values():
            # Where a default is a function, Django compares with a hidden copy that no template renders:
            # whoever only approves would be taken for an author.
            field.show_hidden_initial = False
        if "slug" in self.fields:
            # The draft of somebody who has only begun to type is saved too.
            self.fields["slug"].required = False
        if "title" in self.fields:
            # Who begins with a part, not with the headline, is not kept from being saved.
            self.fields["title"].required = False
            if self.instance.title == WORKING_HEADLINE:
                self.initial["title"] = ""
        if "province" in self.fields and not self.instance.pk and self.parent_page:
            # Most stories are of today's unit; one from before takes the old unit instead.
            self.initial["province"] = self.parent_page.specific.unit_id
        if self.instance.pk and self.instance.correction_of != corrections.base_of(self.instance):
            # What was said of an earlier change is published already.
            self.initial.update({"correction_note": {}, "correction_kind": ""})
        for name in set(TIMES) & set(self.fields):
            # What the box shows is read back in every language of the admin.
            self.fields[name].input_formats = [FORMAT, *self.fields[name].input_formats]
        self.damaged = [name for name in self.fields if self._is_damaged(name)] if self.is_bound else []
        if self.damaged:
            # A chooser cannot be shown again with an id that is no number.
            self.data = self.data.copy()
            self.data.update({self.add_prefix(name): "" for name in self.damaged})

    def _is_damaged(self, name: str) -> bool:
        posted = (
            self.data.get(self.add_prefix(name)) if isinstance(self.fields[name].widget, BaseChooser) else ""
        )
        return bool(posted) and not (
            str(posted).isascii() and str(posted).isdigit() and len(str(posted)) < 19
        )

    @cached_property
    def changed_data(self) -> list[str]:
        """The fields that somebody changed; whoever only approves a story is not its author."""
        return [name for name in super().changed_data if name != "body" or self._reads_otherwise(name)]

    def _reads_otherwise(self, name: str) -> bool:
        block, box = self.fields[name].block, self[name]
        return bool(told(block.get_prep_value(box.initial)) != told(block.get_prep_value(box.data)))

    def clean_title(self) -> str:
        """The headline; in a draft without one the working headline holds its place."""
        title = (self.cleaned_data.get("title") or "").strip()
        if title and title != WORKING_HEADLINE:
            return title
        if self.is_deferred_validation:
            return WORKING_HEADLINE
        raise ValidationError(self.fields["title"].error_messages["required"], code="required")

    def clean_slug(self) -> str:
        """An empty address follows the headline until the story is public; a taken one becomes the next free one."""
        page, posted = self.instance, self.cleaned_data["slug"]
        if not posted and page.first_published_at:
            return page.slug
        slug = posted or slugify(anyascii(self.cleaned_data.get("title") or ""))[:200]
        if not slug or page._slug_is_available(slug, self.parent_page, page):
            return slug
        if page.pk and posted:
            return slug
        tries = (f"{slug}-{number}" for number in itertools.count(2))
        return next(free for free in tries if page._slug_is_available(free, self.parent_page, page))

    def clean(self) -> dict[str, Any]:
        """At submission and publication the rights have to be said; blocks say the rest at their own place."""
        # Before Wagtail's own checks, which then find nothing to say twice.
        start, end = (self.cleaned_data.get(name) for name in TIMES)
        times = wrong_times(start, end, self.changed_data)
        for name, error in times.items():
            self.add_error(name, error)
        cleaned = super().clean()
        for name in self.damaged:
            self.add_error(name, damage_message())
        note = self.fields.get("correction_note")
        if note and not note.widget.value_omitted_from_data(self.data, self.files, "correction_note"):
            said = cleaned.get("correction_note")
            self.instance.correction_of = corrections.base_of(self.instance) if said else None
        self._refuse_foreign(cleaned)
        if not self.is_deferred_validation and "licence" in self.fields:
            self.instance.licence = cleaned.get("licence") or ""
            if message := missing_rights(self.instance):
                self.add_error("licence", message)
        return cleaned

    def _post_clean(self) -> None:
        """Whoever sends in a story whose published figures change says why: readers see it."""
        super()._post_clean()
        asked = "action-submit" in self.data and "correction_note" in self.fields
        if asked and not corrections.is_explained(self.instance):
            self.add_error("correction_note", _("Published figures change: say why. Readers see it."))

    def _refuse_foreign(self, cleaned: dict[str, Any]) -> None:
        after = SimpleNamespace(
            cover=cleaned.get("cover"), body=cleaned.get("body") or (), bylines=cleaned.get("bylines") or ()
        )
        before = self.instance.get_latest_revision_as_object() if self.instance.pk else None
        for field, keys in foreign(before, after, self.for_user).items():
            self.add_error(field, _("Something chosen here belongs to another province. Choose your own."))
            self.data = without(self.data, set(keys))

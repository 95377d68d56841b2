"""What a person wants to hear of: a search of the desk, kept, and the stories that it has found since."""

import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User

LONGEST_NAME = 120


def new_key() -> str:
    """A key that nobody guesses."""
    return secrets.token_hex(16)


class SavedSearch(models.Model):
    """A search of the desk under a name; `query` holds the filters and the words as they stand in an address."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_searches"
    )
    name = models.CharField(pgettext_lazy("of a search", "name"), max_length=LONGEST_NAME)
    query = models.TextField(blank=True)
    locale = models.CharField(max_length=10)
    notify = models.CharField(_("mail about what is new"), max_length=10, choices=User.Notify.choices)
    # Stands in the address of its feed.
    key = models.CharField(max_length=32, default=new_key)
    created_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["name", "pk"]
        default_permissions = ()
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")

    def __str__(self) -> str:
        return self.name


class FoundStory(models.Model):
    """A story that a saved search has found: told once, whatever happens to it later."""

    search = models.ForeignKey(SavedSearch, on_delete=models.CASCADE, related_name="found")
    page = models.ForeignKey("story.StoryPage", on_delete=models.CASCADE, related_name="found_by")
    at = models.DateTimeField(default=timezone.now)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["search", "page"], name="one_story_a_saved_search")]
        indexes = [models.Index(fields=["mailed_at", "at"])]
        verbose_name = _("story found")
        verbose_name_plural = _("stories found")

    def __str__(self) -> str:
        return f"{self.search_id}: {self.page_id}"

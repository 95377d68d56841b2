"""Which story uses which term, kept so that a term's page asks one question, however many stories there are."""

from django.db import models


class TermUse(models.Model):
    """A story whose public version uses a term in its own language."""

    term = models.ForeignKey("library.Term", on_delete=models.CASCADE, related_name="uses")
    page = models.ForeignKey("story.StoryPage", on_delete=models.CASCADE, related_name="term_uses")

    # Counted from the text, not chosen by anybody: no usage to show.
    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["term", "page"], name="one_use_per_story")]

    def __str__(self) -> str:
        return f"{self.term_id} {self.page_id}"

"""What the search asks: a narrow table of the public stories, the words in it, and which phrases mean the same."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from search.folding import folded_words

LONGEST_PHRASE = 8
LONGEST_TERM = 160


class IndexedStory(models.Model):
    """The words of one public story in one language, folded; the database keeps its full-text index by itself.

    `words` of the migrations is the FTS5 table on SQLite (rowid = page) and a generated tsvector on PostgreSQL.
    """

    page = models.OneToOneField(
        "story.StoryPage", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    locale = models.CharField(max_length=12)
    # Before the long texts, so that reading them touches none.
    facets = models.JSONField(default=dict)
    keys = models.TextField()
    headline = models.TextField()
    problem = models.TextField()
    figures = models.TextField()
    lessons = models.TextField()
    rest = models.TextField()
    # The exact words of headline, problem, figures and lessons, a line each.
    exact = models.TextField()

    def __str__(self) -> str:
        return self.headline


class Term(models.Model):
    """A word, or two that follow one another in a headline, problem or tag, and how many public stories have it."""

    locale = models.CharField(max_length=12)
    text = models.CharField(max_length=LONGEST_TERM)
    shown = models.CharField(max_length=LONGEST_TERM)
    stories = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["locale", "text"], name="search_term_once")]

    def __str__(self) -> str:
        return self.shown


class SynonymGroup(models.Model):
    """Phrases that mean the same: who types one finds stories with any of them."""

    phrases = models.TextField(
        _("phrases"),
        help_text=_(
            "One on each line, for example “CĐS” and “chuyển đổi số”. Accents and capitals do not matter."
        ),
    )

    class Meta:
        verbose_name = _("phrases of one meaning")
        verbose_name_plural = _("phrases of one meaning")
        ordering = ["phrases"]

    def __str__(self) -> str:
        return " = ".join(self.listed)

    @property
    def listed(self) -> list[str]:
        """The phrases in the order in which they were written."""
        return [line.strip() for line in self.phrases.splitlines() if line.strip()]

    def clean(self) -> None:
        """Refuse a group of one, and a phrase that is no phrase."""
        folded = {folded_words(phrase) for phrase in self.listed}
        if len(folded) < 2 or () in folded:
            raise ValidationError({"phrases": _("Write at least two phrases, each with letters or digits.")})
        if any(len(words) > LONGEST_PHRASE for words in folded):
            message = _("A phrase has at most %(most)d words.") % {"most": LONGEST_PHRASE}
            raise ValidationError({"phrases": message})

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationConfig(AppConfig):
    name = "translation"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Translation")

    def ready(self) -> None:
        from story import registry
        from translation import (  # noqa: F401 - following, restrictions and comments register what they do
            assist,
            checking,
            comments,
            completeness,
            deciding,
            figure_hints,
            following,
            freshness,
            glossary,
            labels,
            machine,
            memory,
            restrictions,
        )
        from translation.memory import keeping  # noqa: F401 - registers its consumers

        checks = {
            "translated-numbers": (
                checking.gaps,
                _("Correct the sentence of the translation, or bring the changes of the original in."),
            ),
            "translated-whole": (completeness.gaps, _("Translate the sentence in the translator's screen.")),
            "translated-source": (
                freshness.gaps,
                _("Bring the changes of the original in, and send the translation again."),
            ),
            "machine-translation": (
                machine.gaps,
                _("Read what the machine wrote, correct it, and confirm it."),
            ),
        }
        for name, (gaps, cure) in checks.items():
            registry.story_checks.fill(name, registry.StoryCheck(gaps, cure))
        assist.HELPERS += [freshness.hints, memory.hints, glossary.hints, figure_hints.hints]
        registry.co_authors.fill("translators", deciding.authors_of)
        registry.page_notices.fill("translation-freshness", freshness.notice)
        registry.figures_ahead.fill("translated-labels", labels.told_ahead)
        freshness.take_the_place_of_localizes_status()

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationConfig(AppConfig):
    name = "translation"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Translation")

    def ready(self) -> None:
        from story import registry
        from translation import (  # noqa: F401 - restrictions and comments register what follows
            assist,
            checking,
            comments,
            completeness,
            deciding,
            figure_hints,
            glossary,
            machine,
            memory,
            restrictions,
        )
        from translation.memory import keeping  # noqa: F401 - registers its consumers

        cure = _("Correct the sentence of the translation, or bring the changes of the original in.")
        registry.story_checks.fill("translated-numbers", registry.StoryCheck(checking.gaps, cure))
        registry.story_checks.fill(
            "translated-whole",
            registry.StoryCheck(completeness.gaps, _("Translate the sentence in the translator's screen.")),
        )
        confirm = _("Read what the machine wrote, correct it, and confirm it.")
        registry.story_checks.fill("machine-translation", registry.StoryCheck(machine.gaps, confirm))
        assist.HELPERS += [glossary.hints, memory.hints, figure_hints.hints]
        registry.co_authors.fill("translators", deciding.authors_of)

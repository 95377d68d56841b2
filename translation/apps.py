from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationConfig(AppConfig):
    name = "translation"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Translation")

    def ready(self) -> None:
        from story import registry
        from translation import assist, checking, glossary, machine, memory
        from translation.memory import keeping  # noqa: F401 - registers its consumers

        cure = _("Correct the sentence of the translation, or bring the changes of the original in.")
        registry.story_checks.fill("translated-numbers", registry.StoryCheck(checking.gaps, cure))
        confirm = _("Read what the machine wrote, correct it, and confirm it.")
        registry.story_checks.fill("machine-translation", registry.StoryCheck(machine.gaps, confirm))
        assist.HELPERS += [glossary.hints, memory.hints]

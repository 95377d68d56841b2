from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.test.utils import override_settings

from home.demo.clock import Clock
from home.demo.content import load_drafts, load_stories
from home.demo.desk import Desk
from home.demo.everyday import load_everyday
from home.demo.loading import DemoLoader
from home.demo.outside import Outside
from home.demo.people import PASSWORD, PEOPLE, contributor_for, load_people
from home.demo.publisher import load_publisher
from home.demo.sending import WordLoader
from home.demo.shelf import load_shelf
from home.demo.word_files import load_word_stories
from home.glossary.uses import note_all
from library.loading import load_glossary
from story.models import StoryPage

FOUNDED_DAYS_AGO = 40


class Command(BaseCommand):
    """Load the demonstration: stories with their figures in every state, an account for each role."""

    help = "Load the demonstration stories and accounts; loading again changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="stories only where there is none yet")

    def handle(self, *args: Any, if_empty: bool, **options: Any) -> None:
        if not settings.DEMO_ALLOWED:
            raise CommandError(
                "The demonstration has accounts with a known password: not on a public server."
            )
        stands = StoryPage.objects.exists()
        clock = Clock()
        with clock.running():
            if not stands:
                clock.go_back(FOUNDED_DAYS_AGO)
            call_command("newsroom", stdout=self.stdout)
            # Before the stories: each notes its terms when it is published.
            terms = load_glossary()
            self.stdout.write(f"{terms} terms")
            load_publisher()
            if not (if_empty and stands):
                self._load_stories(clock)
            if terms and stands:
                note_all()
        self._print_accounts()

    # Loading is no news: nobody gets mail of it.
    @override_settings(EMAIL_BACKEND="django.core.mail.backends.dummy.EmailBackend")
    def _load_stories(self, clock: Clock) -> None:
        users = load_people()
        self.stdout.write("Stories:")
        loader = DemoLoader(
            users, lambda page: contributor_for(page, users), load_shelf(users), clock, self.stdout.write
        )
        for story in [*load_stories(), *load_drafts()]:
            loader.load(story)
        self.stdout.write("Stories that came as Word files:")
        sent = WordLoader(loader)
        for file in load_word_stories():
            sent.load(file)
        everyday = load_everyday()
        Outside(users, clock).load(everyday)
        Desk(users, clock).load(everyday)

    def _print_accounts(self) -> None:
        self.stdout.write(
            f"\nAccounts for {settings.PUBLIC_BASE_URL}/admin/ – the password of each: {PASSWORD}"
        )
        for person in PEOPLE:
            self.stdout.write(f"  {person.username:<24}{person.title}")

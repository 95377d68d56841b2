"""`manage.py forget_submissions`: what outsiders told us about themselves is deleted in time."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from accounts.retention import forget_requests
from home.feedback.actions import forget_senders
from home.submissions.retention import DECLINED_DAYS, UNCONFIRMED_DAYS, forget
from story import once
from story.asking.retention import forget_contacts


class Command(BaseCommand):
    """Run daily; again and again with the same result."""

    help = (
        "Delete what declined and never confirmed submissions say about people, with their files, "
        "who answered for a province or wrote to the editors, and requests for accreditation that came to nothing or to their end."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How many days each is kept."""
        parser.add_argument(
            "--days",
            type=int,
            default=DECLINED_DAYS,
            help="after a submission was declined, or a request refused",
        )
        parser.add_argument(
            "--unconfirmed-days", type=int, default=UNCONFIRMED_DAYS, help="after it was sent"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many."""
        submissions = forget(options["days"], options["unconfirmed_days"])
        contacts = forget_contacts()
        senders = forget_senders()
        requests = forget_requests(options["days"], options["unconfirmed_days"])
        once.forget()
        self.stdout.write(
            f"{submissions} submissions, {contacts} contacts of provinces, {senders} senders of messages, "
            f"{requests} requests for accreditation forgotten"
        )

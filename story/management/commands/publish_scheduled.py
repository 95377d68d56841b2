from .publish_due import Command as PublishDue


class Command(PublishDue):
    """In the place of Wagtail's command, which has no lock and ends at the first page that fails."""

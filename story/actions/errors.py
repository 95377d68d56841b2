"""Why a verb was refused, each in words that can be shown as they are."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _


class VerbError(Exception):
    """A verb that was refused and changed nothing; its text is for the person who asked."""

    message: Any = _("This cannot be done now.")

    def __init__(self, message: Any = None, **params: Any) -> None:
        self.params = params
        self.message = message or self.message
        super().__init__(self.message)

    def __str__(self) -> str:
        return str(self.message) % self.params if self.params else str(self.message)


class NotAllowedError(VerbError, PermissionDenied):
    """The person has no right to this verb on this page."""

    message = _("You do not have the right to do this.")


class SelfApprovalError(NotAllowedError):
    """The last author wants to approve."""

    message = _("You wrote the latest version of this story: another approver has to approve it.")


class OwnTranslationError(NotAllowedError):
    """A translator wants to check what is partly their own."""

    message = _("Part of this translation is yours: somebody else has to check it.")


class ConflictError(VerbError):
    """Somebody else was faster; the row is no longer as it was seen."""

    message = _("Somebody else was faster: this step has already been decided.")


class StaleRevisionError(ConflictError):
    """A newer version exists than the one that was looked at."""

    message = _("The story was changed in the meantime. Look at the latest version and decide again.")


class ReasonRequiredError(VerbError):
    """The verb needs a word of explanation."""

    message = _("Say why: the reason is kept in the history.")


class IncompleteStoryError(VerbError):
    """Parts or required fields are missing."""

    message = _("The story is not complete yet: %(missing)s.")


class UncheckedFiguresError(VerbError):
    """Figures are unsigned or disputed."""

    message = _("These figures are not signed off yet: %(figures)s.")


class OncePublicError(VerbError):
    """What was public cannot be deleted."""

    message = _(
        "This has been public: its address answers for ever. Withdraw the story instead of deleting it."
    )


class AddressTakenError(VerbError):
    """Another story was public at the address."""

    message = _(
        "Another story was public at the address %(address)s: it leads there for ever. Choose another one."
    )


class UnreadableDocumentError(VerbError):
    """A document that is refused: no Word file, damaged, or not safe to read."""

    message = _("This file cannot be read.")

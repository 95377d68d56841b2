"""Accreditation asked for, confirmed, granted, refused: each under a lock on its row, whole or not at all."""

import functools
import re
from collections.abc import Callable
from datetime import date
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from accounts import accreditation, roles
from accounts.models import AccreditationRequest, User

State = AccreditationRequest.State
Arguments = ParamSpec("Arguments")
Row = AccreditationRequest

# Sent inside the transaction, with `row`: what a receiver writes stands or falls with the step.
stepped = Signal()

DECIDED = _("Somebody else was faster: this request is “%(state)s” already.")
GONE = _("This request has been deleted.")
NOT_CONFIRMED = _("The journalist has not confirmed this request yet.")
PAST = _("This day is over: choose a later one.")
NO_REASON = _("Say why: the journalist reads it.")
OTHERS_ACCOUNT = _(
    "The account with this address is not that of a journalist alone, or was switched off. Change it under Users."
)
SHORTER = _("This journalist is accredited already, %(standing)s: that is not shortened here.")


class AccreditationError(Exception):
    """A step that was refused and changed nothing; its text is for the person who asked."""

    def __init__(self, message: Any, **params: Any) -> None:
        super().__init__(message)
        self.message, self.params = message, params

    def __str__(self) -> str:
        return str(self.message) % self.params if self.params else str(self.message)


class NotAllowedError(AccreditationError, PermissionDenied):
    """The person does not decide about accreditations."""


class AlreadyWaitingError(AccreditationError):
    """A request from the same mailbox waits already."""


def may_decide(user: Any) -> bool:
    """Whether the user grants and refuses accreditations."""
    return bool(user.is_active and user.has_perm("accounts.change_accreditationrequest"))


@transaction.atomic
def ask(row: Row) -> Row:
    """Keep a new request, which nobody reads before its mailbox is proven."""
    row.save()
    stepped.send(Row, row=row)
    return row


@transaction.atomic
def confirm(asked: Row) -> Row:
    """The journalist opened the link; doing it again changes nothing.

    Raises AlreadyWaitingError when another request from this mailbox waits.
    """
    row = Row.objects.select_for_update().get(pk=asked.pk)
    if row.state != State.UNCONFIRMED:
        return row
    row.state, row.confirmed_at = State.WAITING, timezone.now()
    try:
        with transaction.atomic():
            row.save(update_fields=["state", "confirmed_at"])
    except IntegrityError as error:
        raise AlreadyWaitingError(_("A request with this e-mail address waits already.")) from error
    stepped.send(Row, row=row)
    return row


def _decision(
    function: Callable[Concatenate[Row, Any, Arguments], Row],
) -> Callable[Concatenate[Row, Any, Arguments], Row]:
    """Give the decision the row, locked, if this user may decide on it and nobody has; log a refusal and raise it on."""

    @functools.wraps(function)
    def decide(asked: Row, user: Any, *args: Arguments.args, **kwargs: Arguments.kwargs) -> Row:
        try:
            with transaction.atomic():
                if not may_decide(user):
                    raise NotAllowedError(_("You do not have the right to do this."))
                row = Row.objects.select_for_update().filter(pk=asked.pk).first()
                if row is None:
                    raise AccreditationError(GONE)
                if row.state == State.UNCONFIRMED:
                    raise AccreditationError(NOT_CONFIRMED)
                if row.state != State.WAITING:
                    raise AccreditationError(DECIDED, state=row.get_state_display())
                return function(row, user, *args, **kwargs)
        except AccreditationError as error:
            data = {"verb": function.__name__, "reason": str(error)}
            log(instance=asked, action="accreditation.denied", user=user, data=data)
            raise

    return decide


@_decision
def grant(row: Row, user: Any, until: date) -> Row:
    """Accredit the journalist until a day, for the outlet: with a new account, or in the one they have.

    Raises AccreditationError when it was decided already, the day is over, or the account is somebody else's.
    """
    if until < timezone.localdate():
        raise AccreditationError(PAST)
    account = account_of(row.email)
    action = "wagtail.edit" if account else "wagtail.create"
    account = _extended(account, until) if account else _new_account(row)
    account.accredited_until, account.organisation, account.role_title = until, row.outlet, row.role_title
    account.save()
    account.groups.add(Group.objects.get(name=roles.PRESS))
    log(instance=account, action=action, user=user)
    row.until, row.account = until, account
    return _decided(row, user, State.GRANTED, "accreditation.grant", until=until.isoformat())


@_decision
def refuse(row: Row, user: Any, reason: str) -> Row:
    """Say no, with a reason that the journalist reads; raises AccreditationError."""
    if not reason.strip():
        raise AccreditationError(NO_REASON)
    row.reason = reason.strip()
    return _decided(row, user, State.REFUSED, "accreditation.refuse")


def account_of(email: str) -> User | None:
    """The account with this e-mail address, whatever the case of its letters; raises AccreditationError for several."""
    # Databases hold some letters for the same that are not: only what Python agrees with is the same mailbox.
    alike = User.objects.select_for_update().filter(email__iexact=email)
    found = [each for each in alike if each.email.lower() == email.lower()]
    if len(found) > 1:
        raise AccreditationError(OTHERS_ACCOUNT)
    return found[0] if found else None


def _extended(account: User, until: date) -> User:
    """The account, if it is a journalist's and nothing else, and is not accredited for longer."""
    newsroom = account.is_superuser or account.is_staff or account.user_permissions.exists()
    if newsroom or not account.is_active or account.role_names != {roles.PRESS}:
        raise AccreditationError(OTHERS_ACCOUNT)
    if account.accredited_until is None or account.accredited_until > until:
        raise AccreditationError(SHORTER, standing=accreditation.words(account))
    return account


def _new_account(row: Row) -> User:
    """An account without a password: the journalist sets one by the link in the mail."""
    username = re.sub(r"[^\w.@+-]", "-", row.email.lower())
    if User.objects.filter(username__iexact=username).exists():
        raise AccreditationError(OTHERS_ACCOUNT)
    # The given name comes last; whoever is shown by both is shown as they wrote it.
    family, _space, given = row.name.rpartition(" ")
    account = User(username=username, email=row.email, last_name=family, first_name=given)
    account.set_unusable_password()
    account.save()
    return account


def _decided(row: Row, user: Any, state: str, action: str, **data: Any) -> Row:
    row.state, row.decided_at, row.decided_by = state, timezone.now(), user
    row.save(update_fields=["state", "decided_at", "decided_by", "until", "account", "reason"])
    log(instance=row, action=action, user=user, data=data)
    stepped.send(Row, row=row)
    return row

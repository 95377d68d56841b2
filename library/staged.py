"""A file between its preview and the button that takes it: it travels in the page, signed for the person who sent it."""

import base64
import hashlib
from dataclasses import dataclass, field
from typing import Any

from django.core import signing
from django.utils.translation import gettext as _

from library.hostile import UnreadableFileError

_SALT = "staged file"
_HOURS = 24
# What a form of this site may carry.
_MOST = 2_000_000


@dataclass
class Plan:
    """The changes of a file, and what is wrong with it. What each of them `said` is the same in every process."""

    changes: list[Any] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    same: int = 0

    @property
    def digest(self) -> str:
        """Tells this plan from one made when what it changes was another."""
        said = [change.said for change in self.changes]
        return hashlib.sha256(repr(said).encode(errors="surrogatepass")).hexdigest()

    def taken(self) -> list[Any]:
        """The changes, to be written; a plan with errors is not taken."""
        if self.errors:
            raise ValueError("a plan with errors is not taken")
        return self.changes


def staged(user: Any, data: bytes, **about: Any) -> str:
    """The token of a file; raises UnreadableFileError for one that is too large for a form."""
    said = {"user": user.pk, "data": base64.b64encode(data).decode(), **about}
    token = signing.dumps(said, salt=_SALT, compress=True)
    if len(token) > _MOST:
        raise UnreadableFileError(_("The file is too large to be shown before it is taken: part it."))
    return token


def unstaged(user: Any, token: str, **about: Any) -> dict[str, Any]:
    """What was signed, with the bytes under `data`; raises UnreadableFileError where it is another's or too old."""
    try:
        said: dict[str, Any] = signing.loads(token, salt=_SALT, max_age=_HOURS * 3600)
    except signing.BadSignature as error:
        raise UnreadableFileError(_("This preview is no longer valid: send the file again.")) from error
    if said["user"] != user.pk or any(said.get(name) != value for name, value in about.items()):
        raise UnreadableFileError(_("This preview is no longer valid: send the file again."))
    return said | {"data": base64.b64decode(said["data"])}

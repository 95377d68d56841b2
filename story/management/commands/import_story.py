"""`manage.py import_story FILE --province CODE`: a Word file becomes a draft story, its numbers proposed as figures."""

import json
from argparse import ArgumentParser
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import override

from places.models import AdministrativeUnit
from story import actions
from story.importing.document import ImportedDocument
from story.importing.errors import DocumentError
from story.importing.guessing import Gazetteer
from story.importing.outline import as_json, as_text
from story.importing.word import read_stories
from story.models import ProvincePage

Read = TypeVar("Read")


class Command(BaseCommand):
    """Import one Word file as a draft."""

    help = "Turn a Word file (.docx) into a draft story; print its parts and the figures proposed."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="the Word file")
        parser.add_argument("--province", required=True, metavar="CODE", help="code of the unit of today")
        parser.add_argument(
            "--province-then", default="", metavar="CODE", help="code of the unit at the time"
        )
        parser.add_argument(
            "--accept-figures", action="store_true", help="make every proposed figure a record"
        )
        parser.add_argument(
            "--split",
            action="store_true",
            help="a draft for each story of a report; --province is for those whose unit is not told",
        )
        parser.add_argument("--json", action="store_true", help="print JSON")
        parser.add_argument(
            "--user", default="", metavar="NAME", help="in whose name; a superuser if not given"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, then print; what is refused is one line, in Vietnamese like all that editors read."""
        with override(settings.LANGUAGE_CODE):
            if options["split"]:
                self._split(options)
            elif options["json"]:
                self._print_json(as_json(self._import(options, options["file"])))
            else:
                self.stdout.write(as_text(self._import(options, options["file"])))

    def _split(self, options: dict[str, Any]) -> None:
        """Each story whole or not at all; those that are refused are named at the end."""
        results, refused = [], []
        gazetteer = Gazetteer()
        for document in _opened(options["file"], read_stories):
            unit = gazetteer.told_of(document)
            told = (
                {"province": unit.today().code, "province_then": "" if unit.is_current else unit.code}
                if unit
                else {}
            )
            try:
                results.append(self._import(options | told, document))
            except CommandError as error:
                refused.append(f"{document.headline}: {error}")
        if options["json"]:
            self._print_json({"stories": [as_json(result) for result in results], "refused": refused})
        else:
            self.stdout.write("\n\n".join(as_text(result) for result in results))
        if refused:
            raise CommandError("\n".join(refused))

    def _print_json(self, data: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(data, ensure_ascii=False, indent=2))

    def _import(self, options: dict[str, Any], told: Any) -> actions.ImportResult:
        page, user = _page_of(options["province"]), _user(options["user"])
        more = {
            "province_then": _unit_then(options["province_then"]),
            "accept_figures": options["accept_figures"],
        }
        try:
            if isinstance(told, ImportedDocument):
                return actions.import_story(page, user, told, **more)
            return _opened(told, lambda file, name: actions.import_story(page, user, file, name=name, **more))
        except actions.VerbError as error:
            raise CommandError(str(error)) from error


def _opened(name: str, read: Callable[[Any, str], Read]) -> Read:
    """What is made of the file of this name."""
    path = Path(name)
    try:
        with path.open("rb") as file:
            return read(file, path.name)
    except DocumentError as error:
        raise CommandError(str(error)) from error
    except (OSError, ValueError) as error:
        # ValueError: a NUL in the name.
        message = _("The file “%(name)s” cannot be opened.") % {"name": name}
        raise CommandError(message) from error


def _page_of(code: str) -> ProvincePage:
    unit = AdministrativeUnit.objects.current().filter(code=_plain(code)).first()
    page = ProvincePage.objects.filter(unit=unit, locale__language_code=settings.LANGUAGE_CODE).first()
    if unit is None or page is None:
        raise CommandError(_("No unit of today has the code “%(code)s”.") % {"code": code})
    return page


def _unit_then(code: str) -> AdministrativeUnit | None:
    """The last unit with this code that is no more, else the one of today."""
    if not code:
        return None
    named = AdministrativeUnit.objects.filter(code=_plain(code))
    unit = named.filter(valid_to__lte=date.today()).order_by("-valid_from").first() or named.first()
    if unit is None:
        raise CommandError(_("No unit has ever had the code “%(code)s”.") % {"code": code})
    return unit


def _plain(code: str) -> str:
    return code.replace("\x00", "").strip()


def _user(name: str) -> Any:
    people = get_user_model().objects.filter(is_active=True)
    user = (
        people.filter(username=name.replace("\x00", "")).first()
        if name
        else people.filter(is_superuser=True).order_by("pk").first()
    )
    if user is None:
        raise CommandError(
            _("There is no active account “%(name)s”.") % {"name": name}
            if name
            else _("There is no superuser yet: name an account with --user.")
        )
    return user

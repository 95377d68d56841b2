"""What an editor does to a story that is public: a correction, and a file to take away."""

from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid5

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from wagtail.documents import get_document_model
from wagtail.documents.forms import get_document_form
from wagtail.models import Collection

from accounts.models import User
from home.demo.entries import CorrectionContent, Handout
from home.demo.shelf import kept
from story import actions
from story.models import Correction, StoryPage


def correct(page: StoryPage, editor: User, body: list[dict[str, Any]], content: CorrectionContent) -> None:
    """The right figures in a new version, and why they differ from what readers saw."""
    _rewrite(page, editor, body)
    note = {"vi": content.note.vi, "en": content.note.en}
    actions.correct(page, editor, note, Correction.Kind.FIGURE)


def hand_out(page: StoryPage, editor: User, content: Handout) -> None:
    """A file made of the public story by a format of the press desk, put at the end of its results."""
    document = _document(page, editor, content)
    body = StoryPage.objects.get(pk=page.pk).get_latest_revision_as_object().body.get_prep_value()
    # With an id of its own: a translation finds its words by it.
    key = str(uuid5(page.translation_key, content.format))
    block = {"type": "document", "id": key, "value": {"document": document, "caption": content.caption}}
    next(part for part in body if part["type"] == "results")["value"]["content"].append(block)
    _rewrite(page, editor, body)
    note = {"vi": content.note.vi, "en": content.note.en}
    actions.correct(page, editor, note, Correction.Kind.CLARIFICATION)


def _document(page: StoryPage, editor: User, content: Handout) -> int:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{page.slug}-{content.format}"
        call_command("export_story", page.pk, name=content.format, output=path, stdout=StringIO())
        files = {"file": SimpleUploadedFile(path.name, path.read_bytes())}
    model = get_document_model()
    instance = model(uploaded_by_user=editor)
    data = {"title": content.title, "collection": Collection.get_first_root_node().pk}
    return kept(get_document_form(model), instance, editor, data, files, "Ban biên tập")


def _rewrite(page: StoryPage, editor: User, body: list[dict[str, Any]]) -> None:
    version: Any = StoryPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    version.body = StoryPage.body.field.to_python(body)
    version.save_revision(user=editor, log_action=True, clean=False)

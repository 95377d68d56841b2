"""A third language is one line of the settings and a catalogue: no room has to be told of it."""

import csv
import io
import json
from xml.etree import ElementTree

import polib
import pytest
from django.conf import settings as project
from django.core.management import call_command
from django.urls import reverse
from PIL import Image
from wagtail.models import Locale

from accounts import roles
from press.summary import StorySummary
from story.figures import wording
from story.figures.digits import parse_digits
from tests.factories import figure, person, publish_through_workflow, story_page, unit
from tests.translation.following import fill, pass_through, send, work_off
from tests.translation.working import begin, english_of
from translation import labels

pytestmark = pytest.mark.django_db
KEY = "33333333-3333-4333-8333-333333333333"
THIN = "\N{NO-BREAK SPACE}"
FIGURE_WORDS = {"over": "plus de", "target": "objectif", "to": "à", "percent": "pour cent"}
LABELS = {"cửa hàng số": "boutiques en ligne", "Báo cáo chuyên đề": "Rapport thématique"}


def catalogue(folder):
    """What a translator of the interface hands over, as far as this test reads it."""
    file = polib.POFile()
    file.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Language": "fr",
        "Plural-Forms": "nplurals=2; plural=(n > 1);",
    }
    for word, french in FIGURE_WORDS.items():
        file.append(polib.POEntry(msgid=word, msgstr=french, msgctxt="figure"))
    plural = {0: "mille", 1: "mille"}
    file.append(
        polib.POEntry(msgid="thousand", msgid_plural="thousands", msgstr_plural=plural, msgctxt="figure")
    )
    file.append(polib.POEntry(msgid="Only in Vietnamese", msgstr="Seulement en vietnamien"))
    target = folder / "fr" / "LC_MESSAGES"
    target.mkdir(parents=True)
    file.save_as_mofile(str(target / "django.mo"))
    return folder


@pytest.fixture
def french(newsroom, settings, tmp_path):
    """The site with French among its languages; its trees are made by the command that makes all of them."""
    line = [*project.LANGUAGES, ("fr", "French")]
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = line
    settings.LOCALE_PATHS = [*project.LOCALE_PATHS, catalogue(tmp_path / "locale")]
    wording.forget()
    call_command("newsroom", stdout=io.StringIO())
    yield Locale.objects.get(language_code="fr")
    wording.forget()


def artefact(client, page, name):
    response = client.get(reverse("press:artefact", args=[page.pk, name]))
    assert response.status_code == 200, name
    return b"".join(response.streaming_content)


def test_labels_infographic_and_summary_of_a_story_in_french(french, client, signed_in):
    shops = unit("cửa hàng", en="shops", fr="boutiques")
    told = figure(
        "116000",
        "cửa hàng số",
        id=KEY,
        unit=shops,
        qualifier="over",
        highlight=True,
        period="2021-12",
        period_basis="stated",
    )
    page = publish_through_workflow(story_page(headline="Chợ số", figures=[told]))
    work_off()
    translation = begin(page, french)
    fill(translation, LABELS)
    draft = english_of(page, "fr")

    labels.approve_labels(page, person(roles.TRANSLATION_CHECKER), french)
    (row,) = csv.DictReader(io.StringIO(artefact(client, draft, "figures.csv").decode("utf-8-sig")))
    assert (row["label"], row["screen"], row["unit"]) == ("boutiques en ligne", f"116{THIN}000", "boutiques")
    assert row["compact"] == "plus de 116 mille boutiques"
    assert parse_digits(row["screen"], "fr") == 116000
    assert "Seulement en vietnamien" in client.get(page.url).content.decode()

    send(translation, signed_in)
    french_page = pass_through(draft)
    client.logout()
    html = client.get(french_page.url).content.decode()
    assert french_page.url.startswith("/fr/")
    assert '<html lang="fr">' in html
    assert f"116{THIN}000" in html
    assert "décembre 2021" in html

    summary = StorySummary.model_validate(json.loads(artefact(client, french_page, "summary.json")))
    assert (summary.locale, summary.figures[0].value, summary.figures[0].unit) == (
        "fr",
        "116000",
        "boutiques",
    )
    assert summary.figures[0].forms.compact == "plus de 116 mille boutiques"
    drawn = ElementTree.fromstring(artefact(client, french_page, "infographic-16x9.svg"))
    said = " ".join("".join(drawn.itertext()).replace("\N{NO-BREAK SPACE}", " ").split())
    assert "boutiques en ligne" in said
    assert "116 000" in said
    picture = Image.open(io.BytesIO(artefact(client, french_page, "infographic-16x9.png")))
    assert picture.size == (1920, 1080)

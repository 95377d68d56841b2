"""Two versions side by side in the admin: what a figure said and says, as a person writes it."""

import re
from html import unescape

import pytest
from django.urls import reverse

from tests.factories import body, edit, figure, story_page, superuser, unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom"), pytest.mark.once]


def test_a_changed_figure_is_compared_in_words(signed_in):
    first = figure("1260", "quầy thuốc", unit=unit("quầy"), qualifier="over", period="2021-12")
    page = story_page(figures=[first])
    before = edit(page)
    first["value"] |= {"nature": "target", "highlight": True, "period": "2022-03"}
    first["value"]["quantity"]["value"] = "1300"
    after = edit(page, body=body([first]))
    address = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, before.pk, after.pk])
    shown = unescape(signed_in(superuser()).get(address).content.decode())
    words = " ".join(re.sub(r"<[^>]+>", " ", shown).split())
    for said in ("hơn 1260", "1300", "số đo", "mục tiêu", "12/2021", "3/2022", "Có", "Không"):
        assert said in words, said
    for raw in ("TypedQuantity", "Decimal(", "measured", "True", "2021-12"):
        assert raw not in words, raw

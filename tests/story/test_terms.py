"""Terms in place: explained once in each part, at the first place of running text, and nowhere else."""

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from library.loading import load_glossary
from library.models import Term
from press.build import build_summary
from tests.factories import figure, paragraph, publish_through_workflow, story_page, superuser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]


@pytest.fixture(autouse=True)
def glossary():
    cache.clear()
    load_glossary()


def published(content, **more):
    return publish_through_workflow(story_page(content=content, **more))


def shown(client, page):
    return BeautifulSoup(client.get(page.url).content, "html.parser")


def marked(html, part=None):
    scope = html.select_one(f"#{part}") if part else html
    return [link.get_text() for link in scope.select("a.term")]


def test_a_term_is_explained_once_in_a_part_and_again_in_the_next(client):
    twice = paragraph("<p>Dùng eKYC, rồi lại eKYC.</p>")
    page = published({"approach": [twice, paragraph("<p>Vẫn eKYC.</p>")], "results": [twice]})
    html = shown(client, page)
    assert marked(html, "approach") == ["eKYC"] and marked(html, "results") == ["eKYC"]


def test_the_sign_opens_a_note_that_says_what_it_means_and_leads_on(client):
    html = shown(client, published({"approach": [paragraph("<p>Quét mã QR để trả tiền.</p>")]}))
    button = html.select_one("button.term__open")
    note = html.find(id=button["popovertarget"])
    assert note.has_attr("popover") and "mã QR" in button["aria-label"]
    assert "quét" in note.get_text()
    assert {link["href"] for link in (note.a, html.select_one("a.term"))} == {"/tu-dien/ma-qr/"}


def test_words_in_links_headings_and_quotes_are_left_alone(client):
    rich = '<h3>Về eKYC</h3><p><a href="https://x.example/">eKYC</a> <b>mã QR</b></p>'
    quote = {"text": "Nhờ eKYC.", "speaker": "Ông A", "role": ""}
    blocks = [
        {"type": "quote", "id": "1e4b7f5e-8f6c-4a3e-9f2f-0d5f4a1c2b3d", "value": quote},
        paragraph(rich),
    ]
    assert marked(shown(client, published({"approach": blocks})), "approach") == ["mã QR"]


def test_words_of_a_figure_are_left_alone_and_the_figure_stays(client):
    codes = figure(68, "mã QR", highlight=False)
    link = f'<p>Có <a linktype="figure" id="{codes["id"]}">68 mã QR</a> và mã QR khác.</p>'
    html = shown(client, published({"results": [paragraph(link)]}, figures=[codes]))
    assert html.select_one("#results a.fig")
    assert marked(html, "results") == ["mã QR"]


def test_the_text_stays_text(client):
    page = published({"approach": [paragraph("<p>1 &lt; 2 &amp; mã QR &lt;script&gt;</p>")]})
    html = shown(client, page)
    assert html.select_one("#approach .paragraph").get_text() == "1 < 2 & mã QR <script>"


def test_steps_and_lessons_explain_too(client):
    step = {"title": "eKYC", "text": "<p>Cài trợ lý ảo.</p>", "period": "", "planned": False}
    lesson = {"text": "<p>Đừng quên kỹ năng số.</p>"}
    key = "2e4b7f5e-8f6c-4a3e-9f2f-0d5f4a1c2b3"
    content = {
        "steps": [{"type": "step", "id": f"{key}1", "value": step}],
        "lessons": [{"type": "lesson", "id": f"{key}2", "value": lesson}],
    }
    html = shown(client, published(content))
    assert (marked(html, "steps"), marked(html, "lessons")) == (["trợ lý ảo"], ["kỹ năng số"])


def test_an_editor_can_switch_a_term_off(client):
    page = published({"approach": [paragraph("<p>Quét mã QR.</p>")]})
    Term.objects.filter(slug="ma-qr").update(explained=False)
    assert marked(shown(client, page)) == []


def test_many_terms_cost_one_question(client, settings):
    settings.PAGES_KEPT_SECONDS = 0
    page = published({"approach": [paragraph("<p>Quét mã QR, dùng eKYC, hỏi trợ lý ảo.</p>")]})
    client.get(page.url)
    with CaptureQueriesContext(connection) as queries:
        client.get(page.url)
    assert sum("library_term" in query["sql"] for query in queries) == 1


def test_previews_and_exports_know_nothing_of_it(client):
    page = published({"approach": [paragraph("<p>Quét mã QR để trả tiền.</p>")]})
    summary = build_summary(page, superuser())
    assert summary.approach == "Quét mã QR để trả tiền."
    response = page.make_preview_request()
    assert "term__open" not in response.content.decode()


def test_a_story_leads_to_the_form_for_a_wrong_figure(client):
    page = published({})
    assert shown(client, page).select_one(f"#corrections a[href='/lien-he/?ve={page.url}']")

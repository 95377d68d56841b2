"""What is said of a change after publication, and that it stays."""

from decimal import Decimal

import pytest
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext
from wagtail.models import Locale, PageLogEntry

from accounts import roles
from press.build import build_summary
from story import actions, permissions
from story.corrections import base_of, changes_of, corrections_of
from story.models import Correction, Figure, PermanentRecordError, Publication, StoryPage, Tombstone
from tests.factories import (
    body,
    edit,
    figure,
    person,
    publish_through_workflow,
    story_page,
    superuser,
    unit,
)
from tests.story.test_doors import form_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]

WHY = {"vi": "Bưu điện đếm thiếu hai điểm.", "en": "Two points had been missed."}


def plain(text):
    """Spaces that a person would type."""
    return text.replace("\u00a0", " ")


def html_of(response):
    return plain(response.content.decode())


def fresh(page):
    return StoryPage.objects.get(pk=page.pk)


@pytest.fixture
def points():
    return figure("68", "điểm phục vụ", unit=unit("điểm", en="points"), period="2025", period_basis="stated")


@pytest.fixture
def story(points):
    return publish_through_workflow(story_page(figures=[points], headline="Rút tiền ở bưu điện"))


@pytest.fixture
def english(story):
    page = story.copy_for_translation(Locale.objects.get(language_code="en"))
    page.title, page.slug = "Cash at the post office", "cash-post-office"
    page.save_revision().publish()
    return fresh(page)


def change(points, **fields):
    return {**points, "value": points["value"] | fields}


def value(number):
    return {"value": number, "value_max": None, "total": None, "qualifier": "exactly"}


def correct(story, points, note=WHY, **fields):
    """A new version with another figure, explained, through the whole workflow."""
    edit(story, body=body([change(points, **fields)]), correction_note=note)
    return publish_through_workflow(fresh(story))


class TestPublishing:
    def test_a_changed_figure_is_told_with_both_values_and_the_reason(self, story, points):
        live = correct(story, points, quantity=value("70"))
        (row,) = Correction.objects.all()
        assert (row.kind, row.figure, row.note) == ("figure", points["id"], WHY)
        assert (row.was.value, row.now.value) == (Decimal(68), Decimal(70))
        assert (plain(row.before["vi"]), plain(row.after["en"])) == ("68 điểm", "70 points")
        assert row.revision_id == live.live_revision_id

    @pytest.mark.parametrize(
        ("fields", "before", "after"),
        [
            ({"period": "2024"}, "68 điểm (2025)", "68 điểm (2024)"),
            ({"nature": "estimate"}, "68 điểm (measured)", "68 điểm (estimate)"),
            ({"nature": "target"}, "68 điểm", "mục tiêu 68 điểm"),
            ({"baseline": value("40")}, "68 điểm", "68 điểm (before: 40)"),
        ],
    )
    def test_what_reads_alike_is_told_apart(self, story, points, fields, before, after):
        correct(story, points, **fields)
        (told,) = corrections_of(fresh(story))
        # Where the catalogue has a word it is Vietnamese.
        words = {"Measured": "", "Estimate": ""}
        with override("vi"):
            words = {w: pgettext("figure nature", w).lower() for w in words} | {
                "before: 40": _("before: %(value)s %(when)s") % {"value": "40", "when": ""}
            }
        for english, vietnamese in words.items():
            before, after = (t.replace(english.lower(), vietnamese.strip()) for t in (before, after))
        assert (plain(told.before), plain(told.after)) == (before, after)

    def test_a_figure_taken_out_is_a_correction(self, story):
        edit(story, body=body([]), correction_note=WHY)
        publish_through_workflow(fresh(story))
        (told,) = corrections_of(fresh(story))
        assert (plain(told.before), told.after, told.label) == ("68 điểm", "", "điểm phục vụ")

    def test_a_new_figure_and_a_new_label_are_none(self, story, points):
        edit(story, body=body([change(points, label="điểm rút tiền"), figure("5")]), correction_note={})
        publish_through_workflow(fresh(story))
        assert not Correction.objects.exists()

    def test_an_improvement_of_the_text_needs_no_word(self, story):
        edit(story, standfirst="Câu gọn hơn.")
        publish_through_workflow(fresh(story))
        assert not Correction.objects.exists()

    def test_a_corrected_text_is_told_by_its_note_alone(self, story):
        edit(story, standfirst="Câu đúng.", correction_note=WHY, correction_kind="clarification")
        publish_through_workflow(fresh(story))
        (told,) = corrections_of(fresh(story))
        assert (told.kind, told.figure, told.before, told.note) == ("clarification", "", "", WHY["vi"])

    def test_a_note_is_published_once(self, story, points):
        live = correct(story, points, quantity=value("70"))
        draft = live.get_latest_revision_as_object()
        draft.standfirst = "Câu gọn hơn."
        draft.save_revision(clean=False)
        publish_through_workflow(fresh(story))
        assert Correction.objects.count() == 1

    def test_in_an_emergency_the_plain_values_are_told_without_a_reason(self, story, points):
        edit(story, body=body([change(points, quantity=value("70"))]), correction_note={})
        actions.publish(fresh(story), person(roles.APPROVER), reason="Số cũ gây hiểu nhầm.")
        (told,) = corrections_of(fresh(story))
        assert (plain(told.before), plain(told.after), told.note) == ("68 điểm", "70 điểm", "")

    def test_recording_again_adds_nothing(self, story, points):
        live = correct(story, points, quantity=value("70"))
        actions.record_publication(live, live.live_revision)
        assert (Correction.objects.count(), Publication.objects.count()) == (1, 2)


class TestSubmission:
    def test_a_changed_figure_has_to_be_explained(self, story, points):
        edit(story, body=body([change(points, quantity=value("70"))]), correction_note={})
        with pytest.raises(actions.ReasonRequiredError, match="68.điểm → 70.điểm"):
            actions.submit(fresh(story), superuser())
        row = PageLogEntry.objects.get(page=story.pk, action="story.refused")
        assert row.data["verb"] == "submit"

    def test_a_story_that_never_was_public_explains_nothing(self, points):
        page = story_page(figures=[points])
        edit(page, body=body([change(points, quantity=value("70"))]))
        actions.submit(fresh(page), superuser())
        assert changes_of(page) == []


class TestTheVerb:
    def test_it_keeps_the_reason_in_the_draft_and_leaves_one_row(self, story, points):
        edit(story, body=body([change(points, quantity=value("70"))]), correction_note={})
        revision = actions.correct(fresh(story), superuser(), WHY, "figure")
        assert revision.as_object().correction_note == WHY
        assert not fresh(story).correction_note
        rows = PageLogEntry.objects.filter(page=story.pk, action="story.correct")
        assert [row.data["reason"] for row in rows] == [WHY["vi"]]
        actions.submit(fresh(story), superuser())

    @pytest.mark.parametrize("note", [{}, {"vi": "  "}, {"en": "Only in English."}])
    def test_without_a_reason_in_vietnamese_nothing_changes(self, story, note):
        with pytest.raises(actions.ReasonRequiredError):
            actions.correct(story, superuser(), note)
        assert fresh(story).latest_revision_id == story.latest_revision_id

    def test_only_who_may_edit_and_only_what_was_public(self, story, points):
        with pytest.raises(actions.NotAllowedError):
            actions.correct(story, person("contributor", "Huế"), WHY)
        with pytest.raises(actions.ConflictError):
            actions.correct(story_page(), superuser(), WHY)
        assert PageLogEntry.objects.filter(action="story.refused", data__verb="correct").count() == 2

    def test_an_older_version_is_stale(self, story):
        old = story.latest_revision_id
        edit(story, title="Tít mới")
        with pytest.raises(actions.StaleRevisionError):
            actions.correct(fresh(story), superuser(), WHY, revision_id=old)


class TestTheEditor:
    def address(self, page):
        return reverse("wagtailadmin_pages:edit", args=[page.pk])

    def test_it_lists_what_changes_and_asks_why(self, story, points, signed_in):
        edit(story, body=body([change(points, quantity=value("70"))]), correction_note={})
        html = html_of(signed_in(superuser()).get(self.address(story)))
        assert "<s>68 điểm</s>" in html and "70 điểm" in html
        assert 'name="correction_note_vi"' in html

    def test_a_draft_that_never_was_public_is_not_asked(self, signed_in):
        html = signed_in(superuser()).get(self.address(story_page())).content.decode()
        assert "correction_note" not in html

    def test_the_note_is_kept_in_the_draft_and_gone_after_publication(self, story, signed_in):
        client = signed_in(superuser())
        data = form_of(
            story, correction_note_vi="Nguồn ghi sai.", correction_note_en="", correction_kind="text"
        )
        client.post(self.address(story), data)
        draft = fresh(story).get_latest_revision_as_object()
        assert (draft.correction_note, draft.correction_of) == ({"vi": "Nguồn ghi sai."}, base_of(story))
        actions.publish(fresh(story), superuser(), reason="Cần ngay.")
        assert [row.note["vi"] for row in Correction.objects.filter(kind="figure")] == ["Nguồn ghi sai."]
        assert "Nguồn ghi sai." not in client.get(self.address(story)).content.decode()

    def test_a_changed_figure_is_not_sent_in_without_its_reason(self, story, points, signed_in):
        draft = edit(story, body=body([change(points, quantity=value("70"))]), correction_note={})
        client = signed_in(superuser())
        boxes = {"correction_note_en": "", "correction_kind": "", "action-submit": "1"}
        html = html_of(client.post(self.address(story), form_of(story, correction_note_vi="", **boxes)))
        assert "Số liệu đã đăng thay đổi: hãy ghi lý do." in html
        assert (fresh(story).latest_revision_id, fresh(story).current_workflow_state) == (draft.pk, None)
        client.post(self.address(story), form_of(story, correction_note_vi="Nguồn ghi sai.", **boxes))
        assert fresh(story).current_workflow_state

    def test_whoever_leaves_the_reason_as_it_stands_has_not_changed_it(self, story):
        edit(story, correction_note=WHY)
        draft = fresh(story).get_latest_revision_as_object()
        boxes = {f"correction_note_{code}": words for code, words in WHY.items()}
        form_class = StoryPage.get_edit_handler().get_form_class()
        data = form_of(story, correction_kind="", **boxes)
        form = form_class(data, instance=draft, for_user=superuser(), parent_page=story.get_parent())
        assert not {"correction_note", "correction_kind"} & set(form.changed_data)

    def test_a_note_in_english_alone_is_refused_in_place(self, story, signed_in):
        data = form_of(story, correction_note_vi="", correction_note_en="It was wrong.", correction_kind="")
        html = signed_in(superuser()).post(self.address(story), data).content.decode()
        assert "It was wrong." in html
        assert fresh(story).latest_revision_id == story.latest_revision_id

    def test_a_form_without_the_box_keeps_the_note(self, story, signed_in):
        edit(story, correction_note=WHY)
        signed_in(superuser()).post(self.address(story), form_of(story))
        assert fresh(story).get_latest_revision_as_object().correction_note == WHY


class TestForEver:
    def test_no_door_deletes_or_changes_a_row(self, story, points):
        correct(story, points, quantity=value("70"))
        for model in (Correction, Publication):
            row = model.objects.first()
            for attempt in (row.delete, row.save, model.objects.all().delete, model.objects.filter().delete):
                with pytest.raises(PermanentRecordError):
                    attempt()
            with pytest.raises(PermanentRecordError):
                model.objects.update(translation_key=story.translation_key)
        with pytest.raises(ProtectedError):
            Figure.objects.all().delete()
        with pytest.raises(PermanentRecordError):
            fresh(story).delete()

    @pytest.mark.parametrize("model", [Correction, Publication, Tombstone])
    def test_nobody_can_be_given_the_right(self, model):
        assert model._meta.default_permissions == ("view",)

    def test_the_words_stay_when_the_unit_gets_another_name(self, story, points):
        live = correct(story, points, quantity=value("70"))
        renamed = live.figures[points["id"]].unit
        renamed.names = {"vi": "nơi", "en": "places"}
        renamed.save()
        assert plain(corrections_of(fresh(story))[0].before) == "68 điểm"


class TestOnEverySurface:
    def test_a_figure_changed_after_sign_off_goes_back_to_the_checker_and_is_told_in_both_languages(
        self, story, english, points, client
    ):
        editor, checker = person(roles.EDITOR), person(roles.FIGURE_CHECKER)
        edit(story, editor, body=body([change(points, quantity=value("70"))]), correction_note=WHY)
        actions.submit(fresh(story), editor)
        actions.approve(fresh(story).current_workflow_task_state, person(roles.EDITOR))
        page = fresh(story)
        assert permissions.is_figure_check(page.current_workflow_task)
        assert page.get_latest_revision_as_object().figures[points["id"]].verified is None
        with pytest.raises(actions.UncheckedFiguresError):
            actions.approve(page.current_workflow_task_state, checker)
        assert "70 điểm" not in client.get(story.url).content.decode()

        actions.sign_off(page, points["id"], checker, page.latest_revision_id)
        actions.approve(page.current_workflow_task_state, checker)
        actions.approve(fresh(story).current_workflow_task_state, person(roles.APPROVER))

        vietnamese, translated = (html_of(client.get(each.url)) for each in (story, english))
        for text in ("68 điểm</s>", "70 điểm</strong>", WHY["vi"]):
            assert text in vietnamese
        for text in ("68 points</s>", "70 points</strong>", WHY["en"]):
            assert text in translated

    def test_the_summary_carries_it_in_the_words_of_its_language(self, story, english, points):
        correct(story, points, quantity=value("70"))
        (told,) = build_summary(fresh(english)).corrections
        assert (plain(told.before), plain(told.after), told.note) == ("68 points", "70 points", WHY["en"])
        assert (told.figure, bool(told.at)) == (points["id"], True)

    def test_a_reason_without_its_english_is_told_in_vietnamese_and_says_so(
        self, story, english, points, client
    ):
        correct(story, points, {"vi": "Đếm thiếu."}, quantity=value("70"))
        assert (
            '<span class="corrections__note" lang="vi">Đếm thiếu.</span>'
            in client.get(english.url).content.decode()
        )

    def test_a_reason_cannot_run(self, story, points, client):
        correct(story, points, {"vi": "<script>alert(1)</script>"}, quantity=value("70"))
        assert "<script>alert" not in client.get(story.url).content.decode()

    def test_a_copy_has_nothing_to_explain(self, story):
        edit(story, correction_note=WHY)
        copy = fresh(story).copy(update_attrs={"slug": "ban-sao", "title": "Bản sao"})
        assert (copy.correction_note, copy.correction_of) == ({}, None)

"""A translation is checked by somebody else, from inside its editor, with remarks beside the sentences."""

import pytest
from django.urls import reverse
from wagtail.models import Locale, PageLogEntry, Site

from accounts import roles
from story import actions
from story.models import Notification, StoryPage, TranslationCheckTask
from tests.factories import edit, figure, paragraph, person, publish_through_workflow, story_page
from tests.translation.following import work_off
from tests.translation.working import (
    edit_address,
    in_work,
    segments,
    send,
    started,
    started_from,
    told,
    write,
    write_all,
)
from translation.changes import TranslationPolicy
from translation.comments import SegmentComment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]


def checker(**fields):
    return person(roles.TRANSLATION_CHECKER, **fields)


@pytest.fixture
def sent(signed_in):
    """(English draft, translation, translator) of a translation that waits to be checked."""
    draft, translation = started()
    user = person(roles.TRANSLATOR, first_name="Hoa", last_name="Lê")
    write_all(translation, user)
    send(signed_in(user), draft)
    return StoryPage.objects.get(pk=draft.pk), translation, user


def decide(client, draft, decision, comment="", revision=None):
    data = {
        "decision": decision,
        "comment": comment,
        "revision": revision or StoryPage.objects.get(pk=draft.pk).latest_revision_id,
    }
    return client.post(reverse("translation_decide", args=[draft.pk]), data, follow=True)


def step(draft):
    return StoryPage.objects.get(pk=draft.pk).current_workflow_task


class TestDeciding:
    def test_a_checker_approves_from_inside_the_editor(self, signed_in, sent):
        draft, _translation, _user = sent
        client = signed_in(checker())
        assert "Duyệt" in client.get(edit_address(draft)).content.decode()
        decide(client, draft, "approve")
        assert type(step(draft)) is not TranslationCheckTask
        assert in_work(draft)

    def test_what_is_returned_says_why_in_the_editor(self, signed_in, sent):
        draft, _translation, user = sent
        decide(signed_in(checker()), draft, "reject", "Tên riêng viết sai.")
        assert not in_work(draft)
        assert "Tên riêng viết sai." in signed_in(user).get(edit_address(draft)).content.decode()

    def test_the_translator_is_told_of_a_return_and_the_author_of_the_original_is_not(
        self, signed_in, django_capture_on_commit_callbacks
    ):
        user, author = person(roles.TRANSLATOR), person("contributor")
        draft, translation = started_from(publish_through_workflow(story_page(author=author)), user)
        write_all(translation, user)
        send(signed_in(user), draft)
        with django_capture_on_commit_callbacks(execute=True):
            decide(signed_in(checker()), draft, "reject", "Tên riêng viết sai.")
        told_to = Notification.objects.filter(detail="Tên riêng viết sai.").values_list("user", flat=True)
        assert list(told_to) == [user.pk]

    def test_a_return_without_a_reason_is_refused(self, signed_in, sent):
        draft, _translation, _user = sent
        assert "lý do" in told(decide(signed_in(checker()), draft, "reject")).lower()
        assert in_work(draft)

    def test_another_version_than_the_one_looked_at_is_not_decided_and_the_words_stay(self, signed_in, sent):
        draft, _translation, _user = sent
        response = decide(signed_in(checker()), draft, "approve", "Đọc kỹ rồi.", revision=1)
        assert "Đọc kỹ rồi." in response.content.decode()
        assert type(step(draft)) is TranslationCheckTask

    def test_a_stranger_decides_nothing(self, signed_in, sent):
        draft, _translation, _user = sent
        decide(signed_in(person(roles.FIGURE_CHECKER)), draft, "approve")
        assert type(step(draft)) is TranslationCheckTask


class TestTheOriginalChangesMeanwhile:
    @pytest.fixture
    def stale(self, sent):
        """A translation in check whose original says something else since."""
        draft, _translation, _user = sent
        page = draft.get_translation(Locale.get_default())
        edit(page, title="Chợ số ở bản Lũng", standfirst=page.standfirst)
        publish_through_workflow(StoryPage.objects.get(pk=page.pk))
        work_off()
        return draft

    def test_approving_asks_for_a_look_and_the_history_says_who_had_it(self, signed_in, stale):
        user = checker()
        client = signed_in(user)
        said = told(decide(client, stale, "approve"))
        assert "Chợ số ở bản Lũng" in said and "Bản gốc đã thay đổi" in said
        assert type(step(stale)) is TranslationCheckTask
        shown = PageLogEntry.objects.get(action="story.refused")
        assert shown.user == user and "Chợ số ở bản Lũng" in shown.data["reason"]
        decide(client, stale, "approve")
        assert type(step(stale)) is not TranslationCheckTask

    def test_each_looks_for_themselves(self, signed_in, stale):
        decide(signed_in(checker()), stale, "approve")
        decide(signed_in(checker()), stale, "approve")
        assert type(step(stale)) is TranslationCheckTask

    def test_another_door_asks_too(self, stale):
        state, user = StoryPage.objects.get(pk=stale.pk).current_workflow_task_state, checker()
        with pytest.raises(actions.ConflictError, match="Bản gốc đã thay đổi"):
            actions.approve(state, user)
        assert type(step(stale)) is TranslationCheckTask
        actions.approve(state, user)
        assert type(step(stale)) is not TranslationCheckTask

    def test_where_the_site_holds_translations_it_goes_back_and_no_look_helps(self, signed_in, stale):
        site = Site.objects.get(is_default_site=True)
        TranslationPolicy.objects.create(site=site, follow=TranslationPolicy.Follow.HOLD)
        client = signed_in(checker())
        for _again in range(2):
            said = told(decide(client, stale, "approve"))
            assert "Hãy trả lại" in said
        assert type(step(stale)) is TranslationCheckTask
        decide(client, stale, "reject", "Bản gốc đã đổi.")
        assert not in_work(stale)


class TestNobodyChecksTheirOwn:
    def approve(self, draft, user):
        actions.approve(StoryPage.objects.get(pk=draft.pk).current_workflow_task_state, user)

    def both(self):
        user = person(roles.TRANSLATOR)
        user.groups.add(*checker().groups.all())
        return user

    def test_whoever_sent_it_does_not_check_it(self, signed_in):
        draft, translation = started()
        write_all(translation)
        user = self.both()
        send(signed_in(user), draft)
        with pytest.raises(actions.OwnTranslationError):
            self.approve(draft, user)

    def test_whoever_wrote_a_single_string_does_not_check_it(self, signed_in):
        draft, translation = started()
        write_all(translation)
        user = self.both()
        write(segments(translation).last(), "EN one", user)
        send(signed_in(person(roles.TRANSLATOR)), draft)
        with pytest.raises(actions.OwnTranslationError):
            self.approve(draft, user)

    def test_the_editor_says_so_in_the_place_of_the_button(self, signed_in):
        draft, translation = started()
        write_all(translation)
        user = self.both()
        client = signed_in(user)
        send(client, draft)
        page = client.get(edit_address(draft)).content.decode()
        assert str(actions.OwnTranslationError()) in page
        assert 'value="approve"' not in page


class TestRemarks:
    def remark(self, client, translation, segment, text):
        return client.post(reverse("translation_remark", args=[translation.pk, segment.pk]), {"text": text})

    def test_the_translator_is_told_of_the_checkers_remark_on_a_locked_translation(
        self, signed_in, sent, django_capture_on_commit_callbacks
    ):
        draft, translation, user = sent
        segment = segments(translation).get(context__path="title")
        client = signed_in(checker(first_name="An", last_name="Trần"))
        with django_capture_on_commit_callbacks(execute=True):
            assert self.remark(client, translation, segment, "Xem lại chữ này.").status_code == 200
        note = Notification.objects.get(user=user, detail="Xem lại chữ này.")
        assert note.url == f"{edit_address(draft)}#segment-{segment.pk}"
        answer = client.get(reverse("translation_help", args=[translation.pk])).json()
        assert answer["segments"][str(segment.pk)]["comments"][0]["text"] == "Xem lại chữ này."

    def test_nobody_is_told_of_their_own_remark(self, signed_in, sent, django_capture_on_commit_callbacks):
        _draft, translation, user = sent
        with django_capture_on_commit_callbacks(execute=True):
            self.remark(signed_in(user), translation, segments(translation).first(), "Tôi hỏi.")
        assert not Notification.objects.filter(user=user, detail="Tôi hỏi.").exists()

    def test_an_empty_remark_says_so(self, signed_in, sent):
        _draft, translation, user = sent
        response = self.remark(signed_in(user), translation, segments(translation).first(), "  ")
        assert (response.status_code, bool(response.json()["error"])) == (400, True)

    def test_a_settled_remark_names_who_settled_it(self, signed_in, sent):
        _draft, translation, user = sent
        client = signed_in(user)
        self.remark(client, translation, segments(translation).first(), "Tôi hỏi.")
        comment = SegmentComment.objects.get()
        client.post(reverse("translation_settle", args=[translation.pk, comment.pk]))
        comment.refresh_from_db()
        assert comment.resolved_by == user

    def test_a_stranger_neither_reads_nor_writes_them(self, signed_in, sent):
        _draft, translation, _user = sent
        client = signed_in(person("contributor", "Cà Mau"))
        assert client.get(reverse("translation_help", args=[translation.pk])).status_code == 302
        self.remark(client, translation, segments(translation).first(), "Chen ngang")
        assert not SegmentComment.objects.exists()


class TestHelp:
    def help(self, client, translation):
        return client.get(reverse("translation_help", args=[translation.pk])).json()["segments"]

    def test_a_figure_of_a_sentence_is_offered_in_the_form_of_the_other_language(self, signed_in):
        told_of = figure("116000", "cửa hàng số")
        link = f'Có <a linktype="figure" id="{told_of["id"]}">116.000</a> cửa hàng.'
        page = publish_through_workflow(story_page(figures=[told_of], content={"problem": [paragraph(link)]}))
        _draft, translation = started_from(page)
        segment = segments(translation).get(string__data__contains="<a")
        hints = self.help(signed_in(person(roles.TRANSLATOR)), translation)[str(segment.pk)]["hints"]
        assert '<a id="a1">116,000</a>' in [hint["insert"] for hint in hints]

    def test_typed_numbers_are_offered_in_the_form_of_the_other_language(self, signed_in):
        _draft, translation = started(
            content={"problem": [paragraph("Ngày 11/4/2022 có 1.234,5 tấn, 50% và 3,1 tỷ đồng.")]}
        )
        segment = segments(translation).get(string__data__contains="1.234,5")
        hints = self.help(signed_in(person(roles.TRANSLATOR)), translation)[str(segment.pk)]["hints"]
        offered = [hint["insert"] for hint in hints]
        assert {"1,234.5 tonnes", "50%", "VND 3.1 billion", "11 April 2022"} <= set(offered)

    def test_a_sentence_is_checked_while_it_is_typed_and_nothing_is_written(self, signed_in):
        _draft, translation = started(content={"problem": [paragraph("Có 1.234,5 tấn.")]})
        segment = segments(translation).get(string__data__contains="1.234,5")
        client = signed_in(person(roles.TRANSLATOR))
        address = reverse("translation_check", args=[translation.pk, segment.pk])
        findings = client.post(address, {"value": "There are 9,999 tonnes."}).json()["findings"]
        assert "9,999" in findings[0]["message"]
        assert not translation.target_locale.string_translations.exists()

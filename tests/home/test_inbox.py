"""The inbox: each unit its own, every button one verb, a page only when somebody takes a submission up."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import ModelLogEntry

from accounts import roles
from home.models import Call, CallAnswer, Submission, SubmissionFile
from home.submissions import actions, selectors
from library.models import LibraryImage
from story.actions import ConflictError, NotAllowedError, ReasonRequiredError
from story.models import StoryPage
from tests.factories import PARTS, person, province_page, submission, superuser
from tests.home.test_submission_files import picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]

INBOX = "/admin/inbox/"


def attach(row, name="ảnh.png", kind="png", data=None):
    data = data or picture()
    return SubmissionFile.objects.create(
        submission=row, file=ContentFile(data, name=name), name=name, kind=kind, size=len(data)
    )


def messages_of(response):
    return " ".join(str(message) for message in response.context["messages"])


@pytest.fixture
def own():
    return submission("Câu chuyện của Lạng Sơn", phone="0912345678")


@pytest.fixture
def other():
    return submission("Bí mật của Đà Nẵng", unit="Đà Nẵng", phone="0987654321", name="Canary")


@pytest.fixture
def contributor():
    return person("contributor", "Lạng Sơn")


class TestProvincesStayApart:
    def test_list_panel_and_search_show_ones_own_alone(self, own, other, contributor, signed_in):
        client = signed_in(contributor)
        addresses = (
            INBOX,
            f"{INBOX}results/",
            f"{INBOX}?unit={other.unit_id}",
            f"{INBOX}?state=received",
            "/admin/",
        )
        for address in addresses:
            page = client.get(address).content.decode()
            assert other.headline not in page and "Canary" not in page, address
        assert own.headline in client.get(INBOX).content.decode()
        assert own.headline in client.get("/admin/").content.decode()

    @pytest.mark.parametrize("role", [roles.EDITOR, roles.APPROVER, roles.ADMINISTRATOR])
    def test_central_roles_see_every_unit(self, own, other, role, signed_in):
        page = signed_in(person(role)).get(INBOX).content.decode()
        assert own.headline in page and other.headline in page
        page = signed_in(superuser()).get(f"{INBOX}?unit={other.unit_id}").content.decode()
        assert own.headline not in page and other.headline in page

    @pytest.mark.parametrize("role", [roles.FIGURE_CHECKER, roles.TRANSLATOR, roles.TRANSLATION_CHECKER])
    def test_others_have_no_inbox(self, own, role, signed_in):
        client = signed_in(person(role))
        assert own.headline not in client.get("/admin/").content.decode()
        assert INBOX not in client.get("/admin/").content.decode()
        assert client.get(INBOX).status_code in (302, 403)
        assert client.get(f"{INBOX}{own.pk}/").status_code == 404

    def test_detail_file_and_buttons_of_another_unit_do_not_exist(self, other, contributor, signed_in):
        kept, client = attach(other), signed_in(contributor)
        assert client.get(f"{INBOX}{other.pk}/").status_code == 404
        assert client.get(f"{INBOX}{other.pk}/files/{kept.pk}/").status_code == 404
        for verb in ("take_up", "decline", "confirm"):
            answer = client.post(f"{INBOX}{other.pk}/", {"verb": verb, "reason": "Không."})
            assert answer.status_code == 404
        other.refresh_from_db()
        assert other.state == "received" and not StoryPage.objects.filter(title=other.headline).exists()

    def test_a_file_is_found_only_under_its_own_submission(self, own, other, contributor, signed_in):
        foreign = attach(other)
        assert signed_in(contributor).get(f"{INBOX}{own.pk}/files/{foreign.pk}/").status_code == 404

    def test_the_verbs_refuse_by_themselves_and_log_it(self, other, contributor):
        calls = (
            lambda: actions.take_up(other, contributor),
            lambda: actions.decline(other, contributor, "Không."),
            lambda: actions.confirm_by_phone(other, contributor),
        )
        for call in calls:
            with pytest.raises(NotAllowedError):
                call()
        assert ModelLogEntry.objects.filter(action="story.refused", object_id=str(other.pk)).count() == 3

    def test_the_history_of_the_site_names_no_submission_of_others(self, other, contributor, signed_in):
        actions.decline(other, superuser(), "Canary lý do")
        page = signed_in(contributor).get("/admin/reports/site-history/")
        assert other.reference not in page.content.decode()
        assert "Canary" not in page.content.decode()

    def test_a_contributor_that_left_sees_nothing(self, own, contributor):
        assert list(selectors.waiting_for(contributor)) == [own]
        contributor.groups.clear()
        assert list(selectors.waiting_for(contributor)) == []
        contributor.is_active = False
        assert not selectors.has_inbox(contributor)

    def test_what_was_sent_to_a_unit_that_merged_is_in_its_successors_inbox(self, contributor):
        from places.models import AdministrativeUnit

        former = AdministrativeUnit.objects.filter(successor__name="Thái Nguyên").first()
        row = submission()
        Submission.objects.update(unit=former)
        assert row in selectors.inbox_of(person("contributor", "Thái Nguyên"))
        assert row not in selectors.inbox_of(contributor)


class TestWhatArrives:
    def test_unconfirmed_without_a_phone_is_in_nobodys_inbox(self, contributor, signed_in):
        row = submission("Chưa ai hay", state="unconfirmed")
        assert row not in selectors.inbox_of(superuser())
        assert signed_in(contributor).get(f"{INBOX}{row.pk}/").status_code == 404

    def test_unconfirmed_with_a_phone_waits_for_a_call(self, contributor, signed_in):
        row = submission(state="unconfirmed", phone="0912345678", email="")
        client = signed_in(contributor)
        with pytest.raises(ConflictError):
            actions.take_up(row, contributor)
        assert 'value="take_up"' not in client.get(f"{INBOX}{row.pk}/").content.decode()
        assert client.post(f"{INBOX}{row.pk}/", {"verb": "confirm"}).status_code == 302
        row.refresh_from_db()
        assert (row.state, row.confirmed_by) == ("received", contributor)
        assert 'value="take_up"' in client.get(f"{INBOX}{row.pk}/").content.decode()

    def test_what_is_confirmed_is_not_confirmed_again(self, own, contributor):
        with pytest.raises(ConflictError):
            actions.confirm_by_phone(own, contributor)

    def test_everything_that_was_sent_is_shown_as_text(self, contributor, signed_in):
        evil = "<script>alert('x')</script>"
        fields = dict.fromkeys([*PARTS, "name", "organisation", "place_detail", "phone"], evil)
        row = submission(evil, **fields | {"phone": "<b>0912</b>"})
        attach(row, name=evil)
        for address in (INBOX, f"{INBOX}{row.pk}/", "/admin/"):
            page = signed_in(contributor).get(address).content.decode()
            assert evil not in page and "<b>0912" not in page
            assert "&lt;script&gt;" in page

    def test_a_file_is_a_download_that_runs_nothing(self, own, contributor, signed_in):
        kept = attach(own, "báo cáo.pdf", "pdf", b"%PDF-1.7")
        response = signed_in(contributor).get(f"{INBOX}{own.pk}/files/{kept.pk}/")
        assert b"".join(response.streaming_content) == b"%PDF-1.7"
        assert response["Content-Disposition"].startswith("attachment;")
        assert response["Content-Type"] == "application/pdf"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in response["Content-Security-Policy"]
        assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))


class TestTakingUp:
    def test_it_becomes_a_draft_of_its_unit(self, contributor, signed_in):
        call = Call.objects.create(title="Chợ số", theme="Chợ.", published=True)
        row = submission(
            problem="Ruộng <b>xa</b>.\n\nHai tuần\nmột vụ.",
            organisation="Hợp tác xã Bắc Sơn",
            place_detail="xã Bắc Sơn",
            call=call,
            licence="CC BY-NC 4.0",
        )
        assert not StoryPage.objects.filter(title=row.headline).exists()
        response = signed_in(contributor).post(f"{INBOX}{row.pk}/", {"verb": "take_up"})
        page = StoryPage.objects.get(title=row.headline)
        assert response["Location"] == f"/admin/pages/{page.pk}/edit/"
        assert (page.live, page.owner, page.get_parent().specific) == (False, contributor, province_page())
        assert (page.place_detail, page.licence) == ("xã Bắc Sơn", "CC BY-NC 4.0")
        draft = page.get_latest_revision_as_object()
        texts = [block.value.source for block in draft.body[0].value["content"]]
        assert texts == ["<p>Ruộng &lt;b&gt;xa&lt;/b&gt;.</p>", "<p>Hai tuần<br/>một vụ.</p>"]
        (byline,) = draft.bylines
        assert (byline.value["name"], byline.value["organisation"]) == (row.name, row.organisation)
        row.refresh_from_db()
        assert (row.state, row.page, row.decided_by) == ("taken-up", page, contributor)
        assert CallAnswer.objects.get(page=page).call == call
        assert ModelLogEntry.objects.filter(action="submission.take_up", object_id=str(row.pk)).count() == 1
        assert signed_in(contributor).get(f"/admin/pages/{page.pk}/edit/").status_code == 200

    def test_pictures_go_to_the_collection_of_the_unit_and_other_files_stay(self, own, contributor):
        attach(own)
        attach(own, "báo cáo.pdf", "pdf", b"%PDF-1.7")
        actions.take_up(own, contributor)
        image = LibraryImage.objects.get()
        assert image.collection.name == own.unit.full_name
        assert (image.credit, image.licence, image.width) == (own.name, own.licence, 20)
        assert own.files.count() == 2

    def test_twice_is_one_draft_and_a_clean_message(self, own, contributor, signed_in):
        actions.take_up(own, person(roles.EDITOR))
        response = signed_in(contributor).post(f"{INBOX}{own.pk}/", {"verb": "take_up"})
        assert response.status_code == 200
        assert str(own.get_state_display()) not in messages_of(response)
        assert str(Submission.State.TAKEN_UP.label) in messages_of(response)
        assert StoryPage.objects.filter(title=own.headline).count() == 1

    def test_an_approver_reads_but_does_not_write(self, own, signed_in):
        approver = person(roles.APPROVER)
        assert 'value="take_up"' not in signed_in(approver).get(f"{INBOX}{own.pk}/").content.decode()
        with pytest.raises(NotAllowedError):
            actions.take_up(own, approver)
        own.refresh_from_db()
        assert own.state == "received"

    def test_a_deleted_draft_leaves_the_submission(self, own, contributor):
        actions.take_up(own, contributor).delete()
        own.refresh_from_db()
        assert (own.state, own.page) == ("taken-up", None)


class TestDeclining:
    def test_it_needs_its_reason_and_keeps_what_was_typed(self, own, contributor, signed_in):
        client = signed_in(contributor)
        response = client.post(f"{INBOX}{own.pk}/", {"verb": "decline", "reason": "  "})
        assert response.context["form"].errors
        long = client.post(f"{INBOX}{own.pk}/", {"verb": "decline", "reason": "a" * 2001})
        assert "a" * 2001 in long.content.decode()
        with pytest.raises(ReasonRequiredError):
            actions.decline(own, contributor, " ")
        own.refresh_from_db()
        assert own.state == "received"

    def test_it_is_decided_once(self, own, contributor, signed_in):
        done = signed_in(contributor).post(f"{INBOX}{own.pk}/", {"verb": "decline", "reason": "Chưa rõ."})
        assert done["Location"] == INBOX
        for call in (
            lambda: actions.take_up(own, contributor),
            lambda: actions.decline(own, contributor, "Lại."),
        ):
            with pytest.raises(ConflictError):
                call()
        own.refresh_from_db()
        assert (own.state, own.reason) == ("declined", "Chưa rõ.")

    @pytest.mark.parametrize("data", [{}, {"verb": "delete"}, {"verb": ["a", "b"]}, {"verb": "\x00"}])
    def test_an_unknown_button_does_nothing(self, own, contributor, signed_in, data):
        assert signed_in(contributor).post(f"{INBOX}{own.pk}/", data).status_code == 200
        own.refresh_from_db()
        assert own.state == "received"


class TestForgetting:
    def run(self):
        out = StringIO()
        call_command("forget_submissions", stdout=out)
        return out.getvalue()

    def test_old_declined_and_old_unconfirmed_are_emptied_once(
        self, django_capture_on_commit_callbacks, client
    ):
        from home.submissions import links

        long_ago = timezone.now() - timedelta(days=200)
        old = submission("Cũ", state="declined", decided_at=long_ago, phone="0912345678")
        never = submission("Không xác nhận", state="unconfirmed")
        Submission.objects.filter(pk=never.pk).update(created_at=timezone.now() - timedelta(days=31))
        fresh = submission("Mới", state="declined", decided_at=timezone.now())
        taken = submission("Đã nhận", state="taken-up", decided_at=long_ago)
        kept = attach(old)
        with django_capture_on_commit_callbacks(execute=True):
            assert self.run().startswith("2 ")
        assert not kept.file.storage.exists(kept.file.name)
        for row in (old, never):
            row.refresh_from_db()
            assert {row.name, row.email, row.phone, row.headline, row.problem} == {""}
            assert (
                client.get(f"/gui-cau-chuyen/theo-doi/{links.token(row, links.FOLLOW)}/").status_code == 410
            )
        for row in (fresh, taken):
            row.refresh_from_db()
            assert row.name and row.email
        assert old not in selectors.inbox_of(superuser())
        assert self.run().startswith("0 ")

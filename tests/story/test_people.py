"""People who tell stories: a public page with their consent alone, and provinces that stay apart."""

import json
from datetime import date

import pytest
from django.urls import reverse
from wagtail.permissions import policy_registry

from accounts import roles
from places.models import AdministrativeUnit
from story.models import Contributor, StoryPage
from story.people import is_public, stories_of
from story.people.viewsets import choosable_people
from tests.factories import person, story_page, superuser
from tests.story.forms import posted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom"), pytest.mark.once]
CANARY = "canary-5e2b7"


def teller(name="Hoàng Thị Lan", province="Lạng Sơn", consent=True, **fields):
    return Contributor.objects.create(
        name=name,
        unit=AdministrativeUnit.objects.by_name(province).today() if province else None,
        consent_on=date(2026, 1, 5) if consent else None,
        **fields,
    )


def byline(who, name="Hoàng Thị Lan"):
    value = {"name": name, "role": "Cán bộ", "organisation": "", "contributor": who.pk if who else None}
    return json.dumps([{"type": "byline", "id": "0358f9c3-8450-50d7-a3d9-f0574ee20653", "value": value}])


def told_by(who, province="Lạng Sơn", live=True, **fields):
    return story_page(province, bylines=byline(who), live=live, **fields)


class TestPublicPage:
    def test_name_under_the_story_leads_to_the_persons_page_and_back(self, client):
        who = teller(
            roles={"vi": "Phóng viên", "en": "Reporter"},
            introductions={"vi": "Kể chuyện bản làng.\n<b>Từ 2020.</b>"},
        )
        story = told_by(who, headline="Chợ số ở bản")
        assert 'href="/nguoi-ke/hoang-thi-lan/"' in client.get(story.url).content.decode()
        page = client.get("/nguoi-ke/hoang-thi-lan/").content.decode()
        assert story.url in page and "Phóng viên" in page and "&lt;b&gt;Từ 2020." in page

    def test_each_language_has_its_own_words_and_address(self, client):
        who = teller(roles={"vi": "Phóng viên", "en": "Reporter"}, introductions={"vi": "Chỉ có tiếng Việt."})
        told_by(who, headline="Chợ số ở bản")
        page = client.get("/en/people/hoang-thi-lan/").content.decode()
        assert "Reporter" in page and "Chỉ có tiếng Việt." in page and "Chợ số ở bản" not in page
        assert 'hreflang="vi"' in page and "/nguoi-ke/hoang-thi-lan/" in page
        for address in ("/people/hoang-thi-lan/", "/nguoi-ke/hoang-thi-lan/?x=1"):
            assert client.get(address).status_code in (200, 301)
        assert client.get("/en/nguoi-ke/hoang-thi-lan/")["Location"] == "/en/people/hoang-thi-lan/"

    def test_without_consent_there_is_no_page_and_no_link(self, client):
        who = teller(consent=False)
        story = told_by(who)
        assert client.get(who.address_in("vi")).status_code == 404
        html = client.get(story.url).content.decode()
        assert "Hoàng Thị Lan" in html and "nguoi-ke" not in html

    def test_person_of_drafts_alone_has_no_page(self, client):
        who = teller()
        told_by(who, live=False, headline=CANARY)
        assert client.get(who.address_in("vi")).status_code == 404
        told_by(who)
        assert CANARY not in client.get(who.address_in("vi")).content.decode()

    def test_withdrawn_story_leaves_the_page_at_once(self, client):
        who = teller()
        story = told_by(who)
        assert is_public(who)
        story.unpublish()
        assert not is_public(who) and client.get(who.address_in("vi")).status_code == 404

    def test_list_follows_the_public_version(self):
        who, other = teller(), teller("Trần Đức")
        story = told_by(who)
        draft = story.get_latest_revision_as_object()
        draft.bylines = StoryPage._meta.get_field("bylines").to_python(byline(other))
        revision = draft.save_revision()
        assert list(stories_of(who)) == [story] and not stories_of(other)
        revision.publish()
        assert not stories_of(who) and list(stories_of(other)) == [story]

    def test_byline_stays_as_at_the_time(self, client):
        who = teller()
        story = told_by(who)
        Contributor.objects.update(name="Tên mới")
        assert "Hoàng Thị Lan" in client.get(story.url).content.decode()

    def test_two_of_one_name_have_two_addresses(self):
        assert [teller("Đặng Thị Ổi").slug for _number in range(3)] == [
            "dang-thi-oi",
            "dang-thi-oi-2",
            "dang-thi-oi-3",
        ]
        assert teller("???").slug == "n"

    @pytest.mark.parametrize("slug", ["a" * 300, "khong-co", "%00", "..%2f"])
    def test_unknown_address_is_not_found(self, client, slug):
        assert client.get(f"/nguoi-ke/{slug}/").status_code in (400, 404)


class TestProvincesStayApart:
    @pytest.fixture
    def other(self):
        return teller(CANARY, "Cà Mau", roles={"vi": CANARY})

    def test_each_chooses_its_own_people_and_central_roles_all(self, other):
        own = teller()
        assert set(choosable_people(person("contributor"))) == {own}
        assert (
            set(choosable_people(person(roles.EDITOR))) == {own, other} == set(choosable_people(superuser()))
        )
        assert not choosable_people(person(roles.TRANSLATOR)).exists()

    def test_no_door_of_the_admin_shows_or_changes_anothers_person(self, signed_in, other):
        teller()
        client = signed_in(person("contributor"))
        names = ("edit", "delete", "history", "history_results", "usage")
        base = Contributor.snippet_viewset.get_url_name
        choosers = Contributor.snippet_viewset.chooser_viewset.get_url_name
        addresses = [reverse(base(name), args=[other.pk]) for name in names]
        addresses.append(reverse(choosers("chosen"), args=[other.pk]))
        bulk = reverse("wagtail_bulk_action", args=["story", "contributor", "delete"]) + f"?id={other.pk}"
        for response in (client.get(bulk), client.post(bulk)):
            assert CANARY not in response.content.decode()
        for address in addresses:
            for response in (client.get(address), client.post(address, {"name": "x"})):
                assert response.status_code in (302, 403, 404, 405), address
                assert CANARY not in response.content.decode()
        lists = [reverse(base("list")), reverse(base("list_results")), reverse(base("list")) + "?q=canary"]
        lists += [reverse(choosers("choose")), reverse(choosers("choose_results")) + "?q=canary"]
        lists.append(reverse(choosers("chosen_multiple")) + f"?id={other.pk}&id=abc")
        for address in lists:
            response = client.get(address)
            assert response.status_code == 200 and CANARY not in response.content.decode(), address
        assert Contributor.objects.get(pk=other.pk).name == CANARY

    def test_contributor_makes_people_of_their_own_unit_alone(self, signed_in, other):
        client = signed_in(person("contributor"))
        address = reverse(Contributor.snippet_viewset.get_url_name("add"))
        form = client.get(address).content.decode()
        assert "Lạng Sơn" in form and "Cà Mau" not in form
        stranger = person("contributor", "Cà Mau", last_name=CANARY)
        assert CANARY not in client.get(address).content.decode()
        fields = {"name": "Người mới", "portrait": "", "user": "", "consent_on": ""}
        fields |= {
            f"{name}_{place}": ""
            for name in ("roles", "organisations", "introductions")
            for place in ("vi", "en")
        }
        for wrong in ({"unit": other.unit_id}, {"unit": ""}, {"unit": "abc"}):
            assert client.post(address, fields | wrong).status_code == 200
        own = AdministrativeUnit.objects.by_name("Lạng Sơn").today().pk
        assert client.post(address, fields | {"unit": own, "user": stranger.pk}).status_code == 200
        assert not Contributor.objects.filter(name="Người mới").exists()
        done = client.post(address, fields | {"unit": own, "introductions_vi": "Một\x07 dòng"})
        assert done.status_code == 302
        assert Contributor.objects.get(name="Người mới").introductions == {"vi": "Một dòng"}

    def test_own_person_is_edited_and_never_moved_to_another_unit(self, signed_in, other):
        own = teller()
        client = signed_in(person("contributor"))
        address = reverse(Contributor.snippet_viewset.get_url_name("edit"), args=[own.pk])
        assert client.get(address).status_code == 200
        assert client.post(address, {"name": "Đổi", "unit": other.unit_id}).status_code == 200
        assert Contributor.objects.get(pk=own.pk).name == "Hoàng Thị Lan"

    def test_byline_takes_no_person_of_another_unit(self, signed_in, other):
        author = person("contributor")
        page = told_by(None, live=False, author=author)
        data = posted(page, **{"bylines-0-value-contributor": str(other.pk)})
        response = signed_in(author).post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
        assert response.status_code == 200 and CANARY not in response.content.decode()
        draft = StoryPage.objects.get(pk=page.pk).get_latest_revision_as_object()
        assert draft.bylines[0].value["contributor"] is None

    def test_what_an_editor_chose_stays_when_the_contributor_saves(self, signed_in, other):
        author = person("contributor")
        page = told_by(other, live=False, author=author)
        response = signed_in(author).post(
            reverse("wagtailadmin_pages:edit", args=[page.pk]), posted(page, standfirst="Đổi câu này.")
        )
        assert response.status_code == 302
        draft = StoryPage.objects.get(pk=page.pk).get_latest_revision_as_object()
        assert (draft.standfirst, draft.bylines[0].value["contributor"]) == ("Đổi câu này.", other)

    def test_policy_lets_only_central_roles_take_a_person_away(self, other):
        policy = policy_registry.get_by_type(Contributor)
        own = person("contributor", "Cà Mau")
        assert policy.user_has_permission_for_instance(own, "change", other)
        assert not policy.user_has_permission_for_instance(own, "delete", other)
        assert policy.user_has_permission_for_instance(person(roles.EDITOR), "delete", other)
        unplaced = teller("Không đơn vị", None)
        assert not policy.user_has_permission_for_instance(own, "change", unplaced)
        assert policy.user_has_permission_for_instance(person(roles.EDITOR), "change", unplaced)


def test_damaged_choice_in_a_byline_is_said_and_keeps_the_name(signed_in):
    author = person("contributor")
    page = told_by(None, live=False, author=author)
    for broken in ("abc", "9" * 30, "1,2"):
        data = posted(page, **{"bylines-0-value-contributor": broken, "bylines-0-value-name": "Ten go vao"})
        response = signed_in(author).post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
        assert response.status_code == 200 and "Ten go vao" in response.content.decode()

"""Who took what of which version: named for persons and programs, a bare number for everybody else."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.db import DatabaseError
from django.urls import reverse
from django.utils import timezone

from accounts import roles
from accounts.models import ApiToken
from accounts.tokens import digest_of
from press.models import Airing, TakenSummary, Taking, TakingCount
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]
SECRET = "lg_a-secret"


@pytest.fixture
def story():
    return make.publish_through_workflow(make.story_page(headline="Chữ ký số", figures=[make.figure()]))


@pytest.fixture
def light(monkeypatch, settings, tmp_path):
    """A kit of what is drawn quickly."""
    from press.kits import contents, packing

    settings.ARTEFACTS_ROOT = tmp_path
    real = packing.offered
    for module in (contents, packing):
        monkeypatch.setattr(module, "offered", lambda summary: [f for f in real(summary) if not f.heavy])


def journalist(**fields):
    return make.person(roles.PRESS, organisation="VTV", last_name="Đỗ", first_name="Hà", **fields)


def token(**fields):
    return ApiToken.objects.create(digest=digest_of(SECRET), name="Bản tin", outlet="VOV", **fields)


def bearer(secret=SECRET):
    return {"Authorization": f"Bearer {secret}"}


class TestTakings:
    def test_a_person_is_written_down_with_the_outlet_of_that_day_and_what_was_handed_out(
        self, signed_in, story
    ):
        person = journalist()
        signed_in(person).get(f"/press/{story.pk}/figures.csv?download")
        person.organisation = "Báo Nhân Dân"
        person.save()
        row = Taking.objects.get()
        assert (row.person, row.outlet, row.item) == (person, "VTV", "figures.csv")
        assert row.file_name == f"{story.slug}-vi-{story.live_revision_id}-figures.csv"
        assert row.summary.data["headline"] == "Chữ ký số" and row.summary.revision == story.live_revision_id
        assert not TakingCount.objects.exists()

    def test_the_same_version_is_kept_once(self, signed_in, story):
        for _time in range(2):
            signed_in(journalist()).get(f"/press/{story.pk}/figures.csv?download")
        assert (Taking.objects.count(), TakenSummary.objects.count()) == (2, 1)

    def test_readers_without_a_name_leave_a_number_and_nothing_else(self, client, story):
        for _time in range(3):
            client.get(f"/press/{story.pk}/figures.csv?download", REMOTE_ADDR="203.0.113.9")
        row = TakingCount.objects.get()
        assert (row.item, row.count, row.day) == ("figures.csv", 3, timezone.localdate())
        assert not Taking.objects.exists()

    def test_previews_heads_and_what_is_unchanged_do_not_count(self, client, story):
        address = f"/press/{story.pk}/figures.csv"
        etag = client.get(address)["ETag"]
        client.head(f"{address}?download")
        client.get(f"{address}?download", headers={"If-None-Match": etag})
        assert not TakingCount.objects.exists()

    def test_of_a_kit_each_file_is_taken_and_the_rest_of_a_broken_download_is_not_another(
        self, signed_in, story, light
    ):
        client = signed_in(journalist())
        client.get(f"/press/{story.pk}/kit.zip")
        client.get(f"/press/{story.pk}/kit.zip", headers={"Range": "bytes=100-"})
        rows = Taking.objects.all()
        assert {"summary.json", "figures.csv"} <= {row.item for row in rows}
        assert len({row.item for row in rows}) == len(rows) and all(row.in_kit for row in rows)

    def test_what_waits_for_its_time_is_written_down_too(self, signed_in):
        held = make.embargoed(figures=[make.figure()])
        signed_in(journalist()).get(f"/press/{held.pk}/summary.json?download")
        row = Taking.objects.get()
        assert row.summary.data["status"] == "embargoed" and row.summary.data["taken_by"] is None

    def test_a_ledger_that_fails_stops_nobody(self, client, story, monkeypatch):
        def fail(*args):
            raise DatabaseError

        monkeypatch.setattr("press.ledger._count", fail)
        assert client.get(f"/press/{story.pk}/figures.csv?download").status_code == HTTPStatus.OK

    def test_it_costs_few_questions(self, client, story, django_assert_max_num_queries):
        address = f"/press/{story.pk}/figures.csv"
        client.get(f"{address}?download")
        with django_assert_max_num_queries(34):
            client.get(f"{address}?download")


class TestTokens:
    def test_a_program_is_written_down_by_its_token(self, client, story):
        key = token()
        assert client.get(f"/press/{story.pk}/figures.csv", headers=bearer()).status_code == HTTPStatus.OK
        row = Taking.objects.get()
        key.refresh_from_db()
        assert (row.token, row.person, row.outlet) == (key, None, "VOV")
        assert key.last_used_at and key.digest != SECRET

    @pytest.mark.parametrize("ended", ["unknown", "revoked", "expired"])
    def test_one_that_is_not_valid_is_refused(self, client, story, ended, light):
        token(
            revoked_at=timezone.now() if ended == "revoked" else None,
            expires_on=timezone.localdate() - timedelta(days=1) if ended == "expired" else None,
        )
        secret = "other" if ended == "unknown" else SECRET
        for name in ("figures.csv", "kit.zip"):
            response = client.get(f"/press/{story.pk}/{name}", headers=bearer(secret))
            assert response.status_code == HTTPStatus.UNAUTHORIZED
            assert "Bearer" in response["WWW-Authenticate"]

    def test_it_opens_nothing_that_is_not_public(self, client):
        token(person=journalist())
        held = make.embargoed(figures=[make.figure()])
        response = client.get(f"/press/{held.pk}/summary.json", headers=bearer())
        assert response.status_code == HTTPStatus.NOT_FOUND

    def test_an_administrator_sees_the_secret_once(self, signed_in, story):
        client = signed_in(make.person(roles.ADMINISTRATOR))
        data = {"name": "Bản tin", "outlet": "VOV", "person": "", "expires_on": ""}
        html = client.post(reverse("api_tokens:add"), data, follow=True).content.decode()
        key = ApiToken.objects.get()
        secret = html.split("lg_")[1].split("<")[0].strip()
        assert digest_of(f"lg_{secret}") == key.digest
        again = client.get(reverse("api_tokens:edit", args=[key.pk])).content.decode()
        assert "lg_" not in again and key.digest not in again
        client.post(reverse("api_tokens:delete", args=[key.pk]))
        key.refresh_from_db()
        assert key.revoked_at

    @pytest.mark.parametrize("role", ["contributor", roles.EDITOR, roles.PRESS])
    def test_nobody_else_makes_one(self, signed_in, role):
        signed_in(make.person(role)).post(reverse("api_tokens:add"), {"name": "x", "outlet": "x"})
        assert not ApiToken.objects.exists()


class TestWhereItWent:
    address = "/admin/reports/press-went/"

    def test_the_province_sees_outlets_and_numbers_of_its_own(self, client, story):
        client.force_login(journalist())
        client.get(f"/press/{story.pk}/figures.csv?download")
        client.logout()
        client.get(f"/press/{story.pk}/summary.json?download")
        Airing.objects.create(
            page=story, outlet="Đài Lạng Sơn", programme="Bản tin tối", aired_at=timezone.now()
        )
        seen = {}
        for who in ("Lạng Sơn", "Cà Mau"):
            client.force_login(make.person("contributor", who))
            seen[who] = client.get(self.address).content.decode()
        for word in ("VTV", "figures.csv", "summary.json", "Đài Lạng Sơn", "Bản tin tối"):
            assert word in seen["Lạng Sơn"] and word not in seen["Cà Mau"], word
        assert "Đỗ Hà" not in seen["Lạng Sơn"]
        client.force_login(make.person(roles.EDITOR))
        assert "VTV" in client.get(self.address).content.decode()
        sheet = client.get(f"{self.address}?export=csv")
        assert "figures.csv" in b"".join(sheet.streaming_content).decode("utf-8-sig")
        assert client.get(f"{self.address}?export=xlsx").status_code == HTTPStatus.OK


class TestAirings:
    data = {"outlet": "VTV1", "programme": "Chuyển động 24h", "aired_at": "2026-01-05T19:00", "link": ""}

    def test_an_accredited_person_reports_and_the_province_reads_it(self, signed_in, story):
        address = reverse("press:airings", args=[story.pk])
        person = journalist()
        assert signed_in(person).post(address, self.data).status_code == HTTPStatus.FOUND
        assert Airing.objects.get().by == person
        page = signed_in(make.person("contributor", "Lạng Sơn")).get(address)
        assert "Chuyển động 24h" in page.content.decode() and page["Cache-Control"] == "private, no-store"

    def test_what_is_to_come_or_no_address_is_refused(self, signed_in, story):
        client = signed_in(journalist())
        for wrong in ({"aired_at": "2099-01-05T19:00"}, {"link": "javascript:alert(1)"}, {"programme": ""}):
            response = client.post(reverse("press:airings", args=[story.pk]), self.data | wrong)
            assert response.status_code == HTTPStatus.OK
        assert not Airing.objects.exists()

    @pytest.mark.parametrize("who", ["nobody", "Cà Mau", "own", "ended"])
    def test_nobody_else_reports(self, client, story, who):
        if who == "ended":
            client.force_login(journalist(accredited_until=timezone.localdate() - timedelta(days=1)))
        elif who != "nobody":
            client.force_login(make.person("contributor", "Lạng Sơn" if who == "own" else who))
        response = client.post(reverse("press:airings", args=[story.pk]), self.data)
        assert response.status_code == HTTPStatus.FORBIDDEN and not Airing.objects.exists()

"""Kits: whole, named safely, right to the byte, resumable; what rights forbid stays out and is named."""

import hashlib
import io
import json
import shutil
import subprocess
from http import HTTPStatus
from types import SimpleNamespace
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command

from accounts import roles
from press.kits import contents, packing
from press.kits.contents import KitStory, forbids
from press.kits.names import safe_name, safe_names
from press.kits.store import kit_address
from press.ranges import Unsatisfiable, asked_range
from press.summary import Medium
from story import actions
from tests import factories as make
from tests.press.summaries import soft_atm

pytestmark = pytest.mark.once

HOSTILE = "..\\..//etc/passwd\r\nX: =1+1 \u202egnp.exe\u202c \x07"


def medium(identity, **fields):
    return {"id": identity, "kind": "document", "title": "Phụ lục", "url": f"http://x/{identity}", **fields}


def original(data, name="library/Phụ lục.pdf"):
    storage = SimpleNamespace(open=lambda _name: ContentFile(data))
    return SimpleNamespace(name=name, size=len(data), storage=storage)


def kit_story(originals=None, prefix="atm-mem-vi-7", **changes):
    return KitStory(soft_atm(**changes), prefix, originals or {})


@pytest.fixture(autouse=True)
def light(monkeypatch, settings, tmp_path):
    """Graphics have tests of their own: a kit of what is drawn quickly is a kit too."""
    settings.ARTEFACTS_ROOT = tmp_path
    real = packing.offered

    def few(summary):
        return tuple(fmt for fmt in real(summary) if not fmt.heavy)

    monkeypatch.setattr(packing, "offered", few)
    monkeypatch.setattr(contents, "offered", few)


def packed(*stories):
    target = io.BytesIO()
    packing.write_kit(list(stories), target)
    return target.getvalue()


def opened(data):
    return ZipFile(io.BytesIO(data))


class TestNames:
    @pytest.mark.parametrize(
        ("text", "name"),
        [
            ("Số liệu quý 3.csv", "so-lieu-quy-3.csv"),
            ("../../etc/passwd", "etc-passwd"),
            ("C:\\x\\y.png", "c-x-y.png"),
            ("con.txt", "file-con.txt"),
            ("LPT1", "file-lpt1"),
            ("...", "file"),
            ("a\u202egnp.exe", "agnp.exe"),
            ("x. ", "x"),
        ],
    )
    def test_are_plain(self, text, name):
        assert safe_name(text) == name

    def test_differ_and_stay_short(self):
        names = safe_names(["A.png", "a.PNG", "a.png", "ă" * 300 + ".png", "ă" * 300 + ".png"])
        assert len(set(names)) == len(names) and max(map(len, names)) == 100
        assert all(name.endswith(".png") for name in names)


class TestContent:
    def test_every_file_has_the_hash_and_size_that_the_manifest_says(self):
        data = b"%PDF " * 100
        story = kit_story(
            {"d": original(data)}, media=[medium("d", sha256=hashlib.sha256(data).hexdigest(), credit="Sở")]
        )
        kit = opened(packed(story))
        listed = json.loads(kit.read("manifest.json"))
        assert {file["name"] for file in listed["files"]} == set(kit.namelist()) - {"manifest.json"}
        for file in listed["files"]:
            content = kit.read(file["name"])
            assert (len(content), hashlib.sha256(content).hexdigest()) == (file["size"], file["sha256"])
        (annex,) = [file for file in listed["files"] if file.get("item") == "d"]
        assert annex["rights"]["credit"] == "Sở" and annex["revision"] == 7

    def test_the_same_content_is_the_same_bytes(self):
        assert packed(kit_story()) == packed(kit_story())

    def test_what_is_packed_already_is_only_stored(self):
        kit = opened(packed(kit_story({"d": original(b"x" * 999)}, media=[medium("d")])))
        kinds = {info.filename: info.compress_type for info in kit.infolist()}
        assert kinds["atm-mem-vi-7-phu-luc.pdf"] == ZIP_STORED
        assert kinds["atm-mem-vi-7-summary.json"] == kinds["README.txt"] == ZIP_DEFLATED

    def test_the_readme_says_in_both_languages_what_each_file_is_for(self):
        kit = opened(packed(kit_story()))
        text = kit.read("README.txt").decode("utf-8-sig")
        assert "HOW TO CREDIT" in text and "Keep the words" in text
        assert text.count("/k/") == 2 and text.count(soft_atm().rights.credit_line) == 2
        for name in set(kit.namelist()) - {"README.txt", "manifest.json"}:
            assert text.count(f"- {name}: ") == 2

    def test_what_rights_forbid_is_left_out_and_named(self):
        story = kit_story(
            {"d": original(b"x")}, media=[medium("d", title="Phim kín", usage_terms="Not for broadcast.")]
        )
        kit = opened(packed(story))
        assert not [name for name in kit.namelist() if "phim" in name]
        assert "Phim kín" in kit.read("README.txt").decode() and "Not for broadcast." in str(
            json.loads(kit.read("manifest.json"))["left_out"]
        )

    def test_what_would_be_too_much_is_left_out_with_its_address(self, settings):
        settings.KIT_MAX_BYTES = 100_000
        story = kit_story({"d": original(b"x" * 100_000)}, media=[medium("d")])
        kit = opened(packed(story))
        assert kit.testzip() is None and "http://x/d" in kit.read("README.txt").decode()

    def test_a_kit_under_embargo_is_marked_in_itself(self):
        held = {"status": "embargoed", "embargo_until": "2031-12-01T06:00:00+07:00", "taken_by": "Đỗ Hà, VTV"}
        kit = opened(packed(kit_story(**held)))
        text = kit.read("README.txt").decode("utf-8-sig")
        assert "Chưa được đăng, phát trước" in text and text.count("Đỗ Hà, VTV") == 2
        assert json.loads(kit.read("manifest.json"))["stories"][0]["taken_by"] == "Đỗ Hà, VTV"

    def test_hostile_words_stay_words(self, tmp_path):
        story = kit_story(
            {"d": original(b"x", "x/..png")},
            headline=HOSTILE,
            media=[medium("d", title=HOSTILE, caption=HOSTILE)],
        )
        data = packed(story)
        for name in opened(data).namelist():
            assert name.isascii() and len(name) <= 100 and not set(name) & set("/\\:\r\n")
        text = opened(data).read("README.txt").decode("utf-8-sig")
        assert "\u202e" not in text and "\nX: " not in text and "=1+1" in text
        target = tmp_path / "kit.zip"
        target.write_bytes(data)
        for tool in ("unzip -t", "7z t"):
            program, argument = tool.split()
            if found := shutil.which(program):
                subprocess.run([found, argument, str(target)], check=True, capture_output=True)


@pytest.mark.parametrize(
    ("terms", "forbidden"),
    [
        ("Không được phát sóng.", True),
        ("KHÔNG ĐĂNG LẠI", True),
        ("All rights reserved", True),
        ("not for redistribution", True),
        ("Được dùng lại khi ghi nguồn.", False),
        ("Không được sửa số liệu.", False),
        ("CC BY 4.0", False),
    ],
)
def test_words_that_forbid(terms, forbidden):
    assert forbids(Medium(id="m", kind="video", usage_terms=terms)) is forbidden


@pytest.mark.parametrize(
    ("header", "answer"),
    [
        ("bytes=0-", (0, 9)),
        ("bytes=4-5", (4, 5)),
        ("bytes=8-99", (8, 9)),
        ("bytes=-3", (7, 9)),
        ("bytes=-99", (0, 9)),
        ("", None),
        ("bytes=5-4", None),
        ("bytes=0-1,3-4", None),
        ("lines=0-1", None),
        ("bytes=-", None),
    ],
)
def test_ranges(header, answer):
    assert asked_range(header, 10) == answer


@pytest.mark.parametrize("header", ["bytes=10-", "bytes=-0", "bytes=999999999999999999-"])
def test_ranges_behind_the_end(header):
    with pytest.raises(Unsatisfiable):
        asked_range(header, 10)


@pytest.fixture
def story(newsroom):
    return make.publish_through_workflow(make.story_page(headline="Chữ ký số", figures=[make.figure()]))


def body(response):
    return b"".join(response.streaming_content)


@pytest.mark.django_db
class TestOverHttp:
    def test_a_download_that_broke_off_goes_on(self, client, story):
        address = kit_address([story.pk])
        whole = client.get(address)
        data = body(whole)
        assert whole["Accept-Ranges"] == "bytes" and int(whole["Content-Length"]) == len(data)
        rest = client.get(address, headers={"Range": "bytes=100-", "If-Range": whole["ETag"]})
        assert (rest.status_code, body(rest)) == (HTTPStatus.PARTIAL_CONTENT, data[100:])
        assert rest["Content-Range"] == f"bytes 100-{len(data) - 1}/{len(data)}"
        other = client.get(address, headers={"Range": "bytes=100-", "If-Range": '"another"'})
        assert (other.status_code, body(other)) == (HTTPStatus.OK, data)
        behind = client.get(address, headers={"Range": f"bytes={len(data)}-"})
        assert behind.status_code == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE
        assert behind["Content-Range"] == f"bytes */{len(data)}"
        assert int(client.head(address)["Content-Length"]) == len(data)
        again = client.get(address, headers={"If-None-Match": whole["ETag"]})
        assert again.status_code == HTTPStatus.NOT_MODIFIED

    def test_several_stories_are_one_kit(self, client, story):
        other = make.publish_through_workflow(make.story_page(headline="Bản đồ lúa", figures=[make.figure()]))
        listed = json.loads(opened(body(client.get(kit_address([story.pk, other.pk])))).read("manifest.json"))
        assert [item["headline"] for item in listed["stories"]] == ["Chữ ký số", "Bản đồ lúa"]

    def test_kits_of_several_stories_keep_to_their_share_of_the_disk(self, client, story, settings):
        settings.KITS_KEPT_BYTES = 1
        other, third = (make.publish_through_workflow(make.story_page()) for _number in range(2))
        body(client.get(kit_address([story.pk])))
        for pair in ([story.pk, other.pk], [story.pk, third.pk]):
            assert opened(body(client.get(kit_address(pair)))).testzip() is None
        kept = sorted(path.name.partition("-")[2] for path in settings.ARTEFACTS_ROOT.rglob("*kit.zip"))
        assert kept == ["kit.zip", "several-kit.zip"]

    def test_too_many_at_once_are_refused_in_words(self, client, story, settings):
        settings.KIT_MAX_STORIES = 1
        response = client.get(kit_address([story.pk, story.pk + 1]))
        assert response.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE

    def test_the_command_writes_the_same(self, client, story, tmp_path):
        target = tmp_path / "out" / "kit.zip"
        call_command("export_story", story.pk, name="kit.zip", output=target, stdout=io.StringIO())
        assert target.read_bytes() == body(client.get(kit_address([story.pk])))

    def test_a_draft_has_none_and_a_withdrawn_story_none_any_more(self, client, story):
        draft = make.story_page(headline="Bản nháp")
        assert client.get(kit_address([draft.pk])).status_code == HTTPStatus.NOT_FOUND
        assert client.get(kit_address([story.pk, draft.pk])).status_code == HTTPStatus.NOT_FOUND
        actions.withdraw(story, make.superuser(), "Nguồn rút tin.")
        for address in (kit_address([story.pk]), kit_address([draft.pk, story.pk])):
            assert client.get(address).status_code in (HTTPStatus.GONE, HTTPStatus.NOT_FOUND)

    def test_before_its_time_it_is_made_for_each_person_and_kept_nowhere(self, signed_in, story, settings):
        held = make.embargoed(headline="Chưa công bố", figures=[make.figure()])
        address = kit_address([story.pk, held.pk])
        assert signed_in(make.person("contributor", "Huế")).get(address).status_code == HTTPStatus.NOT_FOUND
        response = signed_in(make.person(roles.PRESS, last_name="Đỗ", first_name="Hà")).get(address)
        kit = opened(body(response))
        assert response["Cache-Control"] == "private, no-store"
        stories = json.loads(kit.read("manifest.json"))["stories"]
        assert [item["taken_by"] for item in stories] == [None, "Đỗ Hà"]
        assert not list(settings.ARTEFACTS_ROOT.rglob("*kit.zip"))

"""A translation as a file for other programs: nothing is lost on the way, and nothing is written before it was seen."""

import re
from copy import deepcopy

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from lxml import etree
from translate.storage.po import pofile
from translate.storage.xliff2 import Xliff2File
from wagtail_localize.models import StringTranslation

from accounts import roles
from library.loading import load_glossary
from story import actions
from story.models import StoryPage
from tests.factories import edit, figure, paragraph, person, publish_through_workflow, story_page, superuser
from tests.translation.working import begin

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]
X = "{urn:oasis:names:tc:xliff:document:2.0}"
SIZE = "{urn:oasis:names:tc:xliff:sizerestriction:2.0}sizeRestriction"
SOURCE = "Tỉnh có 1.234,5 tấn."
RIGHT = "The province had 1,234.5 tonnes."
WRONG = "The province had 9,999 tonnes."
FORMATS = ["xlf", "po"]


@pytest.fixture
def begun():
    """A public story with a figure, a link, bold text and a break in it, half of it translated."""
    load_glossary()
    told = figure("68", "điểm bán")
    rich = (
        f'Có <a linktype="figure" id="{told["id"]}">68 điểm</a> &amp; <b>chợ</b> ở '
        '<a href="https://example.com/">trang này</a>,<br/>còn &lt;nữa&gt;.'
    )
    content = {"problem": [paragraph(SOURCE), paragraph(rich)]}
    page = publish_through_workflow(story_page(headline="Chợ số", figures=[told], content=content))
    translation = begin(page)
    write(translation, SOURCE, RIGHT)
    return translation


def segment(translation, text):
    return translation.source.stringsegment_set.select_related("string", "context").get(
        string__data__contains=text
    )


def write(translation, source, text, **fields):
    one = segment(translation, source)
    row, _new = StringTranslation.objects.update_or_create(
        translation_of=one.string,
        context=one.context,
        locale=translation.target_locale,
        defaults={"data": text, "translation_type": "manual", **fields},
    )
    return row


def state(translation):
    rows = StringTranslation.objects.filter(locale=translation.target_locale)
    return sorted(
        rows.values_list("translation_of", "context", "data", "has_error", "tool_name", "translation_type")
    )


def download(client, translation, name):
    return client.get(
        reverse(f"translation_{'xliff' if name == 'xlf' else 'po'}_download", args=[translation.pk])
    )


def send(client, translation, content, name="file.xlf"):
    content = content if isinstance(content, bytes) else content.encode()
    address = reverse("translation_handover", args=[translation.pk])
    return client.post(address, {"file": SimpleUploadedFile(name, content)})


def take(client, translation, preview):
    token = preview.context["token"]
    return client.post(reverse("translation_handover", args=[translation.pk]), {"token": token}, follow=True)


def told(response):
    return " ".join(str(message) for message in response.context["messages"])


@pytest.fixture
def translator(signed_in):
    return signed_in(person(roles.TRANSLATOR))


def translated(data, name, source, target):
    """The file with one string translated, as another program does it."""
    if name == "po":
        file = pofile.parsestring(data)
        for unit in file.units:
            if str(unit.source) == source:
                unit.target = target
        return bytes(file)
    root = etree.fromstring(data)
    for one in root.iter(f"{X}segment"):
        if "".join(one.find(f"{X}source").itertext()) == re.sub(r"<[^>]*>", "", source):
            found = one.find(f"{X}target")
            found = etree.SubElement(one, f"{X}target") if found is None else found
            for child in list(found):
                found.remove(child)
            found.text = target
    return etree.tostring(root)


class TestXliff:
    def test_units_are_named_by_their_blocks_and_carry_limits_and_notes(self, translator, begun):
        root = etree.fromstring(download(translator, begun, "xlf").content)
        assert (root.get("version"), root.get("srcLang"), root.get("trgLang")) == ("2.1", "vi", "en")
        units = {unit.get("id"): unit for unit in root.iter(f"{X}unit")}
        one = segment(begun, SOURCE)
        assert units[one.context.path].findtext(f".//{X}source") == SOURCE
        assert units["title"].get(SIZE) == "255"
        label = next(unit for name, unit in units.items() if name.endswith(".label"))
        assert label.get(SIZE) == "200"
        assert any("200" in note.text for note in label.iter(f"{X}note"))
        assert len(units) == begun.source.stringsegment_set.count()

    def test_figures_are_locked_codes_and_links_stay(self, translator, begun):
        root = etree.fromstring(download(translator, begun, "xlf").content)
        source = next(one for one in root.iter(f"{X}source") if one.find(f"{X}ph") is not None)
        code = source.find(f"{X}ph")
        assert (code.get("canDelete"), code.get("canCopy"), code.get("disp")) == ("no", "no", "68 điểm")
        kinds = [(child.tag.removeprefix(X), child.get("type"), child.get("canDelete")) for child in source]
        assert kinds == [
            ("ph", "other", "no"),
            ("pc", "fmt", None),
            ("pc", "link", "no"),
            ("ph", "fmt", None),
        ]
        assert "68" not in "".join(source.itertext())

    def test_a_figure_of_the_target_shows_the_form_of_its_record(self, translator, begun):
        data = download(translator, begun, "xlf").content.decode()
        assert "là số liệu" in data


class TestRoundTrip:
    def target(self, begun):
        rich = segment(begun, "<b>")
        return re.sub("chợ", "markets", rich.string.data).replace("còn", "and").replace("ở", "at")

    @pytest.mark.parametrize("name", FORMATS)
    def test_what_comes_back_untouched_changes_nothing(self, name, translator, begun):
        write(begun, "<b>", self.target(begun))
        write(begun, "Nội dung phần results.", "Machine", translation_type="machine", tool_name="x")
        before = state(begun)
        preview = send(translator, begun, download(translator, begun, name).content)
        assert preview.context["plan"].changes == []
        assert state(begun) == before

    def test_another_program_reads_every_xliff_unit_and_writes_it_back_without_loss(self, translator, begun):
        write(begun, "<b>", self.target(begun))
        data = download(translator, begun, "xlf").content
        store = Xliff2File.parsestring(data)
        assert len(store.units) == begun.source.stringsegment_set.count()
        by_id = {unit.getid(): unit for unit in store.units}
        one = segment(begun, SOURCE)
        unit = by_id[one.context.path]
        assert (str(unit.source), str(unit.target)) == (SOURCE, RIGHT)
        preview = send(translator, begun, bytes(store))
        assert "errors" not in preview.context
        assert preview.context["plan"].changes == []

    def test_another_program_reads_every_po_unit_with_context_notes_and_limit(self, translator, begun):
        data = download(translator, begun, "po").content
        store = pofile.parsestring(data)
        units = {unit.getcontext(): unit for unit in store.units if not unit.isheader()}
        one = segment(begun, SOURCE)
        assert (str(units[one.context.path].source), str(units[one.context.path].target)) == (SOURCE, RIGHT)
        assert "255" in units["title"].getnotes()
        assert "max-length:255" in polib.pofile(data.decode())[0].flags
        assert send(translator, begun, bytes(store), "x.po").context["plan"].changes == []

    @pytest.mark.parametrize("name", FORMATS)
    def test_what_another_program_translated_is_shown_and_then_taken(self, name, translator, begun):
        data = translated(
            download(translator, begun, name).content, name, "Nội dung phần steps.", "The steps."
        )
        before = state(begun)
        preview = send(translator, begun, data)
        assert [change.new for change in preview.context["plan"].changes] == ["The steps."]
        assert "The steps." in preview.content.decode() and state(begun) == before
        take(translator, begun, preview)
        row = StringTranslation.objects.get(data="The steps.")
        assert (row.translation_type, row.has_error) == ("manual", False)
        assert row.last_translated_by_id == int(translator.session["_auth_user_id"])

    def test_a_new_target_with_all_codes_is_rebuilt_with_the_words_of_the_figure(self, translator, begun):
        root = etree.fromstring(download(translator, begun, "xlf").content)
        source = next(one for one in root.iter(f"{X}source") if one.find(f"{X}ph") is not None)
        target = etree.SubElement(source.getparent(), f"{X}target")
        target.text = "At "
        for child, tail in ((source[2], " there are "), (source[0], ".")):
            code = deepcopy(child)
            code.tail = tail
            target.append(code)
        take(translator, begun, send(translator, begun, etree.tostring(root)))
        row = StringTranslation.objects.get(translation_of=segment(begun, "<b>").string)
        assert re.fullmatch(r'At <a id="a2">trang này</a> there are <a id="a1">68[^<]*</a>\.', row.data)
        assert not row.has_error


def with_target(data, change):
    """An XLIFF file whose string with codes is translated by `change(source element, target element)`."""
    root = etree.fromstring(data)
    source = next(one for one in root.iter(f"{X}source") if one.find(f"{X}ph") is not None)
    change(source, etree.SubElement(source.getparent(), f"{X}target"))
    return etree.tostring(root)


class TestCopies:
    @pytest.mark.parametrize("name", FORMATS)
    def test_the_preview_says_which_sentence_is_the_original_s_own(self, name, translator, begun):
        copied, done = "Nội dung phần steps.", "Nội dung phần results."
        data = download(translator, begun, name).content
        data = translated(translated(data, name, copied, copied), name, done, "The results.")
        preview = send(translator, begun, data)
        said = {change.original: " ".join(change.warnings) for change in preview.context["plan"].changes}
        assert "chữ của bản gốc" in said[copied] and not said[done]
        assert said[copied] in preview.content.decode()

    def test_what_stays_on_purpose_is_no_copy(self, translator, begun):
        write(begun, "Chợ số", "Chợ số", tool_name="as-is")
        preview = send(translator, begun, download(translator, begun, "xlf").content)
        assert not preview.context["plan"].changes


class TestRefusal:
    def refused(self, translator, begun, data, *words):
        before = state(begun)
        response = send(translator, begun, data)
        assert response.status_code == 200
        assert "token" not in response.context
        said = " ".join(response.context["errors"])
        assert all(word in said for word in words), said
        assert state(begun) == before

    @pytest.mark.parametrize("name", FORMATS)
    def test_one_wrong_number_refuses_the_whole_file(self, name, translator, begun):
        data = download(translator, begun, name).content
        data = translated(data, name, "Nội dung phần steps.", "The steps.")
        data = translated(data, name, SOURCE, WRONG)
        self.refused(translator, begun, data, "9,999", "1.234,5")

    @pytest.mark.parametrize("name", FORMATS)
    def test_a_text_that_is_too_long_is_refused_with_both_lengths(self, name, translator, begun):
        data = translated(download(translator, begun, name).content, name, "Chợ số", "x" * 256)
        self.refused(translator, begun, data, "256", "255")

    @pytest.mark.parametrize("name", FORMATS)
    def test_the_file_of_another_story_is_refused(self, name, translator, begun):
        page = publish_through_workflow(story_page(headline="Chợ khác"))
        other = begin(page)
        self.refused(translator, begun, download(translator, other, name).content, "bản dịch khác")

    @pytest.mark.parametrize("name", FORMATS)
    def test_an_original_that_changed_since_is_refused(self, name, translator, begun):
        data = download(translator, begun, name).content
        data = data.replace("Nội dung phần steps.".encode(), "Nội dung cũ.".encode())
        self.refused(translator, begun, data, "đã thay đổi")

    def test_a_figure_that_is_missing_or_doubled_or_foreign_is_refused(self, translator, begun):
        data = download(translator, begun, "xlf").content

        def missing(source, target):
            target.text = "Nothing"

        def doubled(source, target):
            for child in (source[0], source[0], source[2]):
                target.append(deepcopy(child))

        def foreign(source, target):
            etree.SubElement(target, f"{X}ph", id="a9")

        def script(source, target):
            etree.SubElement(target, f"{X}pc", id="script1").text = "alert(1)"

        self.refused(translator, begun, with_target(data, missing), "a1")
        self.refused(translator, begun, with_target(data, doubled), "a1")
        self.refused(translator, begun, with_target(data, foreign), "a9")
        self.refused(translator, begun, with_target(data, script), "script1")

    def test_markup_that_localize_does_not_know_is_refused_in_a_po_file(self, translator, begun):
        data = download(translator, begun, "po").content
        data = translated(data, "po", "Nội dung phần steps.", "<script>alert(1)</script>")
        self.refused(translator, begun, data, "script")

    @pytest.mark.parametrize(
        "content",
        [
            b"",
            b"\xff\xfe\x00",
            b'msgid "open',
            b'msgid "a"\nmsgstr "b"\n',
            b"<xliff",
            b"<html/>",
            b'<xliff version="1.2"/>',
            b'<xliff version="2.1"/>',
            b'<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><xliff version="2.1">&c;</xliff>',
            b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><xliff version="2.1">&a;</xliff>',
            b'<xliff version="2.1">' + b"<a>" * 50_000 + b"</a>" * 50_000 + b"</xliff>",
            b'<xliff version="2.1">' + b" " * 5_000_001 + b"</xliff>",
        ],
    )
    def test_hostile_and_broken_files_are_refused_in_words(self, content, translator, begun):
        self.refused(translator, begun, content)

    def test_deep_codes_are_refused(self, translator, begun):
        deep = "".join(f'<pc id="b{number}">' for number in range(500)) + "x" + "</pc>" * 500
        data = download(translator, begun, "xlf").content.decode()
        data = data.replace(f"<target>{RIGHT}</target>", f"<target>{deep}</target>")
        self.refused(translator, begun, data)


class TestConflict:
    @pytest.mark.parametrize("name", FORMATS)
    def test_a_string_that_changed_since_the_preview_is_shown_once_more(self, name, translator, begun):
        data = translated(
            download(translator, begun, name).content, name, "Nội dung phần steps.", "The steps."
        )
        preview = send(translator, begun, data)
        write(begun, "Nội dung phần steps.", "Typed meanwhile.")
        again = take(translator, begun, preview)
        assert "Typed meanwhile." in again.content.decode()
        assert not StringTranslation.objects.filter(data="The steps.").exists()
        take(translator, begun, again)
        assert StringTranslation.objects.filter(data="The steps.").exists()

    def test_a_source_that_changed_since_the_preview_is_a_conflict(self, translator, begun):
        data = translated(download(translator, begun, "xlf").content, "xlf", "Chợ số", "Digital market")
        preview = send(translator, begun, data)
        edit(StoryPage.objects.get(pk=begun.source.get_source_instance().pk), title="Tít mới").publish()
        begun.source.update_from_db()
        again = take(translator, begun, preview)
        assert again.context["errors"]
        assert not StringTranslation.objects.filter(data="Digital market").exists()

    def test_a_preview_is_good_for_its_person_and_its_translation_alone(self, signed_in, translator, begun):
        data = translated(download(translator, begun, "xlf").content, "xlf", "Chợ số", "Digital market")
        preview = send(translator, begun, data)
        take(signed_in(person(roles.TRANSLATOR)), begun, preview)
        assert not StringTranslation.objects.filter(data="Digital market").exists()


class TestWho:
    def test_who_may_not_edit_the_translation_takes_nothing_away_and_brings_nothing(
        self, signed_in, translator, begun
    ):
        data = translated(download(translator, begun, "xlf").content, "xlf", "Chợ số", "Digital market")
        client = signed_in(person("contributor"))
        for name in FORMATS:
            assert download(client, begun, name).status_code == 302
        assert send(client, begun, data).status_code == 302
        address = reverse("wagtail_localize:download_pofile", args=[begun.pk])
        assert client.get(address).status_code == 302

    def test_a_translation_that_is_being_checked_takes_no_file(self, translator, begun):
        data = translated(download(translator, begun, "xlf").content, "xlf", "Chợ số", "Digital market")
        for one in begun.source.stringsegment_set.select_related("string"):
            if one.string.data != SOURCE:
                write(begun, one.string.data, f"EN {one.string.data}")
        begun.save_target(user=superuser(), publish=False)
        draft = StoryPage.objects.get(translation_key=begun.source.object_id, locale=begun.target_locale)
        actions.submit(draft, superuser())
        response = send(translator, begun, data)
        assert response.url == reverse("wagtailadmin_pages:edit", args=[draft.pk])
        assert not StringTranslation.objects.filter(data="Digital market").exists()

    def test_localizes_own_button_for_po_leads_to_the_preview(self, translator, begun):
        data = translated(download(translator, begun, "po").content, "po", "Chợ số", "Digital market")
        address = reverse("wagtail_localize:upload_pofile", args=[begun.pk])
        preview = translator.post(address, {"file": SimpleUploadedFile("x.po", data)})
        assert [change.new for change in preview.context["plan"].changes] == ["Digital market"]
        assert not StringTranslation.objects.filter(data="Digital market").exists()

    def test_the_page_of_the_translation_leads_to_the_files(self, translator, begun):
        draft = StoryPage.objects.get(translation_key=begun.source.object_id, locale=begun.target_locale)
        parent = translator.get(
            reverse("wagtailadmin_explore", args=[draft.get_parent().pk])
        ).content.decode()
        assert reverse("translation_handover", args=[begun.pk]) in parent
        screen = translator.get(reverse("translation_handover", args=[begun.pk]))
        assert screen.status_code == 200

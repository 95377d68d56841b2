"""A machine drafts by a button alone; figures and terms are kept from it, and nothing of it goes out unconfirmed."""

import pytest
from django.urls import reverse
from wagtail_localize.machine_translators.base import BaseMachineTranslator
from wagtail_localize.models import StringTranslation
from wagtail_localize.strings import StringValue

from accounts import roles
from library.loading import load_glossary
from story import actions
from story.models import StoryPage
from tests.factories import edit, figure, paragraph, person, publish_through_workflow, story_page, superuser
from tests.translation.working import begin
from translation import machine

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]
DUMMY = {"CLASS": "wagtail_localize.machine_translators.dummy.DummyTranslator", "OPTIONS": {}}
SOURCE = "Chuyển đổi số giúp <b>xã</b> có 68 điểm và nhiều chợ."


class Scripted(BaseMachineTranslator):
    """Answers what a test says; remembers what it was sent."""

    display_name = "Scripted"

    def __init__(self, answer):
        super().__init__({})
        self.answer, self.sent = answer, []

    def translate(self, source_locale, target_locale, strings):
        self.sent += [string.data for string in strings]
        return {string: StringValue(self.answer(string.data)) for string in strings}

    def can_translate(self, source_locale, target_locale):
        return True


@pytest.fixture
def begun():
    """A public story with a figure and a term in its problem, whose translation has begun."""
    load_glossary()
    told = figure("68", "điểm")
    text = SOURCE.replace("68 điểm", f'<a linktype="figure" id="{told["id"]}">68 điểm</a>')
    page = publish_through_workflow(story_page(figures=[told], content={"problem": [paragraph(text)]}))
    return begin(page)


@pytest.fixture
def scripted(monkeypatch):
    """A function that puts a machine with given answers in the place of a service."""

    def put(answer):
        translator = Scripted(answer)
        monkeypatch.setattr(machine, "get_machine_translator", lambda: translator)
        return translator

    return put


def english_of(translation):
    return StoryPage.objects.get(translation_key=translation.source.object_id, locale__language_code="en")


def ask(client, translation):
    return client.post(reverse("wagtail_localize:machine_translate", args=[translation.pk]), follow=True)


def sentence(translation):
    return StringTranslation.objects.get(
        translation_of__data__contains="<a id", locale=translation.target_locale
    )


def told(response):
    return " ".join(str(message) for message in response.context["messages"])


class TestAsking:
    def test_the_machine_fills_what_is_empty_and_marks_it_as_its_own(self, signed_in, begun, settings):
        settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = DUMMY
        title = begun.source.stringsegment_set.get(context__path="title")
        StringTranslation.objects.create(
            translation_of=title.string, context=title.context, locale=begun.target_locale, data="Mine"
        )
        ask(signed_in(person(roles.TRANSLATOR)), begun)
        assert sentence(begun).translation_type == "machine"
        assert StringTranslation.objects.get(translation_of=title.string).data == "Mine"

    def test_figures_and_terms_come_back_whole_whatever_the_machine_makes_of_them(
        self, signed_in, begun, settings
    ):
        settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = DUMMY
        ask(signed_in(person(roles.TRANSLATOR)), begun)
        data = sentence(begun).data
        assert '<a id="a1">68 điểm</a>' in data
        assert "digital transformation" in data.lower()
        assert "kept" not in data and "span" not in data

    def test_the_machine_is_told_to_leave_them_alone(self, signed_in, begun, scripted):
        translator = scripted(lambda text: text)
        ask(signed_in(person(roles.TRANSLATOR)), begun)
        sent = next(text for text in translator.sent if "68" in text)
        assert 'translate="no"' in sent and ">68 điểm</span>" in sent
        assert "Chuyển đổi số" not in sent

    def test_an_answer_that_lost_a_figure_is_not_taken(self, signed_in, begun, scripted):
        scripted(lambda text: "Digital transformation helps." if "68" in text else text)
        response = ask(signed_in(person(roles.TRANSLATOR)), begun)
        assert not StringTranslation.objects.filter(translation_of__data__contains="<a id").exists()
        assert "1" in told(response)

    def test_a_wrong_number_of_the_machine_is_marked(self, signed_in, begun, scripted):
        scripted(lambda text: f"{text} 999" if "68" in text else text)
        assert "999" in told(ask(signed_in(person(roles.TRANSLATOR)), begun))
        assert sentence(begun).has_error

    def test_script_in_an_answer_is_not_taken(self, signed_in, begun, scripted):
        scripted(lambda text: f"{text}<script>alert(1)</script>" if "68" in text else text)
        ask(signed_in(person(roles.TRANSLATOR)), begun)
        assert not StringTranslation.objects.filter(data__contains="script").exists()

    def test_a_machine_that_fails_changes_nothing_and_says_so(self, signed_in, begun, scripted):
        def fail(_text):
            raise ConnectionError

        scripted(fail)
        response = ask(signed_in(person(roles.TRANSLATOR)), begun)
        assert told(response)
        assert not StringTranslation.objects.exists()

    def test_without_one_the_button_answers_in_words(self, signed_in, begun):
        assert told(ask(signed_in(person(roles.TRANSLATOR)), begun))
        assert not StringTranslation.objects.exists()

    def test_who_may_not_edit_the_translation_asks_nothing(self, signed_in, begun, scripted):
        translator = scripted(lambda text: text)
        ask(signed_in(person("contributor")), begun)
        assert translator.sent == []

    def test_bringing_changes_in_never_asks_it(self, signed_in, begun, settings):
        settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = DUMMY
        page = begun.source.get_source_instance()
        edit(StoryPage.objects.get(pk=page.pk), title="Tít mới").publish()
        address = reverse("wagtail_localize:update_translations", args=[begun.source_id])
        signed_in(person(roles.TRANSLATOR)).post(address, {"use_machine_translation": "on"})
        assert not StringTranslation.objects.filter(translation_type="machine").exists()


class TestConfirming:
    @pytest.fixture
    def drafted(self, begun, scripted, signed_in):
        """The whole translation as a machine wrote it, without a mistake."""
        scripted(lambda text: f"EN {text}")
        ask(signed_in(person(roles.TRANSLATOR)), begun)
        slug = begun.source.stringsegment_set.filter(context__path="slug").first()
        if slug:
            StringTranslation.objects.create(
                translation_of=slug.string, context=slug.context, locale=begun.target_locale, data="a-market"
            )
        assert begun.get_progress()[0] == begun.get_progress()[1]
        return begun

    def confirm(self, client, translation):
        address = reverse("translation_machine_confirm", args=[translation.pk])
        tickets = [ticket for ticket, *_row in client.get(address).context["rows"]]
        return client.post(address, {"string": tickets})

    def test_what_nobody_confirmed_is_not_sent(self, signed_in, drafted):
        client = signed_in(person(roles.TRANSLATOR))
        address = reverse("translation_submit", args=[english_of(drafted).pk])
        assert (
            reverse("translation_machine_confirm", args=[drafted.pk]) in client.get(address).content.decode()
        )
        client.post(address)
        assert not english_of(drafted).workflow_in_progress

    def test_nor_published_in_an_emergency(self, drafted):
        drafted.save_target(user=superuser(), publish=False)
        with pytest.raises(actions.IncompleteStoryError, match="máy"):
            actions.publish(english_of(drafted), superuser(), reason="Gấp")

    def test_what_a_person_confirmed_is_sent(self, signed_in, drafted):
        client = signed_in(person(roles.TRANSLATOR))
        self.confirm(client, drafted)
        assert not machine.unconfirmed(drafted).exists()
        client.post(reverse("translation_submit", args=[english_of(drafted).pk]))
        assert english_of(drafted).workflow_in_progress

    def test_a_string_that_changed_since_it_was_read_is_not_confirmed(self, signed_in, drafted):
        client = signed_in(person(roles.TRANSLATOR))
        address = reverse("translation_machine_confirm", args=[drafted.pk])
        tickets = [ticket for ticket, *_row in client.get(address).context["rows"]]
        StringTranslation.objects.filter(pk=sentence(drafted).pk).update(data="Other words")
        client.post(address, {"string": tickets})
        assert [row.data for row in machine.unconfirmed(drafted)] == ["Other words"]

    def test_saving_it_in_the_editor_confirms_it_too(self, signed_in, drafted):
        row = sentence(drafted)
        segment = drafted.source.stringsegment_set.get(string=row.translation_of_id)
        address = reverse("wagtail_localize:edit_string_translation", args=[drafted.pk, segment.pk])
        client = signed_in(person(roles.TRANSLATOR))
        client.put(address, f"value={row.data}", content_type="application/x-www-form-urlencoded")
        assert row.pk not in machine.unconfirmed(drafted).values_list("pk", flat=True)

"""Units stay apart: every address of the admin that takes an id, asked and posted with what belongs to another unit."""

import itertools
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.test import Client
from django.utils.regex_helper import normalize
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Comment

from accounts import roles
from delivery.addresses import addresses
from delivery.audiences import Audience, audience_of
from library.models import LibraryDocument, LibraryImage
from story import actions
from story.models import Contributor, FigureProposal, Question, StoryPage
from tests.factories import figure, person, province_page, story_page, submission, superuser
from tests.story.files import recording

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom"), pytest.mark.once]
CANARY = "canary-5e1d7"
ROOMS = ("accounts", "places", "library", "story", "editions", "home", "press", "translation")
WAGTAIL = ("Page", "Revision", "TaskState", "WorkflowState", "Comment", "Collection", "GroupPagePermission")
# Whoever asks leaves a trace of the asking itself.
OWN_TRACES = {"Rendition", "Notification"}
MODELS = [("story", "storypage"), ("wagtailcore", "page"), ("library", "libraryimage")]
ANSWERS = {
    "title": "x",
    "name": "x",
    "comment": "x",
    "reason": "x",
    "verb": "sign_off",
    "note": "x",
    "slug": "x",
    "action": "approve",
    "new_title": "x",
    "new_slug": "x",
    "locales": ["2"],
    "body-count": "0",
}
PAIRS = [("Lạng Sơn", "Cà Mau"), ("Bộ Y tế", "Lạng Sơn")]


def hidden_objects(unit):
    """What a unit has that is not public: a story in its workflow and all that hangs on it, files, what was sent in."""
    author = person("contributor", unit)
    page = story_page(unit, headline=CANARY, standfirst=CANARY, figures=[figure(label=CANARY)], author=author)
    actions.submit(page, author)
    page = StoryPage.objects.get(pk=page.pk)
    collection = Collection.objects.get(name=page.get_parent().specific.unit.full_name)
    comment = Comment.objects.create(page=page, user=author, text=CANARY, contentpath="body")
    image = LibraryImage.objects.create(
        title=CANARY, file=get_test_image_file(), collection=collection, uploaded_by_user=author
    )
    document = LibraryDocument.objects.create(
        title=CANARY, file=ContentFile(b"x", name="x.txt"), collection=collection
    )
    sent = submission(CANARY, unit=unit, problem=CANARY)
    person_page = Contributor.objects.create(name=CANARY, unit=page.get_parent().specific.unit)
    question = Question.objects.create(page=page, name=CANARY, text=CANARY)
    proposal = FigureProposal.objects.create(
        page=page, position=0, sentence=CANARY, printed="5", start=0, end=1, quantity={"value": "5"}
    )
    sound = recording(unit=unit, title=CANARY)
    state = page.current_workflow_state
    return SimpleNamespace(
        page=page,
        province=page.get_parent(),
        revision=page.latest_revision_id,
        collection=collection.pk,
        image=image.pk,
        document=document.pk,
        task_state=state.current_task_state_id,
        task=state.current_task_state.task_id,
        state=state.pk,
        comment=comment.pk,
        submission=sent.pk,
        contributor=person_page.pk,
        question=question.pk,
        proposal=proposal.pk,
        sound=sound.pk,
    )


def candidates(hidden):
    """The values that each name in a route may take; a name that is not here takes the id of every hidden object."""
    page, revision = [hidden.page.pk], [hidden.revision]
    every = sorted({value for value in vars(hidden).values() if isinstance(value, int)} | set(page))
    named = {
        **dict.fromkeys(("page_id", "page_pk", "page_to_move_id", "object_id"), page),
        **dict.fromkeys(("parent_page_id", "destination_id"), [hidden.province.pk]),
        **dict.fromkeys(("revision_id", "revision_id_a", "revision_id_b"), revision),
        **dict.fromkeys(("image_id",), [hidden.image]),
        **dict.fromkeys(("document_id", "doc_id"), [hidden.document]),
        "collection_id": [hidden.collection],
        "task_state_id": [hidden.task_state],
        "task_id": [hidden.task],
        "workflow_state_id": [hidden.state],
        "workflow_pk": [1],
        "session_id": [1],
        "filter_spec": ["original"],
        "mode": ["", "infographic"],
        "action_name": ["approve", "publish", "delete"],
        "action": ["delete", "move", "publish", "unpublish"],
    }
    labels = dict.fromkeys(("app_label", "app_name", "content_type_app_name"), [m[0] for m in MODELS])
    names = dict.fromkeys(("model_name", "content_type_model_name"), [m[1] for m in MODELS])
    return named | labels | names, every


def asked(hidden):
    """Every address of the admin that has a place for something, filled with what is hidden."""
    named, every = candidates(hidden)
    for address in addresses():
        if audience_of(address.route) is not Audience.STAFF:
            continue
        for text, places in normalize(address.regex):
            choices = [named.get(name, every) for name in places]
            for values in itertools.product(*choices) if places else ():
                yield "/" + text % dict(zip(places, values, strict=True))


def state():
    """Every row that somebody's asking could change."""
    models = [model for room in ROOMS for model in apps.get_app_config(room).get_models()]
    models += [apps.get_model("wagtailcore", name) for name in WAGTAIL]
    return {
        model.__name__: list(model._base_manager.order_by("pk").values_list())
        for model in models
        if model.__name__ not in OWN_TRACES
    }


def shown(response):
    """Everything an answer says."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.decode("utf-8", "replace") + str(response.headers)


@pytest.fixture(params=PAIRS, ids=[f"{one} asks for {other}" for one, other in PAIRS])
def sides(request):
    """A signed-in contributor of one unit, and what another unit hides."""
    stranger, unit = request.param
    hidden = hidden_objects(unit)
    member = person("contributor", stranger)
    client = Client(raise_request_exception=False)
    client.force_login(member)
    return client, hidden


class TestEveryAddressWithAnId:
    def test_none_shows_what_another_unit_hides(self, sides):
        client, hidden = sides
        found = {}
        for address in asked(hidden):
            response = client.get(address)
            if response.status_code >= 500 or CANARY in shown(response):
                found[address] = response.status_code
        assert found == {}

    def test_none_changes_it(self, sides):
        client, hidden = sides
        before, broken = state(), []
        for address in asked(hidden):
            if client.post(address, ANSWERS).status_code >= 500:
                broken.append(address)
        now = state()
        assert [name for name in before if before[name] != now[name]] == []
        assert broken == []

    def test_the_walk_is_not_empty_and_the_unit_itself_sees_its_own(self, sides, signed_in):
        _client, hidden = sides
        own = signed_in(hidden.page.owner)
        seen = [address for address in asked(hidden) if CANARY in shown(own.get(address))]
        assert len(list(asked(hidden))) > 300
        assert f"/admin/pages/{hidden.page.pk}/history/" in seen


@pytest.mark.parametrize("role", ["contributor", roles.EDITOR, roles.APPROVER, None])
def test_the_api_of_the_admin_changes_no_page(signed_in, role):
    page = hidden_objects("Cà Mau").page
    client = signed_in(person(role) if role else superuser())
    before = state()
    for pk in (page.pk, page.get_parent().pk, page.get_parent().get_parent().pk):
        for action in ("publish", "unpublish", "copy", "delete", "move", "revert_to_page_revision"):
            address = f"/admin/api/main/pages/{pk}/action/{action}/"
            assert client.post(address, {"destination_page_id": 1}).status_code == 404, address
    now = state()
    assert [name for name in before if before[name] != now[name]] == []


def test_bulk_actions_with_ids_of_two_units_do_nothing_at_all(signed_in):
    member = person("contributor", "Lạng Sơn")
    own, hidden = story_page("Lạng Sơn", author=member), hidden_objects("Cà Mau")
    client = signed_in(member)
    before = state()
    for app, model, pk, other in (
        ("wagtailcore", "page", own.pk, hidden.page.pk),
        ("library", "libraryimage", 0, hidden.image),
        ("library", "librarydocument", 0, hidden.document),
    ):
        for action in ("delete", "move", "publish", "unpublish", "add_tags", "add_to_collection"):
            client.post(f"/admin/bulk/{app}/{model}/{action}/?id={pk}&id={other}", ANSWERS)
    now = state()
    assert [name for name in before if before[name] != now[name]] == []
    assert province_page("Cà Mau").get_descendant_count() == 1

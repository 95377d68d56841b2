"""What a hostile or damaged browser sends: values, addresses with values in their places, and forms with fields mutated."""

import json
import re
from types import SimpleNamespace

from bs4 import BeautifulSoup
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import QueryDict
from django.utils.regex_helper import normalize
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Workflow
from wagtail_localize.models import OverridableSegment, StringSegment, Translation, TranslationSource
from wagtail_localize.operations import translate_object

from home.models import Call, Feedback
from library.models import Term
from story.models import PressContact, StoryTag, Tool
from tests.factories import figure, publish_through_workflow, story_page, superuser
from tests.house.test_isolation import hidden_objects
from tests.story.forms import posted
from translation import comments

TYPED = "typed-7f3a1"
HUGE = str(10**23)


def broken_rich_text(**block):
    """Content state with one block, sound but for what is given."""
    sound = {
        "key": "a",
        "text": "x",
        "type": "unstyled",
        "depth": 0,
        "inlineStyleRanges": [],
        "entityRanges": [],
    }
    return json.dumps({"blocks": [sound | block], "entityMap": {}})


NUMBERS = ["0", "-1", HUGE, "abc", "²", "1e400", "NaN", "2147483648", "9223372036854775808", "1" * 5000]
TEXTS = [
    "",
    "a\0b",
    "\U0010ffff\u202e\ufeff",
    "x" * 70_000,
    "'\"><script>",
    "%s{0}{{ 1 }}",
    "[]",
    "null",
    "{",
    "[" * 20_000,
    '"\\ud800"',
]
DATES = [
    "0000-00-00",
    "0000-01-01 00:00",
    "99999-01-01",
    "2026-13-45 99:99",
    "0001-01-01",
    "9999-12-31 23:59",
]
RICH = [
    broken_rich_text(text="a\ud800b"),
    broken_rich_text(text="a\0b"),
    broken_rich_text(depth=1500, type="unordered-list-item"),
    broken_rich_text(type="no-such-type"),
    broken_rich_text(entityRanges=[{"key": 9, "offset": 0, "length": 1}]),
    broken_rich_text(inlineStyleRanges=[{"style": "BOLD", "offset": "x", "length": -5}]),
    '{"blocks": 1}',
    '{"blocks": [1]}',
    '{"blocks": [], "entityMap": []}',
]
SHORT = [text for text in TEXTS if len(text) < 100]
VALUES = NUMBERS + TEXTS + DATES + RICH
# What hostile links ask of any list; what a page itself asks is found in its forms and links.
COMMON = ["p", "page", "q", "id", "pk", "collection_id", "ordering", "locale", "next", "page_type", "tag"]


def snippets():
    return [
        model for room in ("home", "library", "story") for model in apps.get_app_config(room).get_models()
    ]


def world():
    """Something of everything: a story in its workflow with all that hangs on it, a public one and its translation."""
    hidden = hidden_objects("Cà Mau")
    hidden.public = publish_through_workflow(story_page(figures=[figure()]))
    translate_object(hidden.public, [Locale.objects.get(language_code="en")], user=superuser())
    running = Translation.objects.get(source__object_id=hidden.public.translation_key)
    comments.add(running, running.source.stringsegment_set.first(), superuser(), "Góp ý")
    hidden.call = Call.objects.create(title="Lời mời", theme="Chủ đề", published=True)
    Tool.objects.create(names={"vi": "Công cụ"})
    Term.objects.create(slug="thuat-ngu", names={"vi": "thuật ngữ"}, definitions={"vi": "Nghĩa."})
    Feedback.objects.create(message="Số sai.")
    StoryTag.objects.create(name="thẻ", slug="the")
    PressContact.objects.create(organisation="Đầu mối")
    Redirect.objects.create(old_path="/cu", redirect_link="/moi")
    return hidden


def first(model):
    """The id of some row of a model."""
    return model._base_manager.order_by("pk").values_list("pk", flat=True).first() or 1


def rows(hidden):
    """Which row an address is asked about, by how its route begins."""
    by_prefix = {
        "admin/workflows/tasks/": hidden.task,
        "admin/workflows/task_chooser/": hidden.task,
        "admin/workflows/": first(Workflow),
        "admin/collections/": hidden.collection,
        "admin/images/": hidden.image,
        "admin/documents/": hidden.document,
        "admin/api/main/images/": hidden.image,
        "admin/api/main/documents/": hidden.document,
        "admin/inbox/": hidden.submission,
        "admin/questions/": hidden.question,
        "admin/feedback/": first(Feedback),
        "admin/users/": first(apps.get_model("accounts", "User")),
        "admin/groups/": first(apps.get_model("auth", "Group")),
        "admin/media/": hidden.sound,
        "admin/localize/": first(Translation),
        "admin/localize/update/": first(TranslationSource),
        "admin/localize/submit/page/": hidden.page.pk,
        "admin/redirects/": first(Redirect),
        "admin/open-calls/": first(apps.get_model("home", "Call")),
        "admin/pages/": hidden.page.pk,
        "admin/api/main/pages/": hidden.page.pk,
    }
    for model in snippets():
        name = f"{model._meta.app_label}/{model._meta.model_name}/"
        by_prefix |= {f"admin/snippets/{name}": first(model), f"admin/snippets/choose/{name}": first(model)}
    return by_prefix


def places(hidden, route):
    """The values with which an address answers for something that exists."""
    by_prefix = rows(hidden)
    fitting = [prefix for prefix in by_prefix if route.startswith(prefix)]
    pk = by_prefix[max(fitting, key=len)] if fitting else 1
    named = {
        **dict.fromkeys(("page_id", "page_to_move_id", "object_id"), hidden.page.pk),
        **dict.fromkeys(("parent_page_id", "destination_id", "page_pk"), hidden.province.pk),
        **dict.fromkeys(("revision_id", "revision_id_a", "revision_id_b"), hidden.revision),
        "image_id": hidden.image,
        "document_id": hidden.document,
        "doc_id": hidden.document,
        "media_id": hidden.sound,
        "collection_id": hidden.collection,
        "task_state_id": hidden.task_state,
        "task_id": hidden.task,
        "workflow_state_id": hidden.state,
        "filter_spec": "original",
        "action_name": "approve",
        "action": "delete",
        "model_name": "storypage" if "pages/" in route or "editing" in route else "libraryimage",
        "app_label": "story" if "pages/" in route or "editing" in route else "library",
        "content_type_app_name": "story",
        "content_type_model_name": "storypage",
        "app_name": "library",
        "media_type": "audio",
        "mode": "",
        "string_segment_id": first(StringSegment),
        "overridable_segment_id": first(OverridableSegment),
        "translation_id": first(Translation),
        "comment_id": first(comments.SegmentComment),
    }
    return named, pk


def filled(address, hidden):
    """An address as it answers for what exists, once."""
    named, pk = places(hidden, address.route)
    text, names = normalize(address.regex)[0]
    path = "/" + text % {name: named.get(name, pk) for name in names}
    return f"{path}?id={hidden.image}" if "bulk/" in path else path


def hostile_paths(address):
    """An address with values in its places that fit the pattern and nothing that exists."""
    text, names = normalize(address.regex)[0]
    for value in (HUGE, "0", "abc", "²") if names else ():
        yield "/" + text % dict.fromkeys(names, value)


def asked_of(html):
    """The names of the query that a page's own forms and links use."""
    soup = BeautifulSoup(html, "lxml")
    names = {
        name for link in soup.select("a[href*='?']") for name in QueryDict(link["href"].partition("?")[2])
    }
    for form in soup.select("form:not([method=post i])"):
        names |= {field["name"] for field in form.select("[name]")}
    return sorted(names | set(COMMON))


def streams_of(page):
    """What the scripts of the editor add to its form."""
    sent = {name: value for name, value in posted(page).items() if name.startswith(("body-", "bylines-"))}
    return {name: value if isinstance(value, list) else [value] for name, value in sent.items()}


# What somebody may type into: a box that is closed says what is stored, whatever is sent.
TYPED_IN = ", ".join(
    f"{box}[name]:not([disabled]):not([readonly])" for box in ("textarea", "input[type=text]")
)


def form_of_story(page):
    """The whole form of a story's editor."""
    fields = {name: value if isinstance(value, list) else [value] for name, value in posted(page).items()}
    return SimpleNamespace(action=f"/admin/pages/{page.pk}/edit/", fields=fields, files=[], texts=["title"])


def forms_of(html, path, streams):
    """The forms of a page: where each is posted, its fields with their values, which are files, which are typed in."""
    for form in BeautifulSoup(html, "lxml").select("form[method=post i]"):
        fields, files = {}, []
        for field in form.select("input[name], textarea[name], select[name], button[name]"):
            name, kind = field["name"], field.get("type", "text")
            if name == "csrfmiddlewaretoken":
                continue
            if kind == "file":
                files.append(name)
            elif field.name == "select":
                chosen = [option.get("value", "") for option in field.select("option[selected]")]
                options = [option.get("value", "") for option in field.select("option")]
                fields[name] = chosen or options[:1] or [""]
            elif field.name == "textarea":
                fields[name] = [field.text]
            elif kind not in ("checkbox", "radio") or field.has_attr("checked"):
                fields.setdefault(name, []).append(field.get("value", ""))
        action = form.get("action") or path
        if form.get("id") == "page-edit-form":
            fields |= streams
        texts = [field["name"] for field in form.select(TYPED_IN)]
        yield SimpleNamespace(action=action.partition("#")[0], fields=fields, files=files, texts=texts)


def text_files():
    """Files that are not what a form asks for."""
    yield SimpleUploadedFile("a.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "image/png")
    yield SimpleUploadedFile("\u202egnp.exe", b"MZ" * 30, "application/octet-stream")
    yield SimpleUploadedFile("x" * 300 + ".txt", b"", "text/plain")


def mutations(form, chance, number):
    """A number of posts of a form in which one thing each is not as it should be: (what, data)."""
    names = sorted(form.fields) + sorted(form.files)
    for _turn in range(number if names else 0):
        name, way = chance.choice(names), chance.random()
        data = {key: list(values) for key, values in form.fields.items()}
        data |= {text: [TYPED] for text in form.texts[:1] if text != name}
        if way < 0.1:
            data.pop(name, None)
            yield f"without {name}", data
        elif way < 0.2:
            data[name] = [*data.get(name, [""]), *data.get(name, ["1"]), "x"]
            yield f"{name} several times", data
        elif way < 0.3 or name in form.files and way < 0.7:
            data[name] = chance.choice(list(text_files()))
            yield f"{name} as a file {data[name].name[:9]!r}", data
        else:
            data[name] = [chance.choice(VALUES)]
            yield f"{name} = {data[name][0][:60]!r}", data


def without_management(form):
    """The post without what counts the rows of its lists, or None where it has no lists."""
    kept = {name: values for name, values in form.fields.items() if not re.search(r"_FORMS$|-count$", name)}
    return kept if len(kept) < len(form.fields) else None


def ask(client, method, path, data=None, **more):
    """The answer to a request whose effects are undone."""
    with transaction.atomic():
        response = getattr(client, method)(path, data, **more)
        if response.streaming:
            list(response.streaming_content)
        transaction.set_rollback(True)
    return response

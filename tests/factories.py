"""People and stories for tests. `newsroom` (tests/conftest.py) must have made the tree of pages."""

import itertools
import json
import uuid
from datetime import timedelta

from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import Locale, Revision

from accounts import roles
from accounts.models import User
from home.models import Submission
from places.models import AdministrativeUnit
from story import actions, corrections
from story.figures import Qualifier
from story.models import FigureSignOff, Pillar, ProvincePage, Sector, StoryPage, Unit

PASSWORD = "a-long-passphrase-9"
PARTS = ("problem", "approach", "steps", "results", "lessons")
_numbers = itertools.count(1)


def person(role=None, province="Lạng Sơn", **fields):
    """A user in a group of `accounts.roles`; role "contributor" joins the group of `province`."""
    number = next(_numbers)
    fields = {"username": f"person-{number}", "email": f"person-{number}@example.com"} | fields
    user = User.objects.create_user(password=PASSWORD, **fields)
    if role:
        name = roles.contributors_of(province) if role == "contributor" else role
        user.groups.add(Group.objects.get(name=name))
    return user


def superuser(**fields):
    """A superuser."""
    return person(is_superuser=True, is_staff=True, **fields)


def unit(name="tài khoản", kind="count", **names):
    """A unit by its Vietnamese name, made on first use."""
    found = next((item for item in Unit.objects.all() if item.names.get("vi") == name), None)
    return found or Unit.objects.create(names={"vi": name, **names}, kind=kind)


def figure(value="116000", label="cửa hàng số", *, part="results", id=None, unit=None, **fields):
    """The data of one figure: plain values of the figure block; `value_max`, `total`, `qualifier` may be given."""
    quantity = {"value": str(value)} | {key: fields.pop(key, None) for key in ("value_max", "total")}
    quantity["qualifier"] = str(fields.pop("qualifier", Qualifier.EXACT))
    defaults = {
        "quantity": quantity,
        "unit": unit.pk if unit else None,
        "label": label,
        "nature": "measured",
        "period": "",
        "period_basis": "none",
        "printed": "",
        "source_title": "Báo cáo chuyên đề",
        "source_url": "",
        "source_page": "",
        "highlight": False,
        "target": "",
        "rule": "",
        "first": "",
        "second": "",
        "baseline": None,
        "baseline_period": "",
    }
    return {"part": part, "id": id or str(uuid.uuid4()), "value": defaults | fields}


def paragraph(html):
    """A paragraph of rich text, as it is stored."""
    html = html if html.startswith("<") else f"<p>{html}</p>"
    return {"type": "paragraph", "id": str(uuid.uuid4()), "value": html}


def body(figures=(), content=None, absent=None):
    """The stored body: five parts, each with a paragraph unless `content` ({part: [blocks]}) says otherwise."""
    content, absent = content or {}, absent or {}
    parts = []
    for part in PARTS:
        blocks = content.get(part, [] if part in absent else [paragraph(f"<p>Nội dung phần {part}.</p>")])
        items = [{"type": "item", "id": f["id"], "value": f["value"]} for f in figures if f["part"] == part]
        value = {"content": blocks, "figures": items, "absent": absent.get(part, "")}
        parts.append({"type": part, "id": str(uuid.uuid5(uuid.NAMESPACE_OID, part)), "value": value})
    return json.dumps(parts, ensure_ascii=False)


def province_page(name="Lạng Sơn", locale="vi"):
    """The page of a unit of today; an old name gives the page of its successor."""
    today = AdministrativeUnit.objects.by_name(name).today()
    return ProvincePage.objects.get(unit=today, locale__language_code=locale)


def story_page(
    province="Lạng Sơn",
    headline=None,
    figures=(),
    *,
    content=None,
    absent=None,
    author=None,
    live=False,
    pillars=("digital-society",),
    sectors=(),
    tags=(),
    **fields,
):
    """A complete story with one revision by `author`; `live=True` publishes it without anybody's sign-off."""
    headline = headline or f"Câu chuyện số {next(_numbers)}"
    parent = province_page(province)
    fields = {"standfirst": "Một câu nói điều chính của câu chuyện.", "form": "story"} | fields
    fields.setdefault("province", AdministrativeUnit.objects.by_name(province))
    page = StoryPage(
        title=headline,
        locale=parent.locale,
        body=body(figures, content, absent),
        owner=author,
        live=False,
        **fields,
    )
    parent.add_child(instance=page)
    page.pillars = Pillar.objects.filter(code__in=pillars)
    page.sectors = Sector.objects.filter(code__in=sectors)
    if tags:
        page.tags.add(*tags)
    page.save()
    revision = page.save_revision(user=author)
    if live:
        revision.publish()
    return StoryPage.objects.get(pk=page.pk)


def submission(headline="Bản đồ lúa trên điện thoại", *, unit="Lạng Sơn", state="received", **fields):
    """A story as somebody sent it in, confirmed by its e-mail unless `state` says otherwise."""
    if state != "unconfirmed":
        fields.setdefault("confirmed_at", timezone.now())
    defaults = {"name": "Nông Thị Lan", "email": "lan@example.com", "problem": "Ruộng xa.", "state": state}
    place = AdministrativeUnit.objects.by_name(unit)
    return Submission.objects.create(headline=headline, unit=place, **defaults | fields)


def edit(page, user=None, **fields):
    """A new draft of the page with changed fields; returns the revision.

    A new body of a public story says why it corrects, unless `correction_note` is given.
    """
    draft = page.get_latest_revision_as_object()
    if base := corrections.base_of(page):
        note = {"vi": "Bản trước ghi sai."} if "body" in fields else {}
        fields = {"correction_note": note, "correction_of": base} | fields
    for name, value in fields.items():
        setattr(draft, name, value)
    return draft.save_revision(user=user, clean=False)


def sign_all(page, user):
    """Sign every figure of the latest revision off, in the user's name, without any check."""
    latest = page.get_latest_revision_as_object()
    for record in getattr(latest, "figures", {}).values():
        FigureSignOff.objects.create(
            translation_key=page.translation_key,
            block_id=record.id,
            fingerprint=record.fingerprint,
            revision_id=page.latest_revision_id,
            decision=FigureSignOff.Decision.SIGNED,
            user=user,
        )


def at_step(page, step, user=None):
    """Bring a draft to a step ("edit", "check" or "approve") through the verbs; returns its task state."""
    user = user or superuser()
    actions.submit(page, user)
    state = page.current_workflow_task_state
    for name in ("check", "approve"):
        if step == "edit":
            break
        if name == "approve":
            sign_all(page, user)
        actions.approve(state, user)
        state = page.current_workflow_task_state
        if step == name:
            break
    return state


def publish_through_workflow(page):
    """Publish by three different people, every figure signed; returns the live story."""
    state = at_step(page, "approve")
    actions.approve(state, person(roles.APPROVER))
    return StoryPage.objects.get(pk=page.pk)


def embargoed(page=None, at=None, **fields):
    """A story approved by three people, with its time to go live ahead."""
    page = page or story_page(**fields)
    edit(page, go_live_at=at or timezone.now() + timedelta(hours=1))
    return publish_through_workflow(StoryPage.objects.get(pk=page.pk))


def fall_due(page, name="go_live_at", **ago):
    """Let the time of an embargoed story (or the end of a live one) lie in the past."""
    past = timezone.now() - timedelta(**ago or {"minutes": 1})
    if name == "expire_at":
        StoryPage.objects.filter(pk=page.pk).update(expire_at=past)
        return
    revision = Revision.objects.for_instance(page).get(approved_go_live_at__isnull=False)
    revision.content["go_live_at"] = past.isoformat()
    revision.approved_go_live_at = past
    revision.save(update_fields=["content", "approved_go_live_at"])
    StoryPage.objects.filter(pk=page.pk).update(go_live_at=past)


def in_english(page):
    """The English draft of a story, as the newsroom's trees have it."""
    return page.copy_for_translation(Locale.objects.get(language_code="en"))

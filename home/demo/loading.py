"""Loads the demonstration through the newsroom's own verbs: written, checked, approved and published by named people."""

from collections.abc import Callable
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone
from wagtail.models import Comment, TaskState

from accounts.models import User
from home.demo import content as c
from home.demo.afterwards import correct, hand_out
from home.demo.bodies import BodyBuilder
from home.demo.clock import Clock
from home.demo.english import EnglishLoader
from home.demo.shelf import Shelf
from places.models import AdministrativeUnit
from story import actions
from story.models import Correction, Pillar, ProvincePage, Sector, StoryPage, StoryTag, Tool, Unit

STEPS = {"in-edit": 0, "returned": 0, "in-check": 1, "in-approval": 2}
# How long a story waits at each step, in hours.
HOURS = {"edit": 20, "check": 30, "approve": 6}


def load_units() -> dict[str, Unit]:
    """The units of the content files as records, by their key; known ones are reused by their Vietnamese name."""
    known = {unit.names.get("vi"): unit for unit in Unit.objects.all()}
    units = {}
    for key, unit in c.load_units().items():
        units[key] = known.get(unit.vi.name) or Unit.objects.create(
            names={"vi": unit.vi.name, "en": unit.en.name},
            singulars={"en": unit.en.singular},
            spoken={"vi": unit.vi.spoken, "en": unit.en.spoken},
            kind=unit.kind,
        )
    return units


def _tools() -> dict[str, Tool]:
    known = {tool.names.get("vi"): tool for tool in Tool.objects.all()}
    return {
        key: known.get(tool.name.vi)
        or Tool.objects.create(
            names={"vi": tool.name.vi, "en": tool.name.en}, vendor=tool.vendor, vietnamese=tool.vietnamese
        )
        for key, tool in c.load_tools().items()
    }


def _tags() -> dict[str, StoryTag]:
    return {
        slug: StoryTag.objects.get_or_create(
            slug=slug, defaults={"name": tag.vi, "names": {"vi": tag.vi, "en": tag.en}}
        )[0]
        for slug, tag in c.load_tags().items()
    }


class DemoLoader:
    """Loads story after story; one that exists already is left as it is."""

    def __init__(
        self,
        users: dict[str, User],
        contributor: Callable[[ProvincePage], User],
        shelf: Shelf,
        clock: Clock,
        say: c.Progress,
    ) -> None:
        self.users, self.contributor, self.say = users, contributor, say
        self.shelf, self.clock = shelf, clock
        self.english = EnglishLoader(users, clock, say)
        self.units, self.tools, self.tags = load_units(), _tools(), _tags()
        self.pillars = {pillar.code: pillar for pillar in Pillar.objects.all()}
        self.sectors = {sector.code: sector for sector in Sector.objects.all()}

    def load(self, story: c.StoryContent) -> StoryPage:
        """Load one story into the state that its file names, with what was done to it once it was public."""
        page = self._first(story)
        if story.correction and not _corrected(page, Correction.Kind.FIGURE):
            with transaction.atomic():
                self.clock.wait(HOURS["check"])
                right = BodyBuilder(story, self.units, self.shelf).body()
                correct(page, self.users["bientap"], right, story.correction)
                self._once_more(page)
        self.english.load(StoryPage.objects.get(pk=page.pk))
        # Whatever comes now finds the English out of date. The press desk reads what is committed.
        if story.handout and not _corrected(page, Correction.Kind.CLARIFICATION):
            with transaction.atomic():
                self.clock.wait(HOURS["check"])
                hand_out(page, self.users["bientap"], story.handout)
                self._once_more(page)
        return page

    @transaction.atomic
    def _first(self, story: c.StoryContent) -> StoryPage:
        parent = self._parent(story)
        existing = StoryPage.objects.child_of(parent).filter(slug=story.slug).first()
        if existing:
            return existing
        self.say(f"  {story.headline.vi}")
        self.clock.go_back(story.days_ago)
        page = self._draft(story.as_first_printed, parent)
        self.advance(page, story.state, story.return_note.vi if story.return_note else "")
        return page

    def _parent(self, story: c.StoryContent) -> ProvincePage:
        unit = AdministrativeUnit.objects.by_name(story.province, at=date(2022, 4, 11))
        if unit is None:
            raise c.ContentError(f"{story.slug}: no province {story.province}")
        return ProvincePage.objects.get(unit=unit.today(), locale__language_code="vi")

    def _page(self, story: c.StoryContent) -> StoryPage:
        builder = BodyBuilder(story, self.units, self.shelf)
        page = StoryPage(
            title=builder.say(story.headline),
            slug=story.slug,
            standfirst=builder.say(story.standfirst),
            abridged=builder.say(story.abridged),
            form=story.form,
            province=AdministrativeUnit.objects.by_name(story.province, at=date(2022, 4, 11)),
            place_detail=story.place_detail,
            replication=story.replication,
            lead=builder.figure_key(story.lead),
            credit_line=builder.say(story.bylines[0].organisation) if story.bylines else "",
        )
        page.body = StoryPage.body.field.to_python(builder.body())
        page.bylines = StoryPage.bylines.field.to_python(builder.bylines())
        return page

    def _draft(self, story: c.StoryContent, parent: ProvincePage) -> StoryPage:
        author = self.contributor(parent)
        page = self._page(story)
        page.live, page.owner = False, author
        parent.add_child(instance=page)
        page.pillars = [self.pillars[code] for code in story.pillars]
        page.sectors = [self.sectors[code] for code in story.sectors]
        page.tools = [self.tools[key] for key in story.tools]
        page.tags.set([self.tags[slug] for slug in story.tags])
        if story.published:
            # Told to the public first on this day; publication here does not make it newer.
            day = date.fromisoformat(story.published)
            page.first_published_at = timezone.make_aware(datetime.combine(day, time(8)))
        # A draft may be incomplete; what is missing is asked for at submission.
        page.save_revision(user=author, log_action=True, clean=False)
        for note in story.checker_notes:
            Comment.objects.create(page=page, user=self.users["bientap"], text=note.vi, contentpath="body")
        return page

    def advance(self, page: StoryPage, state: str, reason: str = "", go_live: datetime | None = None) -> None:
        """Bring a draft into a state, each step by the person whose step it is; `reason` is what they say."""
        if state == "draft":
            return
        if state == "emergency":
            actions.publish(page, self.users["duyet"], reason=reason)
            return
        if go_live:
            page.go_live_at = go_live
            page.save_revision(user=page.owner, clean=False)
        actions.submit(page, page.owner)
        if state == "returned":
            self._wait(page, "edit")
            actions.reject(_task(page), self.users["bientap"], comment=reason)
            return
        self._steps(page, STEPS.get(state, 3))
        if state == "withdrawn":
            self.english.load(StoryPage.objects.get(pk=page.pk))
            self.clock.wait(HOURS["check"])
            actions.withdraw(page, self.users["duyet"], reason)

    def _steps(self, page: StoryPage, steps: int) -> None:
        """So many steps of the way: edit, check figures, approve."""
        if steps >= 1:
            self._wait(page, "edit")
            actions.approve(_task(page), self.users["bientap"])
        if steps >= 2:
            self._wait(page, "check")
            self._check(page)
            actions.approve(_task(page), self.users["kiemchung"])
        if steps >= 3:
            self._wait(page, "approve")
            actions.approve(_task(page), self.users["duyet"])
            page.refresh_from_db()

    def _wait(self, page: StoryPage, step: str) -> None:
        """Not every story goes at the same pace: the same one always does."""
        self.clock.wait(HOURS[step] * (1 + len(page.slug) % 5 / 4))

    def _check(self, page: StoryPage) -> None:
        """Sign off what nobody has vouched for yet."""
        version = StoryPage.objects.get(pk=page.pk).get_latest_revision()
        for key, figure in version.as_object().figures.items():
            if not figure.verified:
                actions.sign_off(page, key, self.users["kiemchung"], version.pk)

    def _once_more(self, page: StoryPage) -> None:
        """What was changed after publication goes the whole way again."""
        actions.submit(page, self.users["bientap"])
        self._steps(page, 3)


def _corrected(page: StoryPage, kind: str) -> bool:
    return Correction.objects.filter(translation_key=page.translation_key, kind=kind).exists()


def _task(page: StoryPage) -> TaskState:
    fresh = StoryPage.objects.get(pk=page.pk)
    return fresh.current_workflow_state.current_task_state.specific

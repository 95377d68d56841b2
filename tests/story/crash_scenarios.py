"""What is killed: how to bring it about, the verb, and what must agree afterwards.

What is found of each: facts that are all there or all missing, how much is still to be done, and how many files lie
about that nothing names.
"""

import io
import uuid
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.core import mail
from wagtail.images import get_image_model
from wagtail.models import Collection, PageLogEntry, TaskState

from story import actions, outbox
from story.models import Creation, Figure, FigureProposal, OutboxEntry, StagedPicture, StoryPage
from story.timing import clock
from tests.factories import at_step, embargoed, fall_due, figure, person, province_page, story_page, superuser
from tests.story.importing import files

PUBLISHED = ["wagtail.publish", "wagtail.publish.scheduled", "story.publish_in_emergency"]


def story():
    """A complete story with three figures, and somebody who may do all."""
    return story_page(
        figures=[figure(str(number)) for number in (68, 116000, 867598)], author=person("contributor")
    )


def waiting_for_approval():
    """A step that the approver is about to decide."""
    return at_step(story(), "approve").pk, superuser().pk


def approve(subject):
    """The approver presses the button, and again after a crash."""
    step, user = subject
    with suppress(actions.ConflictError):
        actions.approve(TaskState.objects.get(pk=step), _user(user))
    outbox.deliver_pending()


def written():
    """A draft that has to go out now."""
    return story().pk, superuser().pk


def publish(subject):
    """Publishing in an emergency."""
    page, user = subject
    with suppress(actions.ConflictError):
        actions.publish(StoryPage.objects.get(pk=page), _user(user), reason="Bão đang vào.")
    outbox.deliver_pending()


def due():
    """An approved story whose time has come."""
    page = embargoed(story())
    fall_due(page)
    outbox.deliver_pending()
    return page.pk, None


def let_the_clock_run(subject):
    """A round of the clock."""
    clock.tick()


def publication(subject):
    """Live pages, audit rows, versions with figures, rows of figures, outbox entries."""
    mail.outbox = []
    page = StoryPage.objects.get()
    told = OutboxEntry.objects.filter(topic="story.published")
    facts = [
        int(page.live),
        PageLogEntry.objects.filter(page=page.pk, action__in=PUBLISHED).count(),
        Figure.objects.values("revision_id").distinct().count(),
        Figure.objects.count() // 3,
        told.count(),
    ]
    return facts, told.filter(done_at=None).count(), 0


def table(document):
    """Two rows of a province's numbers."""
    for cells in (("Xã", "Số cửa hàng"), ("Bắc Sơn", "68")):
        rows = document.tables[0] if document.tables else document.add_table(0, 2)
        for cell, text in zip(rows.add_row().cells, cells, strict=True):
            cell.text = text


def word_file():
    """A Word file with two pictures, a table and numbers, and the form in which it comes."""
    pictures = [files.picture(9, 7), files.picture(400, 300)]
    results = ["Đến năm 2021 tỉnh có hơn 116.000 cửa hàng số.", "Tập huấn cho 6.214 người.", table]
    results += [lambda document, data=data: document.add_picture(io.BytesIO(data)) for data in pictures]
    return files.word(("Kết quả", "Heading 1"), *results).getvalue(), uuid.uuid4(), superuser().pk


def import_file(subject):
    """The contributor presses the button, and again after a crash."""
    content, key, user = subject
    actions.import_story(province_page(), _user(user), io.BytesIO(content), name="bai.docx", key=key)
    outbox.deliver_pending()


def imported(subject):
    """Pages, versions, proposals, pictures on the unit's shelf, rows in the history, outbox entries, the form's key."""
    images = get_image_model().objects.all()
    told = OutboxEntry.objects.filter(topic="story.imported")
    shelf = Collection.objects.get(name=province_page().unit.full_name)
    names = {image.file.name for image in images}
    root = Path(settings.MEDIA_ROOT)
    there = {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}
    facts = [
        StoryPage.objects.count(),
        sum(page.revisions.count() for page in StoryPage.objects.all()),
        FigureProposal.objects.count() / FOUND,
        images.filter(collection=shelf).count() / 2,
        PageLogEntry.objects.filter(action="story.import").count(),
        told.count(),
        Creation.objects.count(),
    ]
    undone = told.filter(done_at=None).count() + StagedPicture.objects.count() + len(names - there)
    half = sum(image.file.size != image.file_size for image in images if image.file.name in there)
    return facts, undone + half, len(there - names)


def proposed():
    """An imported story with numbers to decide on."""
    import_file(word_file())
    return FigureProposal.objects.first().pk, superuser().pk


def accept(subject):
    """The editor presses the button, and again after a crash."""
    proposal, user = subject
    page = StoryPage.objects.get()
    with suppress(actions.ConflictError):
        actions.accept_proposal(page, proposal, _user(user), page.latest_revision_id)
    outbox.deliver_pending()


def accepted(subject):
    """Decisions, figures of the draft, links to them, new versions, rows in the history, outbox entries."""
    page = StoryPage.objects.get()
    draft = page.get_latest_revision_as_object()
    told = OutboxEntry.objects.filter(topic="story.proposal_accepted")
    facts = [
        FigureProposal.objects.exclude(state=FigureProposal.State.PROPOSED).count(),
        len(draft.figures),
        str(draft.body.get_prep_value()).count('linktype="figure"'),
        page.revisions.count() - 1,
        PageLogEntry.objects.filter(page=page.pk, action="story.accept_proposal").count(),
        told.count(),
    ]
    return facts, told.filter(done_at=None).count(), 0


def _user(pk):
    from accounts.models import User

    return User.objects.get(pk=pk)


# Numbers that the import finds in `word_file`.
FOUND = 2
SCENARIOS = {
    "approve": (waiting_for_approval, approve, publication),
    "publish": (written, publish, publication),
    "due": (due, let_the_clock_run, publication),
    "import": (word_file, import_file, imported),
    "accept": (proposed, accept, accepted),
}

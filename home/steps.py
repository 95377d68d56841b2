"""The workflows: edit, check figures, approve; and for translations check, approve."""

from django.contrib.auth.models import Group
from wagtail.models import Locale, Task, Workflow, WorkflowPage, WorkflowTask

from accounts import roles
from home.structure import Say
from story.models import ApprovalTask, EditTask, FigureCheckTask, StoryIndexPage, TranslationCheckTask

STORIES = "Biên tập → Kiểm chứng số liệu → Duyệt"
TRANSLATIONS = "Kiểm bản dịch → Duyệt"
STEPS: dict[str, tuple[type[Task], str]] = {
    "Biên tập": (EditTask, roles.EDITOR),
    "Kiểm chứng số liệu": (FigureCheckTask, roles.FIGURE_CHECKER),
    "Kiểm bản dịch": (TranslationCheckTask, roles.TRANSLATION_CHECKER),
    "Duyệt": (ApprovalTask, roles.APPROVER),
}


def ensure_workflows(groups: dict[str, Group], indexes: dict[Locale, StoryIndexPage], say: Say) -> None:
    """Both workflows with their steps in order, each index page on its own; the stock workflow is put away."""
    tasks = {name: _ensure_task(name, groups, say) for name in STEPS}
    first, *others = indexes
    plan = {STORIES: [indexes[first]], TRANSLATIONS: [indexes[locale] for locale in others]}
    for title, pages in plan.items():
        workflow = _ensure_workflow(title, [tasks[name] for name in title.split(" → ")], say)
        for page in pages:
            _place, changed = WorkflowPage.objects.update_or_create(
                page=page, defaults={"workflow": workflow}
            )
            if changed:
                say(f"workflow of {page.url_path}: {title}")
    WorkflowPage.objects.exclude(workflow__name__in=plan).filter(page__depth=1).delete()
    for model, used in ((Workflow, "workflow_states"), (Task, "task_states")):
        if model.objects.filter(name=STOCK, **{f"{used}__isnull": True}).delete()[0]:
            say(f"{model._meta.model_name} {STOCK} removed")


# What Wagtail brings: a list to choose from would show it in English.
STOCK = "Moderators approval"


def _ensure_task(name: str, groups: dict[str, Group], say: Say) -> Task:
    model, role = STEPS[name]
    task = model.objects.filter(name=name).first()
    if task is None:
        task = model.objects.create(name=name)
        say(f"step {name}")
    if not task.active:
        task.active = True
        task.save(update_fields=["active"])
    if [group.pk for group in task.groups.all()] != [groups[role].pk]:
        task.groups.set([groups[role]])
    return task


def _ensure_workflow(title: str, tasks: list[Task], say: Say) -> Workflow:
    workflow, created = Workflow.objects.get_or_create(name=title)
    if not workflow.active:
        workflow.active = True
        workflow.save(update_fields=["active"])
    steps = WorkflowTask.objects.filter(workflow=workflow).order_by("sort_order")
    if [step.task_id for step in steps] != [task.pk for task in tasks]:
        steps.delete()
        WorkflowTask.objects.bulk_create(
            WorkflowTask(workflow=workflow, task=task, sort_order=number) for number, task in enumerate(tasks)
        )
        say(f"{'workflow' if created else 'workflow repaired'}: {title}")
    return workflow

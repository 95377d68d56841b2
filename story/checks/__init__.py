"""The named checks that a story passes before it is submitted and published; one more is one more line in `fill`."""

from django.utils.translation import gettext_lazy as _

from story.registry import StoryCheck, story_checks

NUMBER_CURE = _("Make a figure of it, or take the number out of the sentence.")


def fill() -> None:
    """Put the centre's own checks into their slot; called once when the applications are ready."""
    from story.checks import figures, links, parts, pictures, proposals, wording

    story_checks.fill("fields", StoryCheck(parts.fields, _("Fill it in.")))
    # Each block says at its own place how to mend it.
    story_checks.fill("parts", StoryCheck(parts.body))
    story_checks.fill("picture-rights", StoryCheck(pictures.rights, _("Say it in the library of pictures.")))
    story_checks.fill(
        "file-names", StoryCheck(pictures.file_names, _("Say in words what the picture shows."))
    )
    story_checks.fill("embargo", StoryCheck(wording.embargo, _("Set a time ahead, or clear it.")))
    story_checks.fill("correction", StoryCheck(wording.unexplained, _("Say what changed and why.")))
    story_checks.fill("standfirst-length", StoryCheck(wording.standfirst, _("Two or three short sentences.")))
    story_checks.fill("numbers", StoryCheck(figures.numbers, NUMBER_CURE))
    story_checks.fill("proposals", StoryCheck(proposals.undecided, _("Decide on each of them.")))
    story_checks.fill(
        "figure-unnamed", StoryCheck(figures.unnamed, _("Put it into a sentence from the toolbar."))
    )
    story_checks.fill("key-figure", StoryCheck(figures.key_figure, _("Mark the one that tells the story.")))
    story_checks.fill("links", StoryCheck(links.unreachable, _("Mend the address, or take the link out.")))

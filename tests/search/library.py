"""The 28 stories of the demonstration, all of them public, without the newsroom's way to it."""

from home.demo.clock import Clock
from home.demo.content import load_stories, load_drafts
from home.demo.loading import DemoLoader
from home.demo.people import contributor_for, load_people
from home.demo.sending import WordLoader
from home.demo.shelf import load_shelf
from home.demo.word_files import load_word_stories
from search.indexing import rebuild
from story.models import StoryPage


class Straight(DemoLoader):
    """Publishes whatever state a file names."""

    def advance(self, page, *args, **kwargs):
        StoryPage.objects.get(pk=page.pk).get_latest_revision().publish(skip_permission_checks=True)


def load():
    """Load all, and fill the index."""
    users, clock = load_people(), Clock()
    with clock.running():
        loader = Straight(users, lambda page: contributor_for(page, users), load_shelf(users), clock, print)
        for story in load_stories():
            loader.advance(loader._draft(story, loader._parent(story)))
        sent = WordLoader(loader)
        for file in load_word_stories():
            sent.load(file)
    return rebuild()

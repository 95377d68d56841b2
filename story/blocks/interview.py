"""A conversation in questions and answers."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from story.blocks.fields import VerbatimBlock
from story.blocks.guard import GuardedListBlock, GuardedRichTextBlock
from story.blocks.text import PREVIEW_TEMPLATE
from story.neutral import BodyItem, Context
from story.richtext import FEATURES, items_of


class ExchangeBlock(blocks.StructBlock):
    """A question and what was answered."""

    question = blocks.TextBlock(label=_("Question"), rows=2, max_length=600)
    answer = GuardedRichTextBlock(label=_("Answer"), features=FEATURES)

    class Meta:
        icon = "help"
        label = _("Question and answer")


class InterviewBlock(blocks.StructBlock):
    """Who was asked, by whom, and what was said; figures stand in answers as in any text."""

    speaker = VerbatimBlock(label=_("Who answers"), max_length=200)
    role = blocks.CharBlock(label=_("Role"), required=False, max_length=250)
    interviewer = VerbatimBlock(label=_("Who asks"), required=False, max_length=200)
    exchanges = GuardedListBlock(ExchangeBlock(), label=_("Questions and answers"), min_num=1, max_num=40)

    def neutral(self, value: Any, context: Context) -> list[BodyItem]:
        """Each question with both names, followed by the paragraphs of its answer."""
        items = []
        for exchange in value["exchanges"]:
            names = (value["interviewer"], value["speaker"], value["role"])
            items.append(BodyItem("question", exchange["question"], items=names))
            items.extend(items_of(exchange["answer"].source, context))
        return items

    class Meta:
        icon = "comment"
        label = _("Interview")
        description = _("Questions and answers with the names of both; figures stand in the answers.")
        template = "components/streamfield/interview_block.html"
        preview_template = PREVIEW_TEMPLATE
        preview_value = {
            "speaker": "Nguyễn Văn A",
            "role": "Chủ tịch Ủy ban nhân dân xã",
            "interviewer": "Ban biên tập",
            "exchanges": [
                {
                    "question": "Điều gì khó nhất lúc bắt đầu?",
                    "answer": "<p>Bà con chưa tin. Chúng tôi đi từng nhà, làm mẫu ngay trên điện thoại của họ.</p>",
                }
            ],
        }

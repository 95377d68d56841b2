"""The blocks of a story: what is typed, what is stored, what a draft keeps and a submission refuses."""

import json
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from wagtail.admin.telepath import JSContext
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.rich_text import RichText

from story.blocks import FigureBlock, StoryBodyBlock
from story.blocks.data import ChartNumberBlock
from story.blocks.fields import PeriodBlock, QuantityBlock, UnitBlock
from story.blocks.guard import DamagedText, GuardedListBlock, GuardedRichTextBlock, mended
from story.blocks.reading import TypedQuantity, Unread, quantity_text, read_quantity
from story.blocks.units import guess_kind, known_unit, suggest, unit_named
from story.models import Unit
from tests import factories

pytestmark = pytest.mark.once

ID, OTHER = "0358f9c3-8450-50d7-a3d9-f0574ee20653", "16c8b516-7461-52a8-bbf7-ef1fb482f248"


def posted(**fields):
    """A posted figure under the prefix `f`."""
    return {f"f-{name}": value for name, value in fields.items()}


def clean_draft(block, value):
    return block.clean_deferred(value)


class TestQuantity:
    @pytest.mark.parametrize(
        ("typed", "stored"),
        [
            ("867.598", {"value": "867598"}),
            ("97,1", {"value": "97.1"}),
            ("3,1 tỷ", {"value": "3100000000"}),
            ("7-10 nghìn", {"value": "7000", "value_max": "10000"}),
            ("68/200", {"value": "68", "total": "200"}),
            ("hơn 116.000", {"value": "116000", "qualifier": "over"}),
        ],
    )
    def test_typed_number_is_stored_exactly_and_read_back_from_its_own_text(self, typed, stored):
        block = QuantityBlock()
        value = block.clean(block.value_from_datadict({"q": typed}, {}, "q"))
        kept = block.get_prep_value(value)
        assert kept == {"value": None, "value_max": None, "total": None, "qualifier": "exactly"} | stored
        assert block.to_python(json.loads(json.dumps(kept))) == value
        assert block.value_from_datadict({"q": block.get_form_state(value)}, {}, "q") == value

    @pytest.mark.parametrize(
        "number", ["1.234", "1234", "867.598", "867598", "0.5", "-3.75", "9999999999999", "1E+3"]
    )
    def test_text_in_the_form_has_one_meaning(self, number):
        value = TypedQuantity(Decimal(number))
        assert TypedQuantity.of(read_quantity(quantity_text(value))) == value

    def test_text_with_two_meanings_is_refused_and_names_both_ways_to_write_it(self):
        with pytest.raises(ValidationError) as refused:
            read_quantity("1.234")
        assert refused.value.choices == [("1234", "1.234"), ("1,234", "1,234")]
        assert all(text in refused.value.message for text in ("1234", "1,234"))
        assert [TypedQuantity.of(read_quantity(text)).value for text, _ in refused.value.choices] == [
            Decimal(1234),
            Decimal("1.234"),
        ]

    def test_way_to_write_it_keeps_the_words_around_the_number(self):
        with pytest.raises(ValidationError) as refused:
            read_quantity("dự kiến hơn 1.200 gian hàng")
        assert refused.value.choices[0] == ("dự kiến hơn 1200 gian hàng", "1.200")

    def test_unreadable_number_comes_back_as_typed_and_only_a_submission_refuses_it(self):
        block = QuantityBlock()
        value = block.value_from_datadict({"q": " hai mươi "}, {}, "q")
        assert value == Unread("hai mươi") and not value
        assert block.get_form_state(value) == "hai mươi"
        draft = clean_draft(block, value)
        assert block.get_prep_value(draft) == {"typed": "hai mươi"}
        assert block.get_form_state(block.to_python({"typed": "hai mươi"})) == "hai mươi"
        with pytest.raises(ValidationError, match="hai mươi"):
            block.clean(value)

    def test_empty_number_is_missing_only_at_submission(self):
        block = QuantityBlock()
        assert clean_draft(block, None) is None
        with pytest.raises(ValidationError):
            block.clean(None)
        assert QuantityBlock(required=False).clean(None) is None

    @pytest.mark.parametrize("typed", ["1234567890123456", "0,1234567", "\x00", "9" * 500])
    def test_number_that_cannot_be_kept_exactly_is_not_kept_at_all(self, typed):
        value = QuantityBlock().value_from_datadict({"q": typed}, {}, "q")
        assert value is None or isinstance(value, Unread)
        assert "\x00" not in str(value)


class TestPeriod:
    def test_words_become_iso_and_come_back_as_words(self):
        block = PeriodBlock()
        value = block.value_from_datadict({"p": "từ 15/12 đến 31/12/2021"}, {}, "p")
        assert value == "2021-12-15/2021-12-31"
        assert block.value_from_datadict({"p": block.get_form_state(value)}, {}, "p") == value

    def test_unreadable_period_stays_in_the_draft(self):
        block = PeriodBlock()
        value = block.value_from_datadict({"p": "dạo trước"}, {}, "p")
        assert block.get_prep_value(clean_draft(block, value)) == {"typed": "dạo trước"}
        with pytest.raises(ValidationError, match="dạo trước"):
            block.clean(value)

    def test_empty_period_is_empty_text(self):
        assert PeriodBlock().value_from_datadict({}, {}, "p") == "" == PeriodBlock().clean("")


@pytest.mark.django_db
class TestUnit:
    @pytest.fixture(autouse=True)
    def units(self):
        self.billion = factories.unit("tỷ đồng", "money")
        self.team, self.group = factories.unit("tổ", en="teams"), factories.unit("đoàn", en="teams")

    def test_marks_and_capitals_do_not_matter_for_finding(self):
        assert suggest("ty dong") == [self.billion]
        assert suggest("TỶ")[0] == self.billion
        assert unit_named("Tỷ Đồng") == self.billion == unit_named("ty dong")

    def test_english_name_of_two_units_finds_neither(self):
        assert known_unit("teams") is None
        assert known_unit("tổ") == self.team

    def test_name_in_the_box_finds_the_same_unit_again(self):
        block = UnitBlock(required=False)
        assert block.value_from_datadict({"u": block.get_form_state(self.group)}, {}, "u") == self.group

    def test_unknown_unit_stays_in_the_draft_and_is_never_made_by_saving(self):
        block = UnitBlock(required=False)
        count = Unit.objects.count()
        value = clean_draft(block, block.value_from_datadict({"u": "máy bán vé"}, {}, "u"))
        stored = block.get_prep_value(value)
        assert stored == {"typed": "máy bán vé"}
        assert block.get_form_state(block.to_python(stored)) == "máy bán vé"
        assert list(block.extract_references(value)) == []
        with pytest.raises(ValidationError, match="máy bán vé"):
            block.clean(value)
        assert Unit.objects.count() == count

    def test_many_units_are_read_in_one_query(self, django_assert_num_queries):
        stored = [self.team.pk, None, self.billion.pk, self.team.pk, {"typed": "tổ"}, 10**6]
        with django_assert_num_queries(2):
            values = UnitBlock().bulk_to_python(stored)
        assert values == [self.team, None, self.billion, self.team, self.team, None]

    def test_unit_is_never_sent_to_a_translator(self):
        assert UnitBlock().get_translatable_segments(self.team) == []

    @pytest.mark.parametrize(
        ("name", "kind"),
        [
            ("%", "percent"),
            ("điểm phần trăm", "percentage-point"),
            ("tỷ đồng", "money"),
            ("ngày làm việc", "duration"),
            ("đồng/cây/năm", "rate"),
            ("mức độ", "level"),
            ("tài khoản", "count"),
        ],
    )
    def test_kind_of_a_new_unit_is_guessed(self, name, kind):
        assert guess_kind(name) == kind


class TestChartNumber:
    def test_number_is_stored_plain_and_shown_as_written(self):
        block = ChartNumberBlock()
        assert block.value_from_datadict({"c": "867.598"}, {}, "c") == "867598"
        for stored in ("867.598", "1.234", "56.8"):
            assert block.value_from_datadict({"c": block.get_form_state(stored)}, {}, "c") == stored

    def test_reference_stays_a_reference(self):
        assert ChartNumberBlock().value_from_datadict({"c": ID}, {}, "c") == ID

    @pytest.mark.parametrize("typed", ["nhiều", "1.234", "7-10", "68/200"])
    def test_what_is_no_single_number_is_refused_at_submission_alone(self, typed):
        block = ChartNumberBlock()
        value = block.value_from_datadict({"c": typed}, {}, "c")
        assert block.get_form_state(clean_draft(block, value)) == typed
        with pytest.raises(ValidationError):
            block.clean(value)


@pytest.mark.django_db
class TestFigure:
    def value(self, **fields):
        return FigureBlock().value_from_datadict(
            posted(nature="measured", period_basis="none", **fields), {}, "f"
        )

    def test_what_the_number_box_says_of_nature_and_unit_fills_their_boxes(self):
        accounts = factories.unit("tài khoản")
        value = self.value(quantity="dự kiến hơn 5.000 tài khoản")
        assert (value["nature"], value["unit"], value["quantity"].value) == ("projection", accounts, 5000)

    def test_unit_said_twice_differently_keeps_both_and_asks(self):
        factories.unit("tài khoản")
        value = self.value(quantity="5.000 tài khoản", unit="xã", label="x", source_title="y")
        assert value["quantity"] == Unread("5.000 tài khoản")
        with pytest.raises(StructBlockValidationError) as refused:
            FigureBlock().clean(value)
        assert "tài khoản" in refused.value.block_errors["quantity"].message

    def test_unit_said_twice_alike_is_one_unit(self):
        unit = factories.unit("tài khoản")
        assert self.value(quantity="5.000 tài khoản", unit="Tài khoản")["unit"] == unit

    def test_empty_figure_is_a_draft_and_no_submission(self):
        value = self.value()
        assert clean_draft(FigureBlock(), value)
        with pytest.raises(StructBlockValidationError) as refused:
            FigureBlock().clean(value)
        assert set(refused.value.block_errors) == {"quantity", "label", "source_title"}

    @pytest.mark.parametrize(
        ("fields", "place"),
        [
            ({"rule": "share"}, "rule"),
            ({"period": "2021"}, "period_basis"),
            ({"baseline_period": "2020"}, "baseline"),
        ],
    )
    def test_contradictions_stop_a_submission_at_their_place(self, fields, place):
        value = self.value(quantity="5", label="x", source_title="y", **fields)
        clean_draft(FigureBlock(), value)
        with pytest.raises(StructBlockValidationError) as refused:
            FigureBlock().clean(value)
        assert set(refused.value.block_errors) == {place}

    def test_stored_figure_goes_through_the_form_unchanged(self):
        block = FigureBlock()
        stored = factories.figure("3100000000", unit=factories.unit("đồng", "money"), period="2021-12")[
            "value"
        ]
        value = block.to_python(stored)
        states = block.get_form_state(value)
        states.pop("highlight")
        data = posted(
            **{name: state[0] if isinstance(state, list) else state for name, state in states.items()}
        )
        data = {key: "" if text is None else text for key, text in data.items()}
        assert block.get_prep_value(block.value_from_datadict(data, {}, "f")) == block.get_prep_value(value)

    def test_form_can_be_built_in_the_browser(self):
        packed = JSContext().pack(StoryBodyBlock())
        assert "story-quantity" in json.dumps(packed, default=str)


@pytest.mark.django_db
class TestBody:
    def body(self, **kwargs):
        return StoryBodyBlock().to_python(json.loads(factories.body(**kwargs)))

    def test_references_to_figures_that_are_gone_are_found_where_they_stand(self):
        figures = [
            factories.figure(id=ID, target=OTHER),
            factories.figure(id=factories.figure()["id"], first=ID),
        ]
        text = factories.paragraph(f'<a linktype="figure" id="{OTHER}">5</a>')
        with pytest.raises(ValidationError) as refused:
            StoryBodyBlock().clean(self.body(figures=figures, content={"results": [text]}))
        part = refused.value.block_errors[3]
        assert set(part.block_errors) == {"figures", "content"}
        assert set(part.block_errors["figures"].block_errors[0].block_errors) == {"target"}

    def test_figure_that_refers_to_itself_is_refused(self):
        with pytest.raises(ValidationError):
            StoryBodyBlock().clean(self.body(figures=[factories.figure(id=ID, target=ID)]))

    def test_story_in_order_is_clean(self):
        figures = [factories.figure(id=ID), factories.figure(id=OTHER, target=ID)]
        StoryBodyBlock().clean(self.body(figures=figures))

    def test_missing_part_is_named(self):
        value = self.body()
        del value[2]
        with pytest.raises(ValidationError) as refused:
            StoryBodyBlock().clean(value)
        assert refused.value.non_block_errors

    def test_two_figures_never_share_an_id(self):
        data = figure_list(2, {"body-0-value-figures-0-id": ID, "body-0-value-figures-1-id": ID})
        figures = StoryBodyBlock().value_from_datadict(data, {}, "body")[0].value["figures"]
        assert figures.bound_blocks[0].id == ID != figures.bound_blocks[1].id

    def test_id_that_is_no_uuid_is_replaced(self):
        data = figure_list(1, {"body-0-value-figures-0-id": "x" * 500})
        child = StoryBodyBlock().value_from_datadict(data, {}, "body")[0].value["figures"].bound_blocks[0]
        assert len(child.id) == 36


def figure_list(count, extra=()):
    data = {
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "results",
        "body-0-id": ID,
    }
    data |= {"body-0-value-content-count": "0", "body-0-value-figures-count": str(count)}
    for number in range(count):
        data |= {
            f"body-0-value-figures-{number}-{key}": value
            for key, value in (("deleted", ""), ("order", number))
        }
        data[f"body-0-value-figures-{number}-value-quantity"] = str(number)
    return data | dict(extra)


@pytest.mark.django_db
class TestDamagedForms:
    @pytest.mark.parametrize(
        "damage",
        [
            {"body-0-value-figures-count": "many"},
            {"body-0-value-figures-count": "99999999"},
            {"body-0-value-figures-count": "-1"},
            {"body-0-value-figures-1-order": "x"},
            {"body-0-value-figures-1-order": "0"},
            {"body-count": ""},
            {"body-count": "२"},
        ],
    )
    def test_damaged_bookkeeping_is_an_error_that_keeps_what_was_typed(self, damage):
        value = StoryBodyBlock().value_from_datadict(figure_list(2, damage), {}, "body")
        figures = value[0].value["figures"]
        assert [child.value["quantity"].value for child in figures.bound_blocks] == [0, 1]
        with pytest.raises(ValidationError):
            StoryBodyBlock().clean_deferred(value)
        json.dumps(StoryBodyBlock().get_form_state(value), default=str)

    def test_sound_data_is_left_alone(self):
        data = figure_list(2)
        assert mended(data, "body", ["results"]) == (data, False)

    def test_unknown_type_is_told_and_not_dropped_in_silence(self):
        value = StoryBodyBlock().value_from_datadict(figure_list(1, {"body-0-type": "script"}), {}, "body")
        with pytest.raises(ValidationError):
            StoryBodyBlock().clean_deferred(value)

    @pytest.mark.parametrize(
        "state",
        [
            "not json",
            "[1, 2]",
            '"text"',
            '{"blocks": 5}',
            '{"blocks": [{"text": "Chữ của tôi", "type": "unstyled", "inlineStyleRanges": 7}]}',
            '{"blocks": [{"text": "Chữ của tôi", "type": "code-block"}]}',
            '{"blocks": [{"text": "Chữ của tôi", "type": "unstyled", "entityRanges": '
            '[{"offset": 0, "length": 3, "key": 0}]}], "entityMap": {"0": {"type": "EVIL", "data": {}}}}',
            '{"blocks": [{"key": "a", "text": "Chữ của tôi", "type": "unstyled", "depth": 0, '
            '"inlineStyleRanges": [], "entityRanges": [{"offset": 0, "length": 3, "key": 9}]}], "entityMap": {}}',
            "[" * 100_000,
            '{"blocks": [{"key": "a", "text": "Chữ của tôi\\ud800", "type": "unstyled", "depth": 0, '
            '"inlineStyleRanges": [], "entityRanges": []}], "entityMap": {}}',
            '{"blocks": [{"key": "a", "text": "Chữ của tôi\\u0000", "type": "unstyled", "depth": 0, '
            '"inlineStyleRanges": [], "entityRanges": []}], "entityMap": {}}',
        ],
    )
    def test_broken_rich_text_keeps_its_words_and_says_so(self, state):
        block = GuardedRichTextBlock()
        value = block.value_from_datadict({"t": state}, {}, "t")
        assert isinstance(value, DamagedText)
        assert "Chữ của tôi" in value.source or "Chữ" not in state
        assert "<script" not in value.source
        assert "\0" not in value.source and value.source.encode()
        with pytest.raises(ValidationError):
            block.clean_deferred(value)
        block.get_form_state(value)

    @pytest.mark.parametrize("state", ["null", "", '{"blocks": [], "entityMap": {}}'])
    def test_rich_text_nobody_has_touched_is_empty_and_sound(self, state):
        value = GuardedRichTextBlock(required=False).value_from_datadict({"t": state}, {}, "t")
        assert value.source == "" and not isinstance(value, DamagedText)

    def test_broken_rich_text_is_escaped(self):
        value = GuardedRichTextBlock().value_from_datadict({"t": "<script>alert(1)</script>"}, {}, "t")
        assert "<script" not in value.source

    def test_history_sees_plain_wagtail_lists(self):
        assert GuardedListBlock(FigureBlock()).deconstruct()[0] == "wagtail.blocks.ListBlock"
        assert GuardedRichTextBlock().deconstruct()[0] == "wagtail.blocks.RichTextBlock"


def test_rich_text_values_are_compared_by_their_source():
    assert isinstance(GuardedRichTextBlock().to_python("<p>a</p>"), RichText)

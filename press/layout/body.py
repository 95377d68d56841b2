"""The body of a graphic: the lead figure, its field, the chart and the further figures, arranged to fit their room."""

from __future__ import annotations

from press.layout.cards import Card, ChartCard, Maker, grid
from press.layout.content import Content
from press.layout.digits import digit_height, digit_width, digits, head, lead_words
from press.layout.fonts import Role
from press.layout.marks import RULE
from press.layout.paragraphs import INK, Piece, paragraph
from press.layout.plan import SMALL_SCALE, Plan, plans
from press.layout.primitives import Block, Primitive, Shapes, column, rectangle
from press.layout.ratios import Ratio

WIDE_SHARES = (0.33, 0.38, 0.44, 0.5, 0.58, 0.66)
BESIDE_SHARE = 0.74
LEAST_BESIDE = 8.5
# How tall a field of cells is at least, in widths of its column: a flat strip is no picture.
WIDE_FIELD = 0.19
# How much larger the words before the lead figure are than plain ones.
LEAD_HEAD = 1.5


def body(content: Content, ratio: Ratio, height: float) -> Block:
    """The fullest body that fits `height` pixels."""
    lead = content.lead
    if lead is None:
        return wordy(content, ratio, height)
    arrange = wide if ratio.width > ratio.height else tall
    arranged = (arrange(plan, height) for plan in plans(content, lead, ratio))
    block = next(filter(None, arranged), None) or smallest(
        Plan(content, lead, ratio, 0, False, SMALL_SCALE, 0.0), height
    )
    return with_standfirst(block, content, ratio, height)


def with_standfirst(block: Block, content: Content, ratio: Ratio, height: float) -> Block:
    """The body with the standfirst under it where so much room is left that it would look forgotten."""
    room = height - block.height - ratio.em * 2.4
    for scale in (1.6, 1.4, 1.2):
        size = ratio.em * scale
        text = paragraph(
            "standfirst", [Piece(content.standfirst, Role.READING)], size, ratio.inner, leading=1.45
        )
        if text.items and text.height <= room:
            rule = Shapes("rule", (rectangle(0, 0, ratio.inner, 1.0),), fill=RULE)
            parts = [Block(ratio.inner, 1.0, (rule,)), text]
            return column(
                [block, column(parts, ratio.em * 0.8)],
                ratio.em * 1.6 + min(ratio.em * 2, (room - text.height) / 2),
            )
    return block


def wordy(content: Content, ratio: Ratio, height: float) -> Block:
    """A body without a figure: the standfirst in large type, the chart if there is one."""
    colour = content.pillar.colour if content.pillar else INK
    drawn = [ChartCard(content.bars, colour, ratio.em).at(ratio.inner)] if content.bars else []
    drawn = [block for block in drawn if block.height < height * 0.6]
    room = height - sum(block.height + ratio.em * 2 for block in drawn)
    pieces = [Piece(content.standfirst, Role.READING)]
    for size in (ratio.em * scale for scale in (3.2, 2.8, 2.4, 2.0, 1.7, 1.4)):
        text = paragraph("standfirst", pieces, size, ratio.inner, leading=1.45)
        if text.height <= room:
            break
    text = paragraph("standfirst", pieces, size, ratio.inner, int(room / (size * 1.45)), leading=1.45)
    return column([block for block in (text, *drawn) if block.items], ratio.em * 2)


def smallest(plan: Plan, height: float) -> Block:
    """The lead figure alone, its words cut to as many lines as leave room for it."""
    width = plan.ratio.inner
    before = head(plan.lead, plan.em, width)
    above = before.height + plan.gap * 0.4 if before else 0
    for most in (4, 3, 2, 1):
        text = lead_words(plan.lead, plan.em, width, plan.mixed, most)
        room = height - text.height - above - plan.gap * 0.4
        size = min(room / digit_height(plan.lead), width / digit_width(plan.lead))
        if size > plan.em * 2:
            break
    blocks = [before, digits(plan.lead, size, plan.lead.verified, "lead"), text]
    return column([block for block in blocks if block], plan.gap * 0.4)


def lead_below(plan: Plan, width: float, height: float, most: float) -> tuple[Block, float] | None:
    """The lead figure with its words under it, and the size of its digits; nothing if they would be too small."""
    told = plan.lead
    before = head(told, plan.em * LEAD_HEAD, width)
    text = lead_words(told, plan.em, width, plan.mixed, 6)
    gap = plan.em * 0.55
    room = height - text.height - gap - (before.height + gap if before else 0)
    longest = min(width / digit_width(told), most)
    size = min(room / digit_height(told), longest)
    if size < min(plan.least, longest) or size <= 0:
        return None
    number = digits(told, size, told.verified, "lead")
    return column([block for block in (before, number, text) if block], gap), size


def lead_beside(plan: Plan, width: float, height: float, used: int) -> tuple[Block, float] | None:
    """The lead figure with its words and `used` further figures at its right, and the size of its digits."""
    told = plan.lead
    before = head(told, plan.em * LEAD_HEAD, width)
    above = before.height + plan.em * 0.5 if before else 0.0
    gap = plan.gap * 1.2
    size = min((height - above) / digit_height(told), width * BESIDE_SHARE / digit_width(told))
    while size >= plan.least:
        number = digits(told, size, told.verified, "lead")
        x = number.width + gap
        right = beside(plan, width - x, number.height, used) if width - x > plan.em * LEAST_BESIDE else None
        if right:
            items = (*(before.items if before else ()), *number.at(0, above), *right.at(x, above))
            return Block(width, above + number.height, items), size
        size *= 0.95
    return None


def beside(plan: Plan, width: float, height: float, used: int) -> Block | None:
    """The words of the lead figure, and the first further figures at the foot of its digits; nothing if too tall."""
    if used and width < plan.em * 15:
        return None
    text = lead_words(plan.lead, plan.em, width, plan.mixed, 8)
    cards = [card.at(width) for card in plan.cards()[:used]]
    if text.height + sum(card.height + plan.gap for card in cards) > height:
        return None
    items: list[Primitive] = list(text.items)
    y = height + plan.gap - sum(card.height + plan.gap for card in cards)
    for card in cards:
        items += card.at(0, y)
        y += card.height + plan.gap
    return Block(width, height, tuple(items))


def tall(plan: Plan, height: float) -> Block | None:
    """Lead figure, field, chart and further figures one under the other; nothing if they do not fit."""
    for used in range(min(2, plan.figures), -1, -1):
        for below in lower_parts(plan, plan.cards()[used:]):
            stacked = stack(plan, height, used, below)
            if stacked:
                return stacked
    return None


def lower_parts(plan: Plan, cards: list[Card]) -> list[list[Block]]:
    """The chart and the further figures in the number of columns that suits them; one column first where it is narrow."""
    width, count = plan.ratio.inner, len(cards)
    charts = [chart.at(width) for chart in plan.charts()]
    if not cards:
        return [charts]
    if count == 1 or width < plan.em * 20:
        options = [1]
    elif count == 3 and width >= plan.em * 38:
        options = [3]
    else:
        options = [2] if width >= plan.em * 38 else [1, 2]
    return [[*charts, grid(tuple(cards), columns, width, plan.gap)] for columns in options]


def stack(plan: Plan, height: float, used: int, below: list[Block]) -> Block | None:
    """The blocks one under the other, lead figure and field sharing what the lower ones leave."""
    width, gap = plan.ratio.inner, plan.gap
    key = plan.legend(width)
    rest = height - sum(block.height + gap for block in below)
    blocks = list(below)
    if key:
        rest -= key.height + gap * 1.5
        drawing = plan.field(width, min(width * 0.34, rest * 0.45))
        if drawing is None:
            return None
        rest -= drawing.height
        blocks.insert(0, column([drawing, key], gap * 0.5))
    if rest < plan.em * 3:
        return None
    lead = lead_beside(plan, width, rest, used)
    if not used:
        under = lead_below(plan, width, rest, plan.ratio.height * 0.42)
        lead = max(filter(None, (lead, under)), key=lambda found: found[1], default=None)
    return spread([lead[0], *blocks], height, gap) if lead else None


def spread(blocks: list[Block], height: float, gap: float) -> Block:
    """Blocks one under the other over the whole height, the gaps grown evenly but not without end."""
    spare = height - sum(block.height for block in blocks) - gap * (len(blocks) - 1)
    return column(blocks, gap + min(max(spare, 0) / max(len(blocks) - 1, 1), gap * 2.5))


def wide(plan: Plan, height: float) -> Block | None:
    """The lead figure at the left, the rest at its right; nothing if they do not fit."""
    width, gap = plan.ratio.inner, plan.gap * 1.6
    if not plan.cards() and not plan.charts() and plan.content.extent is None:
        return alone(plan, width, height)
    best: tuple[float, Block] | None = None
    for share in WIDE_SHARES:
        left = (width - gap) * share
        lead = lead_below(plan, left, height, height * 0.86)
        if lead is None or best and lead[1] <= best[0] * 1.08:
            continue
        if right := side(plan, width - gap - left, height):
            items = (*lead[0].items, *right.at(left + gap, 0))
            best = lead[1], Block(width, max(lead[0].height, right.height), items)
    return best[1] if best else None


def alone(plan: Plan, width: float, height: float) -> Block | None:
    """The lead figure over the whole width, its words where they leave it larger."""
    tries = (lead_beside(plan, width, height, 0), lead_below(plan, width, height, height))
    lead = max(filter(None, tries), key=lambda found: found[1], default=None)
    return lead[0] if lead else None


def side(plan: Plan, width: float, height: float) -> Block | None:
    """The right column of a wide graphic: the field with its legend, then chart and further figures in rows."""
    makers: list[Maker] = [*plan.charts(), *plan.cards()]
    gap, key = plan.gap, plan.legend(width)
    columns = min(len(makers), max(1, int(width / (plan.em * 15))) if key or len(makers) > 3 else 1)
    below = grid(tuple(makers), columns, width, gap * 1.3) if makers else None
    fixed = below.height if below else 0.0
    if key is None:
        return below if fixed <= height else None
    fixed += key.height + gap * (2.0 if below else 0.6)
    drawing = plan.field(width, min(height - fixed, width * 0.4))
    if (
        drawing is None
        or not plan.content.bar_field
        and drawing.height < width * WIDE_FIELD * plan.lead_share
    ):
        return None
    figure = column([drawing, key], gap * 0.6)
    return spread([figure, below], height, gap * 1.4) if below else figure

"""Figures in running text: found with value, qualifier, unit, period and nature; what is no figure stays unfound."""

import time
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from story.figures import Nature, Qualifier, Quantity, figure_forms
from story.figures.finding import MOST_CHARACTERS, find_numbers, sentences

from .figure_strategies import ACCOUNTS, COMMUNES, DONG, PERCENT, SHOPS, locales, numbers


def only(text, locale="vi", units=()):
    (found,) = find_numbers(text, locale, units)
    return found


def printed(text, locale="vi"):
    return [found.printed for found in find_numbers(text, locale)]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Huyện đã mở 1.234 gian hàng trên mạng.", 1234, "gian hàng"),
        ("Chợ có 56 tổ hỗ trợ.", 56, "tổ"),
        ("Chi phí là 3,1 tỷ đồng mỗi năm.", 3_100_000_000, "đồng"),
        ("Quỹ chi 4,5 tỉ đồng cho xã.", 4_500_000_000, "đồng"),
        ("Có 12 ngàn lượt hồ sơ nộp qua mạng.", 12_000, "lượt hồ sơ"),
        ("Phí duy trì 15 triệu đồng/trạm/năm.", 15_000_000, "đồng/trạm/năm"),
        ("Số người dùng đạt 41.029.", 41029, ""),
        ("Mức hài lòng đạt 93,4%.", "93.4", "%"),
        ("Mức hài lòng đạt 93,4 phần trăm.", "93.4", "%"),
        ("Nghèo giảm 3 điểm phần trăm.", 3, "điểm phần trăm"),
        ("Thửa ruộng rộng 30ha.", 30, "ha"),
        ("Tuyến cáp dài 12 km.", 12, "km"),
        ("Mỗi ngày 300 hồ sơ được trả.", 300, "hồ sơ"),
        ("Đội có 07 người.", 7, "người"),
        ("Lãi 3 tỷ 200 triệu đồng.", 3_200_000_000, "đồng"),
        ("Góp 2 triệu rưỡi.", 2_500_000, ""),
        ("Đứng thứ 5 cả nước.", 5, "thứ"),
        ("Dịch vụ công mức độ 4 được mở.", 4, "mức độ"),
        ("Vay 5 tỷ đồng; 0 đồng tiền phạt.", None, None),
        ("Một số 20 hộ còn lại chưa có mạng.", 20, "hộ"),
        ("Tổng số 15 trường đã nối mạng.", 15, "trường"),
        ("Hội trường chứa phòng 20 người.", 20, "người"),
        ("Thử trong vòng 07 ngày.", 7, "ngày"),
        ("Có 2000 hộ nghèo.", 2000, "hộ"),
        ("Nhà vườn thu 12 yến chè.", 12, "yến chè"),
    ],
)
def test_a_number_is_found_with_its_unit(text, value, unit):
    if value is None:
        assert [(found.value, found.unit) for found in find_numbers(text)] == [
            (5 * 10**9, "đồng"),
            (0, "đồng"),
        ]
        return
    found = only(text)
    assert (found.value, found.unit) == (Decimal(value), unit)
    assert text[found.start : found.end] == found.printed


@pytest.mark.parametrize(
    ("text", "value", "value_max", "total"),
    [
        ("Có 7-10 nghìn người đến xem.", 7000, 10000, None),
        ("Mỗi xóm có từ 3 đến 5 tổ.", 3, 5, None),
        ("Thời gian giảm 60% đến 70%.", 60, 70, None),
        ("Đã xong 68/200 xã.", 68, None, 200),
        ("Đã xong 9/9 huyện.", 9, None, 9),
        ("Đã xong 5/10 xã.", 5, None, 10),
        ("Đã xong 15 trên tổng số 20 xã.", 15, None, 20),
    ],
)
def test_ranges_and_parts_of_a_total_are_one_number(text, value, value_max, total):
    found = only(text)
    assert (found.value, found.value_max, found.total) == (value, value_max, total)


@pytest.mark.parametrize(
    ("words", "qualifier"),
    [
        ("hơn 40 hộ", Qualifier.OVER),
        ("trên 40 hộ", Qualifier.OVER),
        ("khoảng 40 hộ", Qualifier.ABOUT),
        ("xấp xỉ 40 hộ", Qualifier.ABOUT),
        ("khoảng từ 40 đến 50 hộ", Qualifier.ABOUT),
        ("gần 40 hộ", Qualifier.NEARLY),
        ("dưới 40 hộ", Qualifier.UNDER),
        ("chưa đến 40 hộ", Qualifier.UNDER),
        ("ít nhất 40 hộ", Qualifier.AT_LEAST),
        ("ít nhất là 40 hộ", Qualifier.AT_LEAST),
        ("không quá 40 hộ", Qualifier.AT_MOST),
        ("tối đa 40 hộ", Qualifier.AT_MOST),
        ("40 hộ trở lên", Qualifier.AT_LEAST),
        ("40 hộ trở xuống", Qualifier.AT_MOST),
        ("chỉ 40 hộ", Qualifier.EXACT),
        ("đạt 40 hộ", Qualifier.EXACT),
        ("hơn cả mong đợi, 40 hộ", Qualifier.EXACT),
    ],
)
def test_the_qualifier_beside_the_number_counts(words, qualifier):
    text = f"Xóm có {words} tham gia."
    found = only(text)
    assert found.qualifier is qualifier
    start, end = found.phrase
    if qualifier is not Qualifier.EXACT:
        assert text[start:end] == words


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Ba mươi xã đã tham gia.", 30),
        ("Có hai nghìn hộ mới.", 2000),
        ("Hơn một nghìn tổ được lập.", 1000),
        ("Chi hai mươi lăm triệu đồng.", 25_000_000),
        ("Ba mươi tỉ lệ được so với nhau.", 30),
        ("Chi ba phẩy một tỷ đồng.", 3_100_000_000),
        ("Hai mươi năm sau, làng đổi khác.", 20),
        ("Xóm có bảy người.", 7),
        ("Năm trăm năm mươi hộ góp đất.", 550),
        ("Có một trăm linh năm máy.", 105),
    ],
)
def test_a_number_in_words_is_found_where_it_counts(text, value):
    assert only(text).value == value


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("About 3,500 households took part.", [("about", 3500, "households")]),
        ("Between 5 and 10 communes joined.", [("exactly", 5, "communes")]),
        (
            "More than 3.1 million people and 40% of shops.",
            [("over", 3_100_000, "people"), ("exactly", 40, "%")],
        ),
        ("Thirty-five villages paid $5 million.", [("exactly", 35, "villages"), ("exactly", 5_000_000, "$")]),
        ("By 2025, 12 out of 15 districts will have it.", [("exactly", 12, "districts")]),
    ],
)
def test_simple_english_is_read_too(text, found):
    numbers_found = find_numbers(text, "en")
    assert [(each.qualifier, each.value, each.unit) for each in numbers_found] == found


@pytest.mark.parametrize(
    "text",
    [
        "Năm 2021 và giai đoạn 2021-2025, từ 2019.",
        "Sáng ngày 15/12/2021, ngày 3 tháng 4 năm 2022, tháng 5/2022, quý II/2022.",
        "Lễ mở ngày 2/9 tại huyện.",
        "Ngày 5 và 6 họp; ngày 12, 13 nghỉ.",
        "Hôm 15/8 trời mưa.",
        "Lúc 17:22 và 8h30, từ 8 giờ đến 17 giờ 30.",
        "Trực 24/7 và 24/24.",
        "Gọi 0912 345 678, +84 912 345 678 hoặc 1900 1234.",
        "Gọi tổng đài 1022 khi cần.",
        "Theo Quyết định số 749/QĐ-TTg ngày 3/6/2020 và Nghị quyết 01-NQ/TU.",
        "Số: 05/BC-UBQG.",
        "Nghị định 130/2020/NĐ-CP, Điều 5, khoản 3.",
        "2. Giải pháp của làng",
        "2.1. Giải pháp của làng",
        "3) Kết quả của làng",
        "Gồm (1) học; (2) làm.",
        "Dịch COVID-19, Covid 19, F0, T63, 5G, km2, Web 2.0, công nghiệp 4.0.",
        "Xem https://chuviet.vn/2021/123?trang=5 hoặc thu5@chuviet.vn.",
        "Ảnh 20220113-pg4_1 và IMG_2031.jpg, chonoi-12.png.",
        "Mã số 001234567890 và 20220113.",
        "Thứ 2 hằng tuần có phiên chợ.",
        "Nhà số 12, quận 3, thôn 5.",
        "Tuần 14/2022 có mưa.",
        "Bước 2 khó hơn bước 1.",
        "Một mặt, hai bên cùng lợi; năm nay được mùa; không ai vắng.",
        "Tháng mười hai, lần thứ mười, năm hai nghìn không trăm hai mươi mốt.",
        "Hàng chục nghìn người, vài trăm hộ.",
        "Trận đấu kết thúc 3-1.",
        "",
        "Làng nhỏ bên sông.",
    ],
)
def test_digits_that_are_no_figures_stay_unfound(text):
    assert printed(text) == []


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Năm 2021, tỉnh có 40 trạm.", "2021"),
        ("Tỉnh có 40 trạm năm 2021.", "2021"),
        ("Từ 15/12 đến 31/12/2021, tổng đài nhận 40 cuộc gọi.", "2021-12-15/2021-12-31"),
        ("Tháng 3/2022 có 40 trạm.", "2022-03"),
        ("Quý I/2022 có 40 trạm.", "2022-01/2022-03"),
        ("6 tháng đầu năm 2022 có 40 trạm.", "2022-01/2022-06"),
        ("Đến hết tháng 12 năm 2021 có 40 trạm.", "2021-12"),
        ("Đến nay có 40 trạm.", ""),
        ("Từ năm 2018 đến nay có 40 trạm.", ""),
        ("Từ năm 2018, tỉnh có 40 trạm.", ""),
        ("Năm 2021 khởi công. Tỉnh có 40 trạm.", ""),
        ("Tỉnh có 40 trạm, tăng so với năm 2020.", ""),
        ("Theo Quyết định 12/QĐ-UBND ngày 3/6/2020, tỉnh có 40 trạm.", ""),
        ("Có 40 trạm.", ""),
    ],
)
def test_the_period_is_the_one_its_sentence_states(text, period):
    assert find_numbers(text)[-1].period == period


@pytest.mark.parametrize(
    ("text", "nature"),
    [
        ("Tỉnh phấn đấu có 40 trạm.", Nature.TARGET),
        ("Mục tiêu: 40 trạm.", Nature.TARGET),
        ("Đến năm 2025, tỉnh sẽ có 40 trạm.", Nature.TARGET),
        ("Dự kiến có 40 trạm.", Nature.PROJECTION),
        ("Ước tính có 40 trạm.", Nature.ESTIMATE),
        ("Với mục tiêu phục vụ dân, tỉnh đã có 40 trạm.", Nature.MEASURED),
        ("Tỉnh vượt chỉ tiêu 40 trạm.", Nature.MEASURED),
        ("Mục tiêu rõ ràng. Tỉnh có 40 trạm.", Nature.MEASURED),
        ("Tỉnh có 40 trạm.", Nature.MEASURED),
    ],
)
def test_plans_and_estimates_are_told_from_what_was_measured(text, nature):
    assert find_numbers(text)[-1].nature is nature


class TestUnits:
    def test_a_known_unit_wins_over_the_first_words(self):
        assert only("Xóm có 40 gùi thổ cẩm đẹp.", units=["gùi thổ cẩm"]).unit == "gùi thổ cẩm"

    def test_a_unit_is_a_whole_word(self):
        assert only("Xóm có 40 hoa.", units=["ho"]).unit == "hoa"


class TestPositions:
    text = "Chợ nổi đã có hơn 40 hộ, và 1.200 người ở lại."

    def test_accents_set_apart_change_nothing_but_the_places(self):
        apart = unicodedata.normalize("NFD", self.text)
        composed, decomposed = find_numbers(self.text), find_numbers(apart)
        assert [(each.value, each.unit) for each in composed] == [
            (each.value, each.unit) for each in decomposed
        ]
        for each in decomposed:
            assert apart[each.start : each.end] == each.printed
        start, end = decomposed[0].phrase
        assert unicodedata.normalize("NFC", apart[start:end]) == "hơn 40 hộ"

    def test_fixed_spaces_are_spaces(self):
        assert only("Chi 3,1\N{NO-BREAK SPACE}tỷ\N{NO-BREAK SPACE}đồng.").value == 3_100_000_000

    def test_the_sentence_is_the_one_around_the_number(self):
        assert only("Mở đầu ở TP. Huế. Chợ có 40 hộ. Hết.").sentence == "Chợ có 40 hộ."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Một. Hai? Ba!", ["Một.", "Hai?", "Ba!"]),
        ("Ở TP. Huế có 1.234 hộ. Xong./.", ["Ở TP. Huế có 1.234 hộ.", "Xong./."]),
        ("Dòng một\n\nDòng hai", ["Dòng một", "Dòng hai"]),
        ("“Tốt lắm.” Bà nói.", ["“Tốt lắm.”", "Bà nói."]),
        ("  ", []),
    ],
)
def test_sentences_end_where_people_end_them(text, expected):
    assert [text[start:end] for start, end in sentences(text)] == expected


quantities = st.builds(
    Quantity,
    numbers(lowest=0),
    unit=st.sampled_from([SHOPS, DONG, ACCOUNTS, COMMUNES, PERCENT]),
)
CARRIERS = {"vi": "Làng nay có {} và vui.", "en": "The village counts {} and is glad."}


@given(quantities, locales)
def test_every_form_of_a_figure_is_found_again_with_its_value(record, locale):
    forms = figure_forms(record, locale)
    name = "" if record.unit is PERCENT else f" {record.unit.name(locale, record.value)}"
    found = only(CARRIERS[locale].format(forms.digits + name), locale)
    assert found.value == record.value
    assert found.printed == forms.digits


@given(numbers(lowest=0, places=1), numbers(lowest=1, places=1), st.booleans(), locales)
def test_every_range_and_total_is_found_again(value, more, is_total, locale):
    other = value + more
    assume(max(value, other) < 10**15)
    ends = {"total": other} if is_total else {"value_max": other}
    record = Quantity(value, unit=SHOPS, **ends)
    text = CARRIERS[locale].format(f"{figure_forms(record, locale).digits} {SHOPS.name(locale)}")
    found = only(text, locale)
    assert (found.value, found.value_max, found.total) == (value, record.value_max, record.total)


@given(st.text(st.characters(blacklist_categories=["Nd", "Nl", "No"]), max_size=200).filter(str.isascii))
def test_text_without_digits_or_number_words_gives_nothing(text):
    assert find_numbers(text) == []


@given(
    st.lists(
        st.sampled_from(
            [
                "5",
                "10 xã",
                "%",
                "-",
                "/",
                "năm 2021",
                "mười",
                "triệu",
                " ",
                "ngày 3",
                ".",
                "\n",
                "e\u0302\u0301",
            ]
        )
    )
)
def test_spans_are_within_the_text_and_do_not_overlap(pieces):
    text = "".join(pieces)
    last = 0
    for found in find_numbers(text):
        assert last <= found.start < found.end <= len(text)
        assert 0 <= found.phrase[0] <= found.start and found.end <= found.phrase[1] <= len(text)
        last = found.end


HOSTILE = [
    "1",
    "1 ",
    "1.111.",
    "1/",
    "1-",
    "5 triệu ",
    "hai mươi ",
    "1/2/2021 ",
    "từ 15 đến ",
    "a\u0300\u0323",
    ".",
    "\n",
    "5    ",
    "số ",
    "%",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_costs_no_more_than_its_size(piece):
    def cost(size):
        text = (piece * (size // len(piece) + 1))[:size]
        started = time.process_time()
        find_numbers(text)
        return time.process_time() - started

    cost(1000)
    small, large = min(cost(20_000) for _ in range(3)), cost(160_000)
    assert large < 8 * small * 3 + 0.05
    assert len(find_numbers(piece * MOST_CHARACTERS)) <= 4000

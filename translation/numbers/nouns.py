"""What is counted, and what stands beside a number, in both languages: xã is a commune, tăng is to rise."""

import re
from collections.abc import Iterator

# Vietnamese | English; of two that fit the longer is taken.
_THINGS = """
tỉnh, tỉnh thành, địa phương | provinces, province, localities, locality
thành phố | cities, city
huyện, quận | districts, district
xã, phường, thị trấn | communes, commune, wards, ward, townships, township
thôn, bản, ấp, buôn, xóm, làng, tổ dân phố | villages, village, hamlets, hamlet, neighbourhoods
hộ, hộ dân, hộ gia đình, gia đình, nhà | households, household, families, family, homes, houses, house
người, người dân, nhân khẩu, dân, nhân viên | people, residents, persons, person, inhabitants, citizens, participants, staff
em, trẻ, trẻ em | children, child, kids
người con, đứa con | children, child, sons, daughters
cháu | children, child, grandchildren, grandchild
học viên, người học | learners, learner, trainees
học sinh | pupils, pupil, students, student
giáo viên, thầy cô | teachers, teacher
cán bộ, công chức, viên chức | officials, official, officers, civil servants
hội viên, thành viên, đoàn viên | members, member
đảng viên | party members, party member, members, member
chi bộ, đảng bộ | party cells, party cell, party committees, cells, cell
nông dân | farmers, farmer
bệnh nhân | patients, patient
bác sĩ | doctors, doctor
khách hàng, khách | customers, customer, visitors, guests
doanh nghiệp, công ty | businesses, enterprises, companies, business, firms
hợp tác xã | cooperatives, cooperative
tổ công nghệ số cộng đồng, tổ, đội, nhóm | digital technology teams, teams, team, groups, group
lớp, lớp học, khóa, buổi | classes, class, courses, course, sessions, lessons
trường, trường học | schools, school
bệnh viện, trạm y tế | hospitals, hospital, clinics, health stations
bưu điện văn hóa xã, bưu điện | post and culture offices, post offices, post office
điểm, điểm bán, điểm dịch vụ | points, point, points of sale, outlets, sites
trạm | stations, station
máy, cây ATM, ATM | machines, machine, cash machines, ATMs, ATM, devices
điện thoại, máy điện thoại | phones, phone, telephones, smartphones
mã QR | QR codes, QR code
tài khoản | accounts, account
hồ sơ, đơn | applications, application, files, dossiers
phản ánh, ý kiến | reports, report, complaints, comments
cuộc gọi | calls, call
lượt tải | downloads, download
lượt truy cập, lượt, lượt khách | visits, visit
giao dịch | transactions, transaction, payments, payment
sản phẩm | products, product
đơn hàng | orders, order
gian hàng, cửa hàng | shops, shop, stores, stalls
thủ tục | procedures, procedure
dịch vụ | services, service
văn bản, tài liệu | documents, document
bản ghi, dòng | records, record, rows
bộ dữ liệu, bộ | datasets, sets
bảng | tables, table
trường dữ liệu | fields
lĩnh vực | fields, areas, domains
nguồn dữ liệu, nguồn | sources, source
hệ thống | systems, system
nền tảng | platforms, platform
ứng dụng | apps, app, applications
câu chuyện | stories, story
câu hỏi | questions, question
bài dự thi, bài viết | entries, articles, papers
mô hình | models, model
dự án | projects, project
nhiệm vụ, việc | tasks, task, matters
chỉ tiêu, tiêu chí | targets, criteria, indicators
camera | cameras, camera
sao | stars, star
tuổi | years old, aged, age
khoản | clause, paragraph
điều | article
chương | chapter
mục | section, item
tầng | floor
tuyến, đường | route, road, line
bài | lesson
thuê bao | subscriptions, subscription, subscribers
cảm biến | sensors, sensor
thuyền viên | crew
con | animals, cows, pigs, chickens, head
cây | trees, tree
"""
# What tells two numbers of one thing apart.
_BESIDE = """
tăng | rose, rise, rises, increased, increase, up, grew, grow, gained
giảm | fell, fall, falls, fallen, decreased, decrease, down, dropped, cut, declined, fewer
ban ngày | by day, daytime
ban đêm, đêm | by night, at night, night
nam | men, male, boys
nữ, phụ nữ | women, female, girls
xuất khẩu | exported, exports, export
trong nước | at home, domestic, domestically
trực tuyến, qua mạng | online
trực tiếp | in person, directly
trước, trước đây, hồi đó, cũ | before, earlier, formerly, previously, used, old
nay, hiện, hiện nay, giờ, bây giờ | now, today, currently
năm ngoái, năm trước | last year, year before
sáng | morning
chiều | afternoon
tối | evening
đầu tư | investment, invest, buying
duy trì, vận hành | running, maintenance, operating
thành thị, đô thị | urban, towns
nông thôn | rural, countryside
lớn nhất, nhiều nhất | largest, most, oldest
nhỏ nhất, ít nhất | smallest, least, youngest
ngân sách | budget
chính quyền số | digital government
kinh tế số | digital economy
xã hội số | digital society
đúng hạn | on time
quá hạn | overdue, late
"""


Names = dict[str, dict[str, frozenset[str]]]
_WORD = re.compile(r"[^\W\d_]+")


def _read(table: str) -> Names:
    """What each name may mean, in each language."""
    names: Names = {"vi": {}, "en": {}}
    for line in table.strip().splitlines():
        meaning = line.partition(",")[0].partition(" | ")[0]
        for language, listed in zip(("vi", "en"), line.split(" | "), strict=True):
            for name in listed.casefold().split(", "):
                names[language][name] = names[language].get(name, frozenset()) | {meaning}
    return names


_THING, _SAID = _read(_THINGS), _read(_BESIDE)
_MOST_WORDS = 5
_FIRST_WORDS = {name.split()[0] for table in (_THING, _SAID) for names in table.values() for name in names}
THINGS = frozenset().union(*_THING["vi"].values())


def thing(words: str, language: str) -> frozenset[str]:
    """What the words after a number say it counts; empty where the table does not know it."""
    return next(_meanings(words, _THING[language]), frozenset())


def beside(words: str, language: str) -> frozenset[str]:
    """What the words around a number say of it."""
    return frozenset().union(*_meanings(words, _SAID[language]))


def _meanings(words: str, names: dict[str, frozenset[str]]) -> Iterator[frozenset[str]]:
    """Of each name in the words, the longest first."""
    found = _WORD.findall(words.lower())
    place = 0
    while place < len(found):
        if found[place] not in _FIRST_WORDS:
            place += 1
            continue
        for count in range(min(_MOST_WORDS, len(found) - place), 0, -1):
            if meanings := names.get(" ".join(found[place : place + count])):
                yield meanings
                place += count - 1
                break
        place += 1

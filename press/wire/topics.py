"""Pillars, sectors and forms of a story as the IPTC names them, with our Vietnamese words beside."""

from __future__ import annotations

from dataclasses import dataclass

from press.summary import StorySummary


@dataclass(frozen=True, slots=True)
class Concept:
    """A term of a controlled vocabulary: its code there, and its name in both languages."""

    code: str
    vi: str
    en: str

    def name_in(self, locale: str) -> str:
        """The name in a language; other languages take the English one."""
        return self.vi if locale.startswith("vi") else self.en


# Media Topics: http://cv.iptc.org/newscodes/mediatopic/. A broad topic that is right goes before a narrow one that is not.
POLITICS = Concept("11000000", "chính trị", "politics")
GOVERNMENT = Concept("20000593", "chính quyền", "government")
ECONOMY = Concept("20000344", "kinh tế", "economy")
ECONOMIC_SECTOR = Concept("20000209", "ngành kinh tế", "economic sector")
BUSINESS = Concept("04000000", "kinh tế, kinh doanh và tài chính", "economy, business and finance")
AGRICULTURE = Concept("20000210", "nông nghiệp", "agriculture")
TRANSPORT = Concept("20000337", "giao thông vận tải", "transport")
EDUCATION = Concept("05000000", "giáo dục", "education")
ENVIRONMENT = Concept("06000000", "môi trường", "environment")
HEALTH = Concept("07000000", "y tế", "health")
LEISURE = Concept("20000538", "giải trí và du lịch", "leisure")
SCIENCE = Concept("13000000", "khoa học và công nghệ", "science and technology")
TECHNOLOGY = Concept("20000756", "công nghệ và kỹ thuật", "technology and engineering")
SOCIETY = Concept("14000000", "xã hội", "society")
CULTURE = Concept("20000038", "văn hóa", "culture")


@dataclass(frozen=True, slots=True)
class Filing(Concept):
    """A pillar or sector of ours, and the topics that stand for it outside."""

    topics: tuple[Concept, ...] = ()


PILLARS = {
    filing.code: filing
    for filing in (
        Filing("digital-government", "Chính quyền số", "Digital government", (GOVERNMENT,)),
        Filing("digital-economy", "Kinh tế số", "Digital economy", (ECONOMY,)),
        Filing("digital-society", "Xã hội số", "Digital society", (SOCIETY,)),
    )
}
SECTORS = {
    filing.code: filing
    for filing in (
        Filing("health", "Y tế", "Health", (HEALTH,)),
        Filing("education", "Giáo dục", "Education", (EDUCATION,)),
        Filing("finance-banking", "Tài chính – ngân hàng", "Finance and banking", (BUSINESS,)),
        Filing("agriculture", "Nông nghiệp", "Agriculture", (AGRICULTURE,)),
        Filing(
            "transport-logistics",
            "Giao thông vận tải và logistics",
            "Transport and logistics",
            (TRANSPORT,),
        ),
        Filing(
            "natural-resources-environment",
            "Tài nguyên và môi trường",
            "Natural resources and environment",
            (ENVIRONMENT,),
        ),
        Filing("industry", "Sản xuất công nghiệp", "Industry", (ECONOMIC_SECTOR,)),
        Filing("tourism", "Du lịch", "Tourism", (LEISURE,)),
        Filing("public-administration", "Hành chính công", "Public administration", (GOVERNMENT,)),
        Filing("party-work", "Công tác Đảng", "Party work", (POLITICS,)),
        Filing("culture-society", "Văn hóa – xã hội", "Culture and society", (CULTURE, SOCIETY)),
        Filing("digital-skills", "Kỹ năng số", "Digital skills", (EDUCATION, TECHNOLOGY)),
        Filing(
            "information-infrastructure", "Hạ tầng thông tin", "Information infrastructure", (TECHNOLOGY,)
        ),
        Filing("other", "Lĩnh vực khác", "Other"),
    )
}
# Genres: http://cv.iptc.org/newscodes/genre/
GENRES = {
    "story": Concept("Feature", "bài chuyên đề", "Feature"),
    "practice": Concept("Background", "bài thông tin nền", "Background"),
    "lesson": Concept("Analysis", "bài phân tích", "Analysis"),
    "idea": Concept("Feature", "bài chuyên đề", "Feature"),
    "interview": Concept("Interview", "bài phỏng vấn", "Interview"),
}


def filings_of(summary: StorySummary) -> tuple[tuple[str, Filing], ...]:
    """The pillars and sectors of a story, each with what it is; one that is not known stands by its code alone."""
    pillars = (("pillar", PILLARS.get(code) or Filing(code, code, code)) for code in summary.pillars)
    sectors = (("sector", SECTORS.get(code) or Filing(code, code, code)) for code in summary.sectors)
    return (*pillars, *sectors)


def topics_of(summary: StorySummary) -> tuple[Concept, ...]:
    """The Media Topics of a story, each once. All stories are about technology put to use."""
    filed = (topic for _kind, filing in filings_of(summary) for topic in filing.topics)
    return tuple(dict.fromkeys([*filed, SCIENCE]))


def genre_of(summary: StorySummary) -> Concept:
    """The genre of a story by its form."""
    return GENRES.get(summary.form, GENRES["story"])

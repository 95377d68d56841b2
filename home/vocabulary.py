"""The fixed words every story is filed under, in the site's languages."""

PILLARS = {
    "digital-government": ("Chính quyền số", "Digital government"),
    "digital-economy": ("Kinh tế số", "Digital economy"),
    "digital-society": ("Xã hội số", "Digital society"),
}
# Vietnamese name: kind, English name and singular, how it is said in Vietnamese and in English.
UNITS = {
    "%": ("percent", "%", "%", "phần trăm", "percent"),
    "điểm phần trăm": ("percentage-point", "percentage points", "percentage point", "", ""),
    "đồng": ("money", "VND", "VND", "", "Vietnamese dong"),
    "người": ("count", "people", "person", "", ""),
    "hộ": ("count", "households", "household", "", ""),
    "ngày": ("duration", "days", "day", "", ""),
    "tháng": ("duration", "months", "month", "", ""),
    "năm": ("duration", "years", "year", "", ""),
    "lần": ("count", "times", "time", "", ""),
}
SECTORS = {
    "health": ("Y tế", "Health"),
    "education": ("Giáo dục", "Education"),
    "finance-banking": ("Tài chính – ngân hàng", "Finance and banking"),
    "agriculture": ("Nông nghiệp", "Agriculture"),
    "transport-logistics": ("Giao thông vận tải và logistics", "Transport and logistics"),
    "natural-resources-environment": ("Tài nguyên và môi trường", "Natural resources and environment"),
    "industry": ("Sản xuất công nghiệp", "Industry"),
    "tourism": ("Du lịch", "Tourism"),
    "public-administration": ("Hành chính công", "Public administration"),
    "party-work": ("Công tác Đảng", "Party work"),
    "culture-society": ("Văn hóa – xã hội", "Culture and society"),
    "digital-skills": ("Kỹ năng số", "Digital skills"),
    "information-infrastructure": ("Hạ tầng thông tin", "Information infrastructure"),
    "other": ("Lĩnh vực khác", "Other"),
}

"""What the words of the JSON are called on a page or a terminal."""

RELATIONS = {
    "based_on": "căn cứ",
    "implements": "thực hiện",
    "disseminates": "quán triệt, tuyên truyền",
    "reviews": "sơ kết, tổng kết",
    "linked_with": "gắn với",
    "details": "quy định chi tiết",
    "amends": "sửa đổi, bổ sung",
    "replaces": "thay thế",
    "repeals": "bãi bỏ",
    "corrects": "đính chính",
    "promulgates": "ban hành",
    "annex_of": "phụ lục của",
    "cites": "viện dẫn",
}
RELATIONS_INCOMING = {
    "based_on": "là căn cứ của",
    "implements": "được thực hiện bởi",
    "disseminates": "được quán triệt bởi",
    "reviews": "được sơ kết, tổng kết bởi",
    "linked_with": "được gắn với bởi",
    "details": "được quy định chi tiết bởi",
    "amends": "được sửa đổi, bổ sung bởi",
    "replaces": "bị thay thế bởi",
    "repeals": "bị bãi bỏ bởi",
    "corrects": "được đính chính bởi",
    "promulgates": "được ban hành bởi",
    "annex_of": "có phụ lục",
    "cites": "được viện dẫn bởi",
}
FORMS = {
    "numbered": "số, ký hiệu",
    "named": "tên",
    "self": "số của chính văn bản",
    "blank": "số bỏ trống",
    "generic": "chung",
}
STATUSES = {
    "implemented": "Đã triển khai",
    "indirect": "Gián tiếp",
    "cited": "Chỉ nhắc đến",
    "not_implemented": "Chưa triển khai",
    "predates": "Có trước",
    "no_documents": "Không có văn bản",
}
ATTRIBUTES = {
    "type": "Loại",
    "number": "Số",
    "symbol": "Ký hiệu",
    "date": "Ngày",
    "issuer": "Cơ quan",
    "title": "Trích yếu",
}
FORCE = {
    "in_force": "còn hiệu lực",
    "amended": "đã được sửa đổi, bổ sung",
    "replaced": "đã bị thay thế",
    "repealed": "đã bị bãi bỏ",
    "unknown": "chưa rõ hiệu lực",
}

"""Files of every format come out as the same text, and what cannot be read says why."""

import os
import shutil
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from ingest.decode import UnreadableDocument
from ingest.formats import SUPPORTED, iter_documents, read_text

DOCUMENTS = Path(__file__).parent.parent / "data" / "documents"
CITATION = "Căn cứ Quyết định số 123/QĐ-UBND ngày 05/6/2026 của Ủy ban nhân dân thành phố Hải Phòng;"


def needs(*programs: str) -> pytest.MarkDecorator:
    missing = [program for program in programs if shutil.which(program) is None]
    return pytest.mark.skipif(bool(missing), reason=f"needs {', '.join(missing)}")


def save(document: object, path: Path) -> Path:
    document.save(str(path))  # type: ignore[attr-defined]
    return path


@pytest.mark.parametrize("path", sorted(DOCUMENTS.glob("*.txt")), ids=lambda path: path.stem[:12])
def test_text_file_comes_back_unchanged(path: Path) -> None:
    assert read_text(path) == path.read_bytes().decode("utf-8")


def test_line_ends_of_a_text_file_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes("Một\r\nHai\r\n".encode())
    assert read_text(path) == "Một\r\nHai\r\n"


def test_word_paragraphs_and_tables_come_in_order(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("Trước bảng")
    table = document.add_table(rows=2, cols=3)
    for row, values in zip(
        table.rows, (("STT", "Nhiệm vụ", "Cơ quan"), ("1", "Rà soát\nvăn bản", "Sở Nội vụ")), strict=True
    ):
        for cell, value in zip(row.cells, values, strict=True):
            cell.text = value
    document.add_paragraph("Sau bảng")
    text = read_text(save(document, tmp_path / "a.docx"))
    assert text == "Trước bảng\nSTT\tNhiệm vụ\tCơ quan\n1\tRà soát văn bản\tSở Nội vụ\nSau bảng\n"


def test_word_merged_cells_keep_the_columns(tmp_path: Path) -> None:
    document = Document()
    table = document.add_table(rows=2, cols=3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Hai cột"
    table.cell(0, 2).text = "C"
    table.cell(1, 0).text, table.cell(1, 1).text, table.cell(1, 2).text = "a", "b", "c"
    assert read_text(save(document, tmp_path / "a.docx")) == "Hai cột\t\tC\na\tb\tc\n"


def test_word_layout_table_of_the_heading_comes_as_lines(tmp_path: Path) -> None:
    document = Document()
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text = "ỦY BAN NHÂN DÂN\nPHƯỜNG HÒA BÌNH"
    table.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    table.cell(1, 0).text = "Số: 45/KH-UBND"
    table.cell(1, 1).text = "Hòa Bình, ngày 6 tháng 5 năm 2026"
    text = read_text(save(document, tmp_path / "a.docx"))
    assert "\t" not in text
    assert [line for line in text.split("\n") if line] == [
        "ỦY BAN NHÂN DÂN",
        "PHƯỜNG HÒA BÌNH",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 45/KH-UBND",
        "Hòa Bình, ngày 6 tháng 5 năm 2026",
    ]


def test_word_changes_are_read_as_accepted(tmp_path: Path) -> None:
    document = Document()
    paragraph = document.add_paragraph("Quyết định số ")._p
    namespaces = nsdecls("w")
    for xml in (
        f'<w:del {namespaces} w:id="1"><w:r><w:delText>99</w:delText></w:r></w:del>',
        f'<w:ins {namespaces} w:id="2"><w:r><w:t>12</w:t></w:r></w:ins>',
        f"<w:sdt {namespaces}><w:sdtContent><w:r><w:t>/QĐ</w:t></w:r></w:sdtContent></w:sdt>",
        f"<w:r {namespaces}><w:noBreakHyphen/><w:t>UBND</w:t></w:r>",
        f"<w:moveFrom {namespaces}><w:r><w:t>cũ</w:t></w:r></w:moveFrom>",
        f'<w:hyperlink {namespaces}><w:r><w:t xml:space="preserve"> kèm</w:t></w:r></w:hyperlink>',
    ):
        paragraph.append(parse_xml(xml))
    assert read_text(save(document, tmp_path / "a.docx")) == "Quyết định số 12/QĐ-UBND kèm\n"


def test_word_page_number_fields_are_left_out(tmp_path: Path) -> None:
    document = Document()
    paragraph = document.add_paragraph("Trang đầu ")._p
    for kind, code, shown in (("PAGE", " PAGE \\* MERGEFORMAT ", "7"), ("REF", " REF so ", "12/QĐ-UBND")):
        assert kind in code
        for xml in (
            '<w:r {0}><w:fldChar w:fldCharType="begin"/></w:r>',
            f"<w:r {{0}}><w:instrText>{code}</w:instrText></w:r>",
            '<w:r {0}><w:fldChar w:fldCharType="separate"/></w:r>',
            f"<w:r {{0}}><w:t>{shown}</w:t></w:r>",
            '<w:r {0}><w:fldChar w:fldCharType="end"/></w:r>',
        ):
            paragraph.append(parse_xml(xml.format(nsdecls("w"))))
    assert read_text(save(document, tmp_path / "a.docx")) == "Trang đầu 12/QĐ-UBND\n"


def test_word_list_numbers_are_counted(tmp_path: Path) -> None:
    document = Document()
    for text, style in (("Một", "List Number"), ("Hai", "List Number"), ("Gạch", "List Bullet"), ("Ba", "List Number")):
        document.add_paragraph(text, style=style)
    assert read_text(save(document, tmp_path / "a.docx")) == "1. Một\n2. Hai\n- Gạch\n3. Ba\n"


def test_word_list_levels_restart_under_each_other(tmp_path: Path) -> None:
    document = Document()
    numbering = document.part.numbering_part.element
    levels = (("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"), ("decimal", "%2.%4"))
    abstract = "".join(
        f'<w:lvl w:ilvl="{k}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for k, (kind, text) in enumerate(levels)
    )
    first = numbering.find(qn("w:num"))
    first.addprevious(parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{abstract}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    for depth, text in ((0, "A"), (1, "B"), (2, "C"), (2, "D"), (1, "E"), (2, "F"), (3, "G"), (0, "H"), (1, "I")):
        paragraph = document.add_paragraph(text)._p.get_or_add_pPr()
        placed = paragraph.get_or_add_numPr()
        placed.get_or_add_ilvl().val = depth
        placed.get_or_add_numId().val = 90
    text = read_text(save(document, tmp_path / "a.docx"))
    assert text.split("\n")[:-1] == ["I. A", "1. B", "a) C", "b) D", "2. E", "a) F", "2.1 G", "II. H", "1. I"]


def test_word_first_page_header_comes_first_and_others_not_at_all(tmp_path: Path) -> None:
    document = Document()
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "ĐẢNG BỘ THÀNH PHỐ"
    section.header.paragraphs[0].text = "Đầu trang lặp lại"
    document.add_paragraph(CITATION)
    assert read_text(save(document, tmp_path / "a.docx")) == f"ĐẢNG BỘ THÀNH PHỐ\n\n{CITATION}\n"


@pytest.mark.parametrize(
    ("font", "written", "read"),
    [
        (".VnTime", "ñy ban nh©n d©n", "ủy ban nhân dân"),
        (".VnTimeH", "ñy ban nh©n d©n", "ỦY BAN NHÂN DÂN"),
        ("VNI-Times", "UÛy ban nhaân daân", "Ủy ban nhân dân"),
        (".VnTime", "Ủy ban nhân dân", "Ủy ban nhân dân"),
        ("Times New Roman", "café ©", "café ©"),
    ],
)
def test_word_fonts_of_before_unicode_are_converted(tmp_path: Path, font: str, written: str, read: str) -> None:
    document = Document()
    document.add_paragraph().add_run(written).font.name = font
    assert read_text(save(document, tmp_path / "a.docx")) == f"{read}\n"


def test_word_text_box_is_read_once(tmp_path: Path) -> None:
    document = Document()
    box = "<w:txbxContent><w:p><w:r><w:t>MẬT</w:t></w:r></w:p></w:txbxContent>"
    alternate = (
        f'<w:r {nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
        ' xmlns:v="urn:schemas-microsoft-com:vml">'
        f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    document.add_paragraph("Văn bản")._p.append(parse_xml(alternate))
    assert read_text(save(document, tmp_path / "a.docx")) == "MẬT\nVăn bản\n"


def test_word_bomb_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w") as entry:
        for _ in range(520):
            entry.write(b" " * 1024 * 1024)
    assert path.stat().st_size < 2 * 1024 * 1024
    with pytest.raises(UnreadableDocument, match="giải nén"):
        read_text(path)


@pytest.mark.parametrize("content", [b"PK\x03\x04 hong", b"khong phai zip"])
def test_damaged_word_file_says_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "hong.docx"
    path.write_bytes(content)
    with pytest.raises(UnreadableDocument, match=r"hong\.docx: Tệp Word bị hỏng"):
        read_text(path)


def test_html_blocks_lists_and_tables(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        "<html><head><title>x</title><style>p{}</style></head><body><h1>KẾ HOẠCH</h1><p>Căn cứ   Luật\n số 1&nbsp;;</p>"
        "<script>alert('x')</script><ol><li>Một<li>Hai</ol><ul><li>Gạch</li></ul>"
        "<table><tr><th>STT<th>Việc<tr><td>1</td><td><p>Rà soát</p><p>văn bản</p></td></tr></table>"
        "<div>Hết<br>rồi</div>",
        encoding="utf-8",
    )
    assert [line for line in read_text(path).split("\n") if line] == [
        "KẾ HOẠCH",
        "Căn cứ Luật số 1\u00a0;",
        "1. Một",
        "2. Hai",
        "- Gạch",
        "STT\tViệc",
        "1\tRà soát văn bản",
        "Hết",
        "rồi",
    ]


@pytest.mark.parametrize(
    "page",
    ["<table><tr><td>a", "<table><td>a</table>b", "</td></tr></table>a", "<script>a", "<ol><li>a<table>"],
)
def test_html_that_is_cut_off_does_no_harm(tmp_path: Path, page: str) -> None:
    path = tmp_path / "a.htm"
    path.write_text("<p>Văn bản" + page, encoding="utf-8")
    assert read_text(path).startswith("Văn bản")


@pytest.mark.office
@needs("soffice")
@pytest.mark.parametrize("suffix", [".odt", ".doc", ".rtf"])
def test_other_office_formats_are_read(tmp_path: Path, suffix: str) -> None:
    source = tmp_path / "nguồn.rtf"
    body = "".join(c if c.isascii() else rf"\u{ord(c)}?" for c in CITATION)
    source.write_text(rf"{{\rtf1\ansi {body}\par}}", encoding="ascii")
    if suffix != ".rtf":
        import subprocess

        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", suffix[1:], "--outdir", str(tmp_path), str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert read_text(source.with_suffix(suffix)).strip() == CITATION


def pdf_of(text: str, folder: Path) -> Path:
    """A PDF made by the system's own programs, from a text in one font."""
    import subprocess

    document = Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    save(document, folder / "a.docx")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(folder / "a.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / "a.pdf"


@pytest.mark.office
@needs("soffice", "pdftotext", "pdftoppm", "tesseract")
def test_pdf_and_scans_are_read(tmp_path: Path) -> None:
    import subprocess

    pdf = pdf_of(CITATION, tmp_path)
    assert " ".join(read_text(pdf).split()) == CITATION
    subprocess.run(["pdftoppm", "-r", "200", "-png", "-singlefile", str(pdf), str(tmp_path / "scan")], check=True)
    assert "123/QĐ-UBND" in read_text(tmp_path / "scan.png")


def test_missing_program_is_named_with_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    for name, content, program, package in (
        ("a.pdf", b"%PDF-1.4 x", "pdftotext", "poppler"),
        ("a.doc", b"\xd0\xcf\x11\xe0 x", "soffice", "LibreOffice"),
        ("a.png", b"\x89PNG x", "tesseract", "vie"),
    ):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(UnreadableDocument, match=rf"{name}: Cần chương trình {program}.*{package}"):
            read_text(tmp_path / name)


@needs("pdftotext")
def test_damaged_pdf_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.4 khong phai")
    with pytest.raises(UnreadableDocument, match=r"a\.pdf: pdftotext không đọc được tệp"):
        read_text(path)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.txt", b"", "Tệp rỗng"),
        ("a.txt", b" \n\n ", "Không tìm thấy chữ nào"),
        ("a.txt", bytes(range(256)) * 8, "nhị phân"),
        ("a.txt", b"%PDF-1.7 ...", "Đây là tệp PDF"),
        ("a.xyz", b"abc", "chưa được hỗ trợ"),
        ("a", b"abc", "không có đuôi"),
    ],
)
def test_unreadable_file_says_why(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableDocument, match=said) as caught:
        read_text(tmp_path / name)
    assert str(tmp_path / name) in str(caught.value)


def test_folder_and_missing_file_say_why(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match="thư mục"):
        read_text(tmp_path)
    with pytest.raises(UnreadableDocument, match="Không tìm thấy tệp"):
        read_text(tmp_path / "không có.txt")
    with pytest.raises(UnreadableDocument, match="Không đọc được tệp"):
        read_text(tmp_path / ("a" * 300 + ".txt"))


def test_file_without_permission_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Văn bản", encoding="utf-8")

    def refuse(*_: object, **__: object) -> None:  # root may read everything, so the mode of the file proves nothing
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UnreadableDocument, match="Không có quyền đọc"):
        read_text(path)


def test_very_large_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    with pytest.raises(UnreadableDocument, match=r"quá lớn \(200 MB, giới hạn 64 MB\)"):
        read_text(path)


def test_pipe_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    with pytest.raises(UnreadableDocument, match="tệp thường"):
        read_text(tmp_path / "a.txt")


def test_folders_are_walked_in_order(tmp_path: Path) -> None:
    for name in (
        "b/2.txt",
        "b/1.TXT",
        "a.md",
        "c.docx",
        "b/.hidden.txt",
        ".git/x.txt",
        "b/~$c.docx",
        "b/bang.xlsx",
        "z.bin",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "b" / "again.md").symlink_to(tmp_path / "a.md")
    skipped: list[str] = []
    found = list(iter_documents([tmp_path, tmp_path / "a.md"], lambda path, _: skipped.append(path.name)))
    assert [path.relative_to(tmp_path).as_posix() for path in found] == ["a.md", "c.docx", "b/1.TXT", "b/2.txt"]
    assert skipped == ["z.bin", "bang.xlsx"]


def test_named_files_come_as_they_are(tmp_path: Path) -> None:
    missing, other = tmp_path / "thiếu.txt", tmp_path / "bảng.xlsx"
    other.write_bytes(b"x")
    assert list(iter_documents([missing, other])) == [missing, other]


def test_supported_suffixes_are_lower_case_with_dot() -> None:
    assert {".txt", ".md", ".docx", ".pdf", ".html", ".htm", ".doc", ".odt"} <= SUPPORTED
    assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in SUPPORTED)

"""Word documents and web pages come out as a reader sees them: notes, hidden text, capitals, lists, columns."""

from pathlib import Path

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from ingest.formats import read_text

CITATION = "Căn cứ Quyết định số 123/QĐ-UBND ngày 05/6/2026 của Ủy ban nhân dân thành phố Hải Phòng;"
W = nsdecls("w")


def save(document: object, path: Path) -> Path:
    document.save(str(path))  # type: ignore[attr-defined]
    return path


def add_notes(document: object, kind: str, notes: str) -> None:
    """A part of notes as Word has it; python-docx makes none."""
    package = document.part.package  # type: ignore[attr-defined]
    media = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}s+xml"
    made = Part(PackURI(f"/word/{kind}s.xml"), media, f"<w:{kind}s {W}>{notes}</w:{kind}s>".encode(), package)
    relation = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}s"
    document.part.relate_to(made, relation)  # type: ignore[attr-defined]


def test_word_notes_come_at_the_end_and_their_marks_not_at_all(tmp_path: Path) -> None:
    document = Document()
    paragraph = document.add_paragraph("Thực hiện Kế hoạch số 12")._p
    for inside in ('<w:footnoteReference w:id="2"/>', "<w:t>/KH-UBND</w:t>", '<w:endnoteReference w:id="1"/>'):
        paragraph.append(parse_xml(f"<w:r {W}>{inside}</w:r>"))
    words = "<w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>{}</w:t></w:r></w:p>"
    add_notes(
        document,
        "footnote",
        f'<w:footnote w:type="separator" w:id="0">{words.format("vạch")}</w:footnote>'
        f'<w:footnote w:id="2">{words.format("Ngày 05/01/2026 của UBND tỉnh.")}</w:footnote>'
        f'<w:footnote w:id="3">{words.format("Đã bỏ.")}</w:footnote>',
    )
    add_notes(document, "endnote", f'<w:endnote w:id="1">{words.format("Cuối.")}</w:endnote>')
    document.add_paragraph("Nơi nhận:")
    assert read_text(save(document, tmp_path / "a.docx")) == (
        "Thực hiện Kế hoạch số 12/KH-UBND\nNơi nhận:\n\n[1] Ngày 05/01/2026 của UBND tỉnh.\n[2] Cuối.\n"
    )


def test_word_hidden_text_and_capitals_are_read_as_seen(tmp_path: Path) -> None:
    document = Document()
    style = document.styles.add_style("Tên loại", WD_STYLE_TYPE.PARAGRAPH)
    style.font.all_caps = True
    document.add_paragraph("Kế hoạch", style=style)
    paragraph = document.add_paragraph("Căn cứ ")
    paragraph.add_run("Nghị định 1/NĐ-CP ").font.hidden = True
    paragraph.add_run("luật").font.all_caps = True
    document.add_paragraph("", style=style).add_run("Thường").font.all_caps = False
    assert read_text(save(document, tmp_path / "a.docx")) == "KẾ HOẠCH\nCăn cứ LUẬT\nThường\n"


def test_word_fonts_of_before_unicode_are_told_by_styles_too(tmp_path: Path) -> None:
    document = Document()
    document.styles["Normal"].font.name = ".VnTime"
    document.styles.add_style("Tên loại", WD_STYLE_TYPE.PARAGRAPH).font.name = ".VnTimeH"
    document.add_paragraph("ñy ban nh©n d©n", style="Tên loại")
    document.add_paragraph("ñy ban").add_run(" nh©n d©n")
    document.add_paragraph().add_run("café").font.name = "Arial"
    assert read_text(save(document, tmp_path / "a.docx")) == "ỦY BAN NHÂN DÂN\nủy ban nhân dân\ncafé\n"


def test_word_paragraphs_joined_by_a_tracked_change_are_one(tmp_path: Path) -> None:
    document = Document()
    first = document.add_paragraph("Quyết định số 45/QĐ-")._p
    first.get_or_add_pPr().append(parse_xml(f'<w:rPr {W}><w:del w:id="1"/></w:rPr>'))
    document.add_paragraph("UBND ngày 01/02/2026")
    assert read_text(save(document, tmp_path / "a.docx")) == "Quyết định số 45/QĐ-UBND ngày 01/02/2026\n"


def test_word_tabs_in_a_row_are_columns_and_symbols_bullets(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("\tNơi nhận:\t\t \tCHỦ TỊCH")
    document.add_paragraph("1.\tRà soát")
    paragraph = document.add_paragraph()._p
    for xml in (
        f'<w:r {W}><w:sym w:font="Wingdings" w:char="F0A7"/></w:r>',
        f'<w:r {W}><w:t xml:space="preserve"> Báo cáo trang </w:t></w:r>',
        f'<w:fldSimple {W} w:instr=" PAGE "><w:r><w:t>7</w:t></w:r></w:fldSimple>',
    ):
        paragraph.append(parse_xml(xml))
    assert read_text(save(document, tmp_path / "a.docx")) == "Nơi nhận:   CHỦ TỊCH\n1. Rà soát\n• Báo cáo trang \n"


def test_word_lists_of_one_definition_go_on_unless_they_begin_anew(tmp_path: Path) -> None:
    document = Document()
    numbering = document.part.numbering_part.element
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    first = numbering.find(qn("w:num"))
    first.addprevious(parse_xml(f'<w:abstractNum {W} w:abstractNumId="90">{level}</w:abstractNum>'))
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    for number, override in ((90, ""), (91, ""), (92, anew)):
        numbering.append(parse_xml(f'<w:num {W} w:numId="{number}"><w:abstractNumId w:val="90"/>{override}</w:num>'))
    for number, text in ((90, "A"), (91, "B"), (92, "C"), (92, "D")):
        placed = document.add_paragraph(text)._p.get_or_add_pPr().get_or_add_numPr()
        placed.get_or_add_ilvl().val = 0
        placed.get_or_add_numId().val = number
    assert read_text(save(document, tmp_path / "a.docx")) == "1. A\n2. B\n1. C\n2. D\n"


@pytest.mark.parametrize(("name", "page"), [("a.doc", "<html><p>{}</p>"), ("a.docx", "<!DOCTYPE html>\n<p>{}</p>")])
def test_web_page_under_the_name_of_a_word_file_is_read(tmp_path: Path, name: str, page: str) -> None:
    (tmp_path / name).write_text(page.format(CITATION), encoding="utf-8")
    assert read_text(tmp_path / name).strip() == CITATION


def test_word_file_under_an_older_name_is_read(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph(CITATION)
    assert read_text(save(document, tmp_path / "a.doc")) == f"{CITATION}\n"


def test_html_lists_notes_and_covered_cells_are_read_as_seen(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        '<ol type="I" start="2"><li><p>Mục đích</p></li><li value="5"><div>Yêu cầu</div><p>Thêm</p></li></ol>'
        '<p>Nghị quyết số 76/NQ-CP<a href="#n1"><sup>1</sup></a> <del>cũ</del><span style="display: none">ẩn'
        '<span>nữa</span> </span><a href="#x">Mục 2</a> <b style="text-transform:uppercase">hoa</b></p>'
        '<table><tr><td>1<td rowspan="2">Văn phòng<td rowspan=2 colspan=2>Quý I<tr><td>2'
        "<tr><td>3<td>a<td>b<td>c</table>"
        '<p><a href="#a1">[1]</a>Ngày 15/7/2021</p>',
        encoding="utf-8",
    )
    assert [line for line in read_text(path).split("\n") if line] == [
        "II. Mục đích",
        "V. Yêu cầu",
        "Thêm",
        "Nghị quyết số 76/NQ-CP Mục 2 HOA",
        "1\tVăn phòng\tQuý I\t",
        "2\t\t\t",
        "3\ta\tb\tc",
        "Ngày 15/7/2021",
    ]


@pytest.mark.parametrize(
    "page",
    [
        "<ol><li>",
        "<table><tr><td>a<script>b",
        "<table><td><div hidden>a",
        "<li value=99999999999999>a",
        "<table><tr><td rowspan=0 colspan=²>a",
        "<a href='#x'><td>1</a>",
        "<b hidden>",
    ],
)
def test_html_with_odd_attributes_does_no_harm(tmp_path: Path, page: str) -> None:
    path = tmp_path / "a.html"
    path.write_text(f"<p>Văn bản</p>{page}", encoding="utf-8")
    assert read_text(path).startswith("Văn bản")

"""Word documents made for tests, with the features that real ones have."""

import io
import re
from typing import Any

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph


def saved(document: Document) -> bytes:
    """The bytes of a document."""
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def from_outline(text: str) -> bytes:
    """A document written from lines: `# `, `## ` headings, `1. `, `- ` items, `**bold**` runs."""
    document = docx.Document()
    for line in text.split("\n"):
        if not line.strip():
            continue
        line = re.sub(r"^\d+\. ", "1. ", line)
        for mark, style in (
            ("# ", "Title"),
            ("## ", "Heading 1"),
            ("### ", "Heading 2"),
            ("1. ", "List Number"),
            ("- ", "List Bullet"),
            ("-- ", "List Bullet 2"),
            ("", "Normal"),
        ):
            if line.startswith(mark):
                runs(document.add_paragraph(style=style), line[len(mark) :])
                break
    return saved(document)


def runs(paragraph: Paragraph, text: str) -> None:
    """Adds text with `**bold**` and `|` for a soft line break."""
    for number, part in enumerate(text.split("**")):
        for place, line in enumerate(part.split("|")):
            run = paragraph.add_run(line)
            run.bold = True if number % 2 else None
            if place + 1 < len(part.split("|")):
                run.add_break()


def hyperlink(paragraph: Paragraph, text: str, url: str) -> None:
    """Adds a link as Word writes one."""
    relation = paragraph.part.relate_to(
        url,
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
        is_external=True,
    )
    element = OxmlElement("w:hyperlink")
    element.set(qn("r:id"), relation)
    element.append(_run(text))
    paragraph._p.append(element)


def inserted(paragraph: Paragraph, text: str) -> None:
    """Adds text as a tracked insertion."""
    element = OxmlElement("w:ins")
    element.append(_run(text))
    paragraph._p.append(element)


def text_box(paragraph: Paragraph, text: str) -> None:
    """Anchors a text box, stored twice as Word does."""
    namespace = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    run = OxmlElement("w:r")
    alternate: Any = run.makeelement(f"{{{namespace}}}AlternateContent")
    for name in ("Choice", "Fallback"):
        branch = alternate.makeelement(f"{{{namespace}}}{name}")
        picture = OxmlElement("w:pict")
        box = OxmlElement("w:txbxContent")
        inner = OxmlElement("w:p")
        inner.append(_run(text))
        box.append(inner)
        picture.append(box)
        branch.append(picture)
        alternate.append(branch)
    run.append(alternate)
    paragraph._p.append(run)


def footnote(document: Document, paragraph: Paragraph, text: str) -> None:
    """Adds a reference to the footnotes part, made on first use."""
    from docx.opc.constants import RELATIONSHIP_TYPE as RT
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    content = (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f'<w:footnote w:id="2"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, content.encode(), document.part.package)
    document.part.relate_to(part, RT.FOOTNOTES)
    run = OxmlElement("w:r")
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), "2")
    run.append(reference)
    paragraph._p.append(run)


def _run(text: str) -> Any:
    run = OxmlElement("w:r")
    content = OxmlElement("w:t")
    content.text = text
    content.set(qn("xml:space"), "preserve")
    run.append(content)
    return run


def midwife() -> bytes:
    """An article with a note, a tracked insertion, a link, a text box and two tables."""
    document = docx.Document()

    def add(text: str, style: str | None = None, *, bold: bool = False) -> Paragraph:
        paragraph = document.add_paragraph(style=style)
        paragraph.add_run(text).bold = bold or None
        return paragraph

    add("MIDWIFE", bold=True)
    first = add("For clinics that deliver fewer than five hundred children a year.")
    footnote(document, first, "Counted per site and not per group.")
    add("\u00a0")
    add("WHAT IS A MIDWIFE?", bold=True)
    told = add("A midwife accompanies a birth from the first call to the tenth day")
    inserted(told, " and beyond, if breastfeeding is hard")
    told.add_run(". See ")
    hyperlink(told, "the register", "https://register.example/midwives")
    told.add_run(" for the title.")
    text_box(told, "Two midwives for every birth after midnight.")
    add("WHY HIRE A MIDWIFE", bold=True)
    add("1. Fewer interventions", bold=True)
    add("Continuous care halves the number of forceps. It also shortens the night.")
    add("2. Quiet wards", bold=True)
    add("Women who know a face ring less often.")
    add("RESPONSIBILITIES OF A MIDWIFE", bold=True)
    add("Antenatal care: Sees the same women every four weeks.", "List Number")
    add("Birth: Stays.", "List Number")
    add("Records: Writes times while they are true.", "List Number")
    add("MIDWIFE JOB DESCRIPTION", bold=True)
    _table(
        document,
        ("Title", "Midwife, nights"),
        ("Location", "[Clinic], [City]"),
        ("Reports to", "Head of obstetrics"),
    )
    add("Overview", bold=True)
    add("[Clinic] has four rooms and one pool. The night team is missing one of six.")
    add("Responsibilities", bold=True)
    add("Care for up to two women at once", "List Bullet")
    add("Call the doctor early", "List Bullet")
    add("Requirements", bold=True)
    add("•\tRegistration")
    add("•\tNerves")
    add("MIDWIFE INTERVIEW QUESTIONS", bold=True)
    table = _table(
        document,
        ("Question", "Good answer"),
        (
            "The heart rate drops and the doctor is in theatre. What do you do?",
            "Left side, oxygen, a second midwife.",
        ),
        ("What do you tell a father who faints?", "To sit before he does."),
    )
    table.rows[1].cells[1].add_paragraph("Then I ring again.")
    return saved(document)


def _table(document: Document, *rows: tuple[str, str]) -> Any:
    table = document.add_table(rows=0, cols=2)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    return table

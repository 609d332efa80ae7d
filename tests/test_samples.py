"""The sample library: what every brief in samples/ must have, and what its questions rest on."""

import csv
import json
from functools import cache
from pathlib import Path

import docx
import pypdfium2
from lxml import html

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "samples"
QUESTIONS = ROOT / "tests" / "evaluation" / "questions.jsonl"
NOTES = {
    "zh": "本文是为试用 Regionwise 编写的简报，不是官方文本。",
    "en": "This brief was written for trying Regionwise; it is not an official text.",
}
SOURCE_LABELS = ("来源文件：", "Source document:")


def fold(text: str) -> str:
    """Text without any white space, so that line ends and table cells do not matter."""
    return "".join(text.split())


def briefs() -> list[Path]:
    """Every file below samples/ but the list of sources."""
    return sorted(p for p in SAMPLES.rglob("*") if p.is_file() and p.name != "SOURCES.csv")


@cache
def text_of(path: Path) -> str:
    """The plain text of a brief, taken in the simplest way for its format."""
    if path.suffix == ".docx":
        document = docx.Document(str(path))
        parts = [paragraph.text for paragraph in document.paragraphs]
        for table in document.tables:
            parts += [cell.text for row in table.rows for cell in row.cells]
        return "\n".join(parts)
    if path.suffix == ".pdf":
        pdf = pypdfium2.PdfDocument(str(path))
        try:
            return "\n".join(page.get_textpage().get_text_range() for page in pdf)
        finally:
            pdf.close()
    raw = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        return html.document_fromstring(raw).find(".//main").text_content()
    return raw


def language_of(path: Path) -> str:
    """The language whose note the brief carries, or an empty string."""
    folded = fold(text_of(path))
    return next((lang for lang, note in NOTES.items() if fold(note) in folded), "")


def sources() -> list[dict[str, str]]:
    """The rows of samples/SOURCES.csv."""
    with (SAMPLES / "SOURCES.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def questions() -> list[dict]:
    """The questions over the samples, one JSON object a line."""
    return [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines() if line.strip()]


def test_there_are_about_thirty_samples_in_four_formats():
    """A newcomer's first library has 28 to 34 briefs as Markdown, HTML, DOCX and PDF."""
    found = briefs()
    assert 28 <= len(found) <= 34
    counts = {suffix: sum(p.suffix == suffix for p in found) for suffix in (".md", ".html", ".docx", ".pdf")}
    assert sum(counts.values()) == len(found)
    assert min(counts.values()) >= 5


def test_about_half_of_the_samples_are_in_each_language():
    """Both languages have at least 12 briefs."""
    languages = [language_of(path) for path in briefs()]
    assert languages.count("zh") >= 12
    assert languages.count("en") >= 12


def test_every_sample_says_that_it_is_a_brief_and_not_an_official_text():
    """Nobody can take a brief for the document that it is about."""
    assert [p.name for p in briefs() if not language_of(p)] == []


def test_every_sample_names_its_source_document():
    """A reader can go from a brief to the real document."""
    missing = [p.name for p in briefs() if not any(fold(label) in fold(text_of(p)) for label in SOURCE_LABELS)]
    assert missing == []


def test_every_row_of_sources_names_a_file_and_every_file_has_a_row():
    """SOURCES.csv and the folder list the same files, each once."""
    rows = [row["path"] for row in sources()]
    files = [p.relative_to(SAMPLES).as_posix() for p in briefs()]
    assert sorted(rows) == sorted(files)
    assert all(row["source"].strip() for row in sources())


def test_every_sample_pdf_is_small_and_has_a_text_layer():
    """A PDF stays under 200 KB and every page of it gives text."""
    for path in briefs():
        if path.suffix == ".pdf":
            assert path.stat().st_size < 200_000, path.name
            pdf = pypdfium2.PdfDocument(str(path))
            assert all(page.get_textpage().get_text_range().strip() for page in pdf), path.name
            pdf.close()


def test_a_superseded_an_expired_and_a_draft_brief_are_among_the_samples():
    """The three kinds of document that must not be quoted as in force can be tried out."""
    texts = [fold(text_of(p)) for p in briefs()]
    assert any("状态：已被《" in t for t in texts)
    assert any(fold("Valid until: 31 December 2025") in t for t in texts)
    assert any("征求意见期限：" in t for t in texts)


def test_every_evidence_quote_stands_verbatim_in_its_sample():
    """A question rests on words that are really in the brief it names, white space aside."""
    for question in questions():
        for piece in question["evidence"]:
            path = SAMPLES / piece["document"]
            assert path.is_file(), (question["id"], piece["document"])
            assert fold(piece["quote"]) in fold(text_of(path)), (question["id"], piece["quote"])


def test_answerable_questions_have_evidence_and_unanswerable_ones_have_none():
    """Ids are unique, and at least eight questions have no answer in the samples."""
    found = questions()
    assert len({q["id"] for q in found}) == len(found)
    assert all(bool(q["evidence"]) == q["answerable"] == (q["type"] != "unanswerable") for q in found)
    assert sum(not q["answerable"] for q in found) >= 8
    assert all(q["history"] for q in found if q["type"] == "followup")


def test_evidence_quotes_cover_the_words_that_a_right_answer_must_have():
    """Each group of required words, but for unit conversions, is covered by the evidence quotes."""
    for question in questions():
        if question["type"] in ("eligibility", "validity", "crosslingual"):
            continue
        quoted = fold("".join(piece["quote"] for piece in question["evidence"]))
        for group in question["must_include"]:
            assert any(word in quoted for word in group), (question["id"], group)

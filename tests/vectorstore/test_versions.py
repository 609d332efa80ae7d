"""What a library's documents say of one another: newer versions, repeals, and what drafts became."""

import datetime as dt
from dataclasses import replace

import pytest

from vectorstore.record import DocumentRecord, Evidence
from vectorstore.versions import same_title, with_successors


def document(name: str, title: str, year: int, **more: object) -> DocumentRecord:
    """A regulation of a year."""
    fields = {"kind": "regulation", "region_code": "330000", "validity": "in_force"} | more
    return DocumentRecord(name, title, "zh", written_on=dt.date(year, 1, 1), **fields)  # type: ignore[arg-type]


def known(*records: DocumentRecord) -> dict[str, DocumentRecord]:
    """The records by document, as the library gives them."""
    return {record.document: record for record in with_successors(records)}


OLD = document("old.md", "江南省旅游条例（2019年修正）", 2019)
NEW = document("new.md", "江南省旅游条例", 2024, evidence=(Evidence("written_on", "2024年1月1日修订", 0.95, 3),))


def test_a_newer_version_takes_the_place_of_an_older_one() -> None:
    """The older one is superseded by the newer, and the newer one's date proves it."""
    found = known(OLD, NEW)
    assert (found["old.md"].validity, found["old.md"].superseded_by) == ("superseded", "new.md")
    assert (found["new.md"].validity, found["new.md"].superseded_by) == ("in_force", None)
    proofs = {item.field: (item.quote, item.page) for item in found["old.md"].evidence}
    assert proofs["validity"] == proofs["superseded_by"] == ("2024年1月1日修订", 3)


@pytest.mark.parametrize(
    "other",
    [
        document("x.md", "江南省旅游条例", 2024, region_code="320000"),
        document("x.md", "关于修改《江南省旅游条例》的决定", 2024, kind="other"),
        document("x.md", "江南省人民政府关于印发《关于修改〈江南省旅游条例〉的决定》的通知", 2024, kind="other"),
        document("x.md", "江南省旅游条例", 2024, kind="interpretation"),
        document("x.md", "江南省旅游条例实施细则", 2024),
        replace(NEW, status="failed"),
    ],
    ids=["another region", "a decision to amend", "a notice of one", "an explainer", "its rules", "not read"],
)
def test_what_is_no_newer_version_leaves_it_in_force(other: DocumentRecord) -> None:
    """Another region's, a decision to amend, an explainer and implementing rules supersede nothing."""
    assert known(OLD, other)["old.md"].validity == "in_force"


def test_a_document_repeals_what_it_names() -> None:
    """By title, in whatever notice it came; where a number is given, only the document of that number."""
    sentence = "《江南市数据办法》（南数发〔2020〕5号）、《江南市平台规定》同时废止"
    new = document("new.md", "江南市数据管理办法", 2024, evidence=(Evidence("repeals", sentence, 0.9),))
    named = document("a.md", "江南市平台规定", 2018)
    wrapped = document("b.md", "江南市数据局关于印发《江南市数据办法》的通知", 2020, document_number="南数发[2020]5号")
    numbered = replace(wrapped, document="c.md", document_number="南数发〔2016〕9号")
    younger = document("d.md", "江南市平台规定", 2025, region_code="320000")
    found = known(new, named, wrapped, numbered, younger)
    assert {name: record.validity for name, record in found.items()} == {
        "new.md": "in_force",
        "a.md": "repealed",
        "b.md": "repealed",
        "c.md": "in_force",
        "d.md": "in_force",
    }
    assert [item.quote for item in found["b.md"].evidence if item.field == "validity"] == [sentence]


def test_a_copy_is_not_repealed_by_the_text_it_is_a_copy_of() -> None:
    """Two copies that both repeal an older text of the same title leave each other in force."""
    proof = (Evidence("repeals", "1990年发布的《江南省专利条例》同时废止", 0.9),)
    one = document("one.md", "江南省专利条例", 2004, kind="other", evidence=proof)
    two = replace(one, document="two.md", written_on=dt.date(2004, 2, 1))
    assert {record.validity for record in known(one, two).values()} == {"in_force"}


def test_a_draft_leads_to_the_text_it_became() -> None:
    """A draft stays one, and names the final text: without （征求意见稿）, and out of both notices."""
    draft = document(
        "draft.html", "关于公开征求《江南市停车规定（征求意见稿）》意见的公告", 2023, kind="draft", validity="draft"
    )
    final = document("final.pdf", "江南市人民政府关于印发《江南市停车规定》的通知", 2024, kind="measures")
    found = known(draft, final)["draft.html"]
    assert (found.validity, found.superseded_by) == ("draft", "final.pdf")
    earlier = replace(final, written_on=dt.date(2020, 1, 1))
    assert known(draft, earlier)["draft.html"].superseded_by is None
    explained = replace(final, title="《江南市停车规定》政策解读", kind="interpretation")
    assert known(draft, explained)["draft.html"].superseded_by is None


def test_what_a_document_says_of_itself_goes_first() -> None:
    """A brief that is superseded by its own words keeps them as the proof, and leads to the library's document."""
    stated = (Evidence("validity", "状态：已被《江南市新方案》取代", 0.95),)
    brief = document(
        "brief.md", "江南市旧方案", 2020, validity="superseded", superseded_by="江南市新方案", evidence=stated
    )
    plan = document("plan.md", "江南市新方案", 2024, kind="plan")
    found = known(brief, plan)["brief.md"]
    assert (found.superseded_by, found.evidence) == ("plan.md", stated)


@pytest.mark.parametrize(
    ("title", "same"),
    [
        ("中华人民共和国旅游法（2018修正）", "旅游法"),
        ("江南市人民政府关于印发《江南市停车办法（试行）》的通知", "江南市停车办法"),
        ("关于印发方案的通知", "关于印发方案的通知"),
    ],
)
def test_versions_share_a_title(title: str, same: str) -> None:
    """Year marks, brackets, notices and the country's name aside; a name too short to tell stays whole."""
    assert same_title(title) == same

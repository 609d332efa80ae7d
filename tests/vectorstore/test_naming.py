"""A question that names a document by its number or title is about this one."""

from __future__ import annotations

import pytest

from vectorstore.naming import named_documents
from vectorstore.record import DocumentRecord

RECORDS = (
    DocumentRecord("data.html", "浙江省公共数据条例", "zh", document_number="浙江省人民代表大会常务委员会公告第65号"),
    DocumentRecord(
        "altitude.pdf",
        "杭州市人民政府办公厅关于印发杭州市促进低空经济发展行动方案的通知",
        "zh",
        document_number="杭政办〔2024〕12号",
    ),
    DocumentRecord("ai.txt", "关于支持人工智能创新发展的若干措施", "zh", document_number="沪府办发〔2023〕12号"),
    DocumentRecord("report.txt", "2026年浙江省政府工作报告", "zh"),
    DocumentRecord("plan.txt", "规划", "zh"),
)


@pytest.mark.parametrize(
    ("text", "document"),
    [
        ("杭政办〔2024〕12号讲了什么？", "altitude.pdf"),
        ("杭政办[2024] 12号讲了什么？", "altitude.pdf"),
        ("沪府办发〔2023〕12号还有效吗？", "ai.txt"),
        ("第65号公告规定了什么？", "data.html"),
        ("What does announcement No. 65 say?", "data.html"),
    ],
)
def test_a_number_names_its_document_alone(text: str, document: str) -> None:
    """Year and number together, however the brackets are written; the bare number where that is all it has."""
    assert named_documents(text, RECORDS) == {document}


@pytest.mark.parametrize(
    "text", ["12号讲了什么？", "浙政发〔2024〕13号", "165号公告", "第6号公告", "地铁65号线", "7月65号前申报"]
)
def test_a_number_that_no_document_has_names_none(text: str) -> None:
    """Part of a number is another number, and without its year one of 〔year〕 kind names none."""
    assert named_documents(text, RECORDS) == set()


@pytest.mark.parametrize(
    ("text", "document"),
    [
        ("浙江省公共数据条例第三条怎么说？", "data.html"),
        ("公共数据条例第三条怎么说？", "data.html"),
        ("杭州市促进低空经济发展行动方案的目标", "altitude.pdf"),
        ("《促进低空经济发展行动方案》的目标", "altitude.pdf"),
        ("《低空经济发展行动》的目标", "altitude.pdf"),
        ("支持人工智能创新发展的若干措施有哪些补贴", "ai.txt"),
        ("2026年浙江省政府工作报告的目标", "report.txt"),
    ],
)
def test_a_title_names_its_document(text: str, document: str) -> None:
    """With or without its region and the words around it; in quotation marks, part of it too."""
    assert named_documents(text, RECORDS) == {document}


@pytest.mark.parametrize(
    "text", ["政府工作报告提到了什么？", "2026年的规划有哪些？", "低空经济发展有哪些目标？", "《规划》的目标"]
)
def test_what_many_titles_hold_names_none(text: str) -> None:
    """A work report is of every place; a topic is no title."""
    assert named_documents(text, RECORDS) == set()


def test_a_report_named_without_its_place_is_none() -> None:
    """Its title less its region is that of every work report."""
    assert named_documents("江苏省政府工作报告的目标", RECORDS) == set()

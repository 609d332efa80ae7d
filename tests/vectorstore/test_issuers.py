"""The bodies that questions name, and the documents that are theirs."""

from __future__ import annotations

import pytest

from vectorstore.issuers import find_issuers, is_issued_by
from vectorstore.record import DocumentRecord

COMMERCE = "北京市商务局"


def record(*issuers: str, region_code: str | None = None) -> DocumentRecord:
    """A record of these issuers."""
    return DocumentRecord("d", "t", "zh", issuers=issuers, region_code=region_code)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("北京市商务局的展会奖励", ["北京市商务局"]),
        ("发改委怎么定价", ["发改委"]),
        ("安徽省工信厅出台的奖补", ["安徽省工信厅"]),
        ("MIIT and the Ministry of Commerce on photovoltaics", ["MIIT", "Ministry of Commerce"]),
        ("What does the Beijing Municipal Commerce Bureau pay?", ["Beijing Municipal Commerce Bureau"]),
        ("宁波市人大常委会的条例", ["宁波市人大常委会"]),
        ("北京政府采购份额", []),
        ("市人民政府的文件", []),
        ("住建部门怎么管，财政部分担多少", []),
        ("商务合作有什么支持", []),
        ("government procurement in Beijing", []),
    ],
)
def test_bodies_are_found_by_field_and_place(text: str, names: list[str]) -> None:
    """In either language, in full or for short; a government without its place tells nothing."""
    assert [mention.text for mention in find_issuers(text)] == names


def test_a_body_of_the_library_is_found_whatever_its_name() -> None:
    """Even one that the table does not know; of two names the longer."""
    known = ("中关村科技园区管理委员会", "中关村科技园区管理委员会办公室")
    assert [mention.text for mention in find_issuers("中关村科技园区管理委员会办公室发的", known)] == [known[1]]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("商务部的那个办法讲了什么", True),
        ("工信部发布的光伏规范", True),
        ("2013年国务院光伏意见的门槛", True),
        ("the Ministry of Commerce's notice on outbound investment", True),
        ("measures issued by the Ministry of Commerce", True),
        ("工信部认定的企业有奖励吗", False),
        ("人社局申请补贴需要什么文件", False),
        ("Who registers with the Ministry of Commerce?", False),
    ],
)
def test_a_document_of_a_body_may_be_what_is_meant(text: str, meant: bool) -> None:
    """Not where the body only does something."""
    assert [mention.gives_out for mention in find_issuers(text)] == [meant]


@pytest.mark.parametrize(
    ("issuer", "name", "is_it"),
    [
        (COMMERCE, "商务局", True),
        (COMMERCE, "Beijing Municipal Commerce Bureau", True),
        (COMMERCE, "上海市商务局", False),
        (COMMERCE, "商务部", False),
        (COMMERCE, "Ministry of Commerce", False),
        ("General Office of the Ministry of Commerce", "商务部", True),
        ("国务院", "国务院办公厅", False),
        ("国务院办公厅", "State Council", True),
        ("国家发展和改革委员会", "NDRC", True),
        ("某某工作专班", "工作专班", True),
    ],
)
def test_a_document_is_its_issuers(issuer: str, name: str, is_it: bool) -> None:
    """A body's office counts as the body, but not the other way; another place's body is another."""
    assert is_issued_by(record(issuer), name) is is_it


def test_a_name_without_a_place_is_of_the_documents_place() -> None:
    """市商务局 under a document of Beijing is Beijing's."""
    assert is_issued_by(record("市商务局", region_code="110000"), COMMERCE)
    assert not is_issued_by(record("市商务局", region_code="310000"), COMMERCE)

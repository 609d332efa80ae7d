"""Documents of other countries: their region, its code by ISO 3166, and its level."""

from pathlib import Path

import pytest

from ingest.document import Block, BlockKind, PolicyDocument, SourceFile
from ingest.metadata import describe
from vectorstore.record import DocumentRecord

BODY = "The programme shall support the makers of batteries. Applications are open to all firms.\n" * 8
TEXT = "本战略提出重点支持电池产业。\n" * 8


def record(text: str, name: str = "0123456789abcdef.txt") -> DocumentRecord:
    """The record of a text, every line a block."""
    blocks, at = [], 0
    for line in text.split("\n"):
        blocks.append(Block(BlockKind.PARAGRAPH, at, at + len(line)))
        at += len(line) + 1
    return describe(PolicyDocument(SourceFile(Path(name), name), text, tuple(blocks)))


@pytest.mark.parametrize(
    ("text", "region", "code", "level"),
    [
        (f"California Clean Energy Plan 2025\n{BODY}", "加利福尼亚州", "US-CA", "provincial"),
        (f"Battery Strategy of the Free State of Bavaria, Germany\n{BODY}", "巴伐利亚州", "DE-BY", "provincial"),
        (f"Regulation (EU) 2023/1542 concerning batteries\n{BODY}", "欧盟", "EU", "central"),
        (f"德国国家工业战略2030\n{TEXT}", "德国", "DE", "central"),
        (f"《欧盟关键原材料法案》\n{TEXT}", "欧盟", "EU", "central"),
        (f"关于扶持半导体产业的通知\n{TEXT}发布机构：新加坡经济发展局\n", "新加坡", "SG", "central"),
        (f"Battery Support Scheme\nIssued by: Ministry of Industry, Thailand\n{BODY}", "泰国", "TH", "central"),
        (f"Act for Batteries\nBe it enacted by the Congress of the United States of America\n{BODY}", "美国", "US", "central"),
        (f"Subsidy Guidelines of Tokyo, Japan\nMinistry of Economy, Trade and Industry\nMay 3, 2025\n{BODY}", "东京都", "JP-13", "provincial"),
        (f"香港创新科技发展蓝图\n{TEXT}", "香港特别行政区", "810000", "provincial"),
        (f"Policy Address of Macao\n{BODY}", "澳门特别行政区", "820000", "provincial"),
    ],
)  # fmt: skip
def test_a_document_from_abroad_gets_its_place(text: str, region: str, code: str, level: str) -> None:
    """The place of its issuer, else of its title, else the one that a text opens with which names none in China."""
    found = record(text)
    assert (found.region, found.region_code, found.level) == (region, code, level)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f"浙江省商务厅关于组织企业赴德国参展的通知\n{TEXT}", "330000"),
        (f"商务部关于对原产于美国的进口产品征收反倾销税的公告\n{TEXT}", "100000"),
        (f"中国—东盟产业合作规划\n{TEXT}", None),
        (f"关于支持企业开拓日本市场的若干措施\n{TEXT}我市企业可以申报。\n苏州市企业，苏州市园区。", "320500"),
        (f"学习借鉴德国经验\n{TEXT}", None),
        (f"Plan for Georgia and its Makers\n{BODY}", None),
        (f"Notice on Vehicles\nMinistry of Industry and Information Technology July 31, 2018\n{BODY}", "100000"),
    ],
)
def test_a_document_of_china_stays_one(text: str, code: str | None) -> None:
    """A country that a Chinese document speaks of is not where it comes from; a name of two places tells none."""
    assert record(text).region_code == code

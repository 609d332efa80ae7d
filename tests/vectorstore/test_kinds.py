"""Which shape of answer a question wants."""

from __future__ import annotations

import pytest

from vectorstore.kinds import QueryKind
from vectorstore.query import understand


@pytest.mark.parametrize(
    "text",
    [
        "各省2026年政府工作报告中，哪几个把今年GDP增速目标定在4.5%？",
        "今年各省的政府工作报告里，有哪几个提了房票？",
        "有多少个省的工作报告提到了低空经济？",
        "How many provinces set a growth target above 5%?",
        "How many of the 2026 work reports mention hydrogen?",
        "浙江哪些市有自己的养犬管理条例？",
        "资料库里有哪些关于养犬的条例？",
        "Which cities have their own regulations on dog keeping?",
    ],
)
def test_who_or_what_qualifies_is_a_list(text: str) -> None:
    """Counted or named, of places or of documents."""
    assert understand(text).kind is QueryKind.LIST


@pytest.mark.parametrize(
    "text",
    [
        "广州不动产登记“跨城通办”都跟哪几个市合作了？",
        "广东要支持哪些城市建设国际消费中心？",
        "上海申请居住证需要哪些文件？",
        "What documents are needed to apply for a work permit in Beijing?",
        "How many cities will Zhejiang turn into sponge cities?",
        "浙江省政府工作报告里提到了哪些产业",
        "江苏与安徽合作共建的园区有什么政策？",
        "从北京搬到上海，公积金怎么转？",
        "户口在安徽，在上海上班，能申请公租房吗？",
        "福州长乐的购房补贴是多少",
        "杭州市和区两级怎么分担？",
        "How many more rail lines does Sichuan plan with national support?",
    ],
)
def test_a_fact_is_no_list_or_comparison(text: str) -> None:
    """Though it speaks of several places or documents."""
    assert understand(text).kind not in (QueryKind.LIST, QueryKind.COMPARE)


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("退税商店：陕西今年要新增多少家？辽宁离境退税店今年要到多少家？", ["陕西省", "辽宁省"]),
        ("买房补贴，明溪县和福州长乐区当时各给多少？", ["明溪县", "长乐区"]),
        ("How do Chongqing's and Shanghai's rules differ on the tax-free area?", ["重庆市", "上海市"]),
        ("浙江和江苏的养犬条例怎么规定遛狗时间", ["浙江省", "江苏省"]),
        ("What is the minimum wage in Beijing and in Shanghai?", ["北京市", "上海市"]),
        ("河南省、洛阳市、宁波市的规定各是多少", ["河南省", "洛阳市", "宁波市"]),
        ("上海的人均免税面积是多少，重庆呢？", ["上海市", "重庆市"]),
    ],
)
def test_places_beside_each_other_are_compared(text: str, regions: list[str]) -> None:
    """With a word that compares, or without; a place written with what holds it is one."""
    query = understand(text)

    assert query.kind is QueryKind.COMPARE
    assert [region.name for region in query.regions] == regions

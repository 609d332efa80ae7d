"""The policies that a document rests on, and who may read it."""

import pytest

from tests.ingest.test_metadata import record


@pytest.mark.parametrize(
    ("sentence", "upstream"),
    [
        (
            "根据《中华人民共和国旅游法》《江南省旅游条例》等法律、法规，制定本办法。",
            ("中华人民共和国旅游法", "江南省旅游条例"),
        ),
        (
            "为贯彻落实《国务院关于加快发展的意见》（国发〔2020〕1号）和《江南省实施方案》要求，制定本办法。",
            ("国务院关于加快发展的意见", "江南省实施方案"),
        ),
        (
            "按照《江南省人民政府关于印发〈江南省规划〉的通知》部署，现将《江南市旅游管理办法》印发给你们。",
            ("江南省人民政府关于印发〈江南省规划〉的通知",),
        ),
        ("依据《江南省预算管理办法》编制《项目申报书》。", ("江南省预算管理办法",)),
        ("填写《项目申报表》，并按照《服务合同》办理。", ()),
        ("《江南市旅游管理办法》已经市政府同意。", ()),
        ("违反《江南省旅游条例》的，由主管部门处理。", ()),
        ("根据《江南市旅游管理办法》第三条，现就有关事项通知如下。", ()),
        ("按照《关于修改部分规章的决定》修正。", ()),
        ("讲好《家里家外》的故事，贯彻新发展理念。", ()),
    ],
)
def test_only_what_a_document_rests_on_is_upstream(sentence: str, upstream: tuple[str, ...]) -> None:
    """Titles behind 根据, 按照, 贯彻落实 count; the document itself, forms, what it makes and what is broken do not."""
    assert record(f"江南市旅游管理办法\n第一条 {sentence}\n第二条 略").upstream == upstream


def test_english_titles_behind_in_accordance_with_are_upstream() -> None:
    """Quoted laws and plans count, and those strung to them; quoted words do not."""
    text = (
        'Notice on Carrying out Pilots\nIn accordance with the "Law on the Prevention of Pollution" and the "Permit'
        ' Management Regulations", pilots are carried out. Implementing the "double random" check is required.'
    )
    assert record(text).upstream == ("Law on the Prevention of Pollution", "Permit Management Regulations")


def test_each_policy_stands_once_and_is_proved() -> None:
    """A policy cited twice is named once, with the words that cite it."""
    text = "江南市办法\n第一条 根据《江南省旅游条例》，制定本办法。\n第二条 按照《江南省旅游条例》办理。"
    found = record(text)
    proofs = [item.quote for item in found.evidence if item.field == "upstream"]
    assert found.upstream == ("江南省旅游条例",)
    assert proofs == ["根据《江南省旅游条例》"]


@pytest.mark.parametrize(
    ("line", "audience"),
    [
        ("内部资料 注意保存", "internal"),
        ("（此件不公开）", "internal"),
        ("秘密★一年", "internal"),
        ("公开方式：不予公开", "internal"),
        ("For internal use only", "internal"),
        ("（此件公开发布）", "public"),
        ("公开方式：主动公开", "public"),
        ("依法保护商业秘密和个人隐私。", "public"),
        ("不公开审理的案件除外。", "public"),
    ],
)
def test_a_document_is_public_unless_it_says_otherwise(line: str, audience: str) -> None:
    """A line of its own that says internal or secret, at the head or the foot; with its proof."""
    for text in (f"{line}\n江南市工作通知\n各单位：\n正文。", "江南市工作通知\n" + "正文。\n" * 80 + line):
        found = record(text)
        assert found.audience == audience
        assert [item.quote for item in found.evidence if item.field == "audience"] == (
            [line] if audience == "internal" else []
        )

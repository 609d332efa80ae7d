"""A page's own text is believed, doubted or refused by what it is made of."""

from __future__ import annotations

import pytest

from ingest.readers.text_layer import Trust, are_alike, trust_in

CHINESE = (
    "为促进中小企业健康发展，根据有关法律、法规，结合本市实际，制定本办法。市人民政府应当加强对中小企业工作的组织领导，"
    "建立协调机制，将所需经费列入财政预算，对首次认定的企业给予一次性奖励，每家最高50万元。"
)
ENGLISH = (
    "The committee shall publish an annual report on the measures adopted by each of the member authorities, and the"
    " targets for the following year shall be reviewed before the end of June, after consultation of the public. "
)
TRADITIONAL = (
    "為了促進中小企業發展，根據有關法律、法規，結合本市實際，制定本辦法。本府應於每年編列預算，補助產業創新研究發展活動。"
    * 2
)
NAMES = "、".join(a + b for a in "王李张刘陈杨赵黄周吴" for b in ("伟", "秀英", "敏", "子轩"))
CODES = "CNY GDP MW KWh CCS LNG PV RMB SMB KPI " * 10


def moved(text: str, step: int) -> str:
    """A text with every character but blanks moved in Unicode, as where glyph numbers stand for characters."""
    return "".join(character if character == " " else chr(ord(character) + step) for character in text)


@pytest.mark.parametrize(
    "text",
    [
        CHINESE,
        ENGLISH * 3,
        "12.5 34.6% 2024 1,234.5 (0.3) 15-20 88 " * 9,
        "城市 上限 甲市 3万元 乙市 5万元 " * 5,
        "— 3 —",
        "",
    ],
    ids=["Chinese", "English", "numbers", "table", "page number", "nothing"],
)
def test_true_text_is_believed(text: str) -> None:
    """Prose, tables and pages of figures."""
    assert trust_in(text) is Trust.GOOD


@pytest.mark.parametrize(
    "text",
    [
        '!"#$%&\'()*+,-./0!"#123:;<=>?@AB"!!#' * 3,
        CHINESE.encode("gbk").decode("latin-1"),
        CHINESE.encode("utf-8").decode("gb18030", "replace"),
        moved(CHINESE, 1),
        "\ue000\ue001\ue002" * 20,
    ],
    ids=["signs", "GBK as Latin", "UTF-8 as GBK", "moved", "private"],
)
def test_text_of_a_broken_font_map_is_garbled(text: str) -> None:
    """Signs, strange letters and characters that nobody uses."""
    assert trust_in(text) is Trust.GARBLED


def test_traditional_characters_are_text() -> None:
    """They are words of the dictionary once they are simplified."""
    assert trust_in(TRADITIONAL) is Trust.GOOD


@pytest.mark.parametrize(
    "text",
    [NAMES, CODES, moved(ENGLISH * 3, -29), CHINESE[::-1] * 2],
    ids=["names", "codes", "Latin", "order"],
)
def test_text_that_may_be_right_or_wrong_is_doubted(text: str) -> None:
    """The page itself must tell."""
    assert trust_in(text) is Trust.DOUBTFUL


def test_readings_are_alike_whatever_their_order_and_signs() -> None:
    """A few wrong characters are forgiven, many are not."""
    first, second = CHINESE[:60], CHINESE[60:]
    assert are_alike(first + "\n" + second, second + first.replace("，", ","))
    assert are_alike(CHINESE, CHINESE.replace("协调", "协周"))
    assert not are_alike(CHINESE, CHINESE.translate(str.maketrans("企业市人法对的机", "伞亚巾入沾寸白朷")))
    assert not are_alike(CHINESE, "")

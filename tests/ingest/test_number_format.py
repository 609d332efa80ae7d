"""Numbers are read as a spreadsheet shows them."""

from __future__ import annotations

import pytest

from ingest.readers.number_format import formatted


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (0.125, "0.0%", "12.5%"),
        (0.5, "0%", "50%"),
        (12345.678, "#,##0.0", "12,345.7"),
        (-5.5, "0.00", "-5.50"),
        (2.345, "0.00", "2.35"),
        (0.3, "0.##", "0.3"),
        (12, "000000", "000012"),
        (1234567, "#,##0,", "1,235"),
        (12.5, '0.0"万元"', "12.5万元"),
        (7, '"第"0"位"', "第7位"),
        (1234, "[$¥-804]#,##0", "¥1,234"),
        (-1234.5, "#,##0.00_);(#,##0.00)", "(1,234.50)"),
        (1234.5, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "1,234.50"),
        (0, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
        (-0.004, "0", "0"),
    ],
)
def test_a_number_is_shown_as_its_format_asks(value: float, number_format: str, shown: str) -> None:
    """Decimals, separators, percent signs, words around it, and sections for negative numbers and zero."""
    assert formatted(value, number_format) == shown


@pytest.mark.parametrize("number_format", ["General", "@", "# ?/?", "0.00E+00", "", "0.0 0.0"])
def test_a_format_that_is_not_known_tells_nothing(number_format: str) -> None:
    """The number is then read as it is stored."""
    assert formatted(1.5, number_format) is None


def test_what_is_no_number_tells_nothing() -> None:
    """Nor what is too large to be written out."""
    assert formatted(float("nan"), "0") is None
    assert formatted(1e300, "0") is None

"""`python -m ui` up to the moment that it serves."""

import subprocess
import sys

import pytest

from errors import SettingsError
from ui.__main__ import _reaches_loopback, _shown, listen, main


def test_help_answers_at_once() -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "ui", "--help"], capture_output=True, text=True, timeout=10, check=True
    )
    assert "--port" in shown.stdout


def test_an_address_that_is_taken_is_told_in_one_sentence() -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError, match=rf"cannot listen on 127\.0\.0\.1:{port} .*choose another --port"):
            listen("127.0.0.1", port)


def test_a_host_that_is_not_this_machine_is_told() -> None:
    with pytest.raises(SettingsError, match=r"cannot listen on 192\.0\.2\.1:0"):
        listen("192.0.2.1", 0)


ANY = "0.0.0.0"  # noqa: S104


@pytest.mark.parametrize(
    ("host", "reaches"),
    [
        ("127.0.0.1", True),
        ("localhost", True),
        (ANY, True),
        ("::", False),
        ("10.0.0.2", False),
        ("example", False),
    ],
)
def test_commands_get_an_address_of_their_own_where_the_app_is_not_on_loopback(host: str, reaches: bool) -> None:
    assert _reaches_loopback(host) is reaches


def test_an_address_is_shown_so_that_it_can_be_opened() -> None:
    assert (_shown(ANY), _shown("::"), _shown("10.0.0.2")) == ("127.0.0.1", "[::1]", "10.0.0.2")


def test_a_wrong_setting_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("REGIONWISE_PORTT", "1")
    assert main([]) == 2
    assert capsys.readouterr().err == "There is no setting REGIONWISE_PORTT. Did you mean REGIONWISE_PORT?\n"

"""One process owns a library folder."""

from __future__ import annotations

import json
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from errors import LibraryInUse, LibraryNotWritable
from vectorstore.ownership import Ownership, read_owner

HOLD = """
import sys, time
from pathlib import Path
from vectorstore.ownership import Ownership
held = Ownership.take(Path(sys.argv[1]))
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture
def other_owner(tmp_path: Path):
    """Another process that owns the folder."""
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "held"
    yield process
    process.kill()
    process.wait()


def test_a_second_owner_is_refused_with_the_first_ones_number(tmp_path: Path, other_owner: subprocess.Popen) -> None:
    """The sentence says who has the folder and what to do."""
    with pytest.raises(LibraryInUse, match=f"process {other_owner.pid}"):
        Ownership.take(tmp_path, wait_seconds=0.1)


def test_a_dead_owner_does_not_count(tmp_path: Path, other_owner: subprocess.Popen) -> None:
    """A killed process leaves its file behind, and the folder free."""
    assert read_owner(tmp_path) is not None

    other_owner.kill()
    other_owner.wait()

    assert read_owner(tmp_path) is None
    Ownership.take(tmp_path).release()


def test_an_app_announces_where_it_is_and_only_its_user_can_read_the_token(tmp_path: Path) -> None:
    """Whoever can read the token can have the app run commands."""
    ownership = Ownership.take(tmp_path)
    token = ownership.announce("http://127.0.0.1:7860")

    file = tmp_path / "owner.json"
    assert json.loads(file.read_text())["token"] == token
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    ownership.release()
    assert not file.exists()


def test_a_folder_that_cannot_be_made_is_said_in_one_sentence(tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "file").write_text("")

    with pytest.raises(LibraryNotWritable, match="cannot be written to"):
        Ownership.take(tmp_path / "file" / "library")

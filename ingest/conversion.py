"""Older office formats become today's, through LibreOffice: offline, without macros, one at a time, in bounded time."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from errors import UnreadableForNow, UnreadableSource
from ingest.programs import find_program, running
from settings import Settings

# Of the time that a file may take to be read; the rest is for reading the copy.
_SHARE = 0.8
_LEAST_SECONDS = 5.0
_NAMES = ("soffice", "libreoffice")
_PLACES = (
    "/opt/libreoffice/program/soffice",
    "/snap/bin/libreoffice",
    "/var/lib/flatpak/exports/bin/org.libreoffice.LibreOffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "~/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
)
_DEBIAN = {"docx": "libreoffice-writer-nogui", "xlsx": "libreoffice-calc-nogui", "pptx": "libreoffice-impress-nogui"}
_COMMON = "/org.openoffice.Office.Common/Security/Scripting"
_INTERNET = "/org.openoffice.Inet/Settings"
# No macro runs, no link is followed; and should one be, it ends at a proxy that does not exist.
_SAFETY = (
    (_COMMON, "MacroSecurityLevel", "3"),
    (_COMMON, "DisableMacrosExecution", "true"),
    (_COMMON, "BlockUntrustedRefererLinks", "true"),
    (_INTERNET, "ooInetProxyType", "2"),
    (_INTERNET, "ooInetHTTPProxyName", "127.0.0.1"),
    (_INTERNET, "ooInetHTTPProxyPort", "9"),
    (_INTERNET, "ooInetHTTPSProxyName", "127.0.0.1"),
    (_INTERNET, "ooInetHTTPSProxyPort", "9"),
    (_INTERNET, "ooInetNoProxy", ""),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "2"),
    ("/org.openoffice.Office.Calc/Content/Update", "Link", "1"),
)


@contextlib.contextmanager
def converted(path: Path, kind: str, target: str, settings: Settings) -> Iterator[Path]:
    """A copy of an office file in another format, in a temporary folder that is gone at the end.

    Args:
        path: the file.
        kind: the suffix of its format, whatever its name: doc, rtf, odt, …
        target: the suffix of the format that is wanted: docx, xlsx or pptx.
        settings: says where LibreOffice is, the folder that holds its profile, and how long reading a file may take.

    Raises:
        UnreadableForNow: LibreOffice is not installed, or takes too long.
        UnreadableSource: LibreOffice cannot make sense of the file.
    """
    program = find_program(settings.office_converter, _NAMES, _PLACES)
    if program is None:
        raise UnreadableForNow(
            f"Reading the {kind.upper()} format needs LibreOffice, which is not installed: install it (Debian:"
            f" {_DEBIAN.get(target, 'libreoffice')}), or convert the file to PDF."
        )
    with tempfile.TemporaryDirectory(prefix="regionwise-") as temporary:
        folder = Path(temporary)
        original = folder / f"original.{kind}"  # its own name may be one that no program expects
        shutil.copyfile(path, original)
        _convert(program, original, target, folder, settings)
        copy = folder / f"original.{target}"
        if not copy.is_file():
            raise UnreadableSource(
                f"LibreOffice cannot convert the file from {kind.upper()}, it may be damaged, or the part for it is not"
                f" installed (Debian: {_DEBIAN.get(target, 'libreoffice')}): save it as PDF."
            )
        yield copy


def _convert(program: str, original: Path, target: str, into: Path, settings: Settings) -> None:
    """Run the program on one file; another thread or process that wants it meanwhile waits."""
    seconds = _SHARE * settings.reading_seconds
    deadline = time.monotonic() + seconds
    home = settings.data / "converter"
    home.mkdir(parents=True, exist_ok=True)
    profile = home / "profile"
    command = [
        program, f"-env:UserInstallation={profile.absolute().as_uri()}", "--headless", "--norestore", "--nologo",
        "--nodefault", "--nolockcheck", "--convert-to", target, "--outdir", str(into), str(original),
    ]  # fmt: skip
    try:
        with FileLock(home / "lock", timeout=max(0.0, seconds - _LEAST_SECONDS)):
            _write_settings(profile)
            try:
                with running(command, environment={"SAL_USE_VCLPLUGIN": "svp"}) as process:
                    ended = process.wait(deadline - time.monotonic())
            except subprocess.TimeoutExpired:
                ended = None
            if ended != 0:  # killed or crashed, it may have left a broken profile
                shutil.rmtree(profile, ignore_errors=True)
    except Timeout:
        raise UnreadableForNow("LibreOffice is busy with other files for too long: read the file again.") from None
    if ended is None:
        raise UnreadableForNow(
            f"LibreOffice did not convert the file within {seconds:.0f} seconds: save it as PDF, or raise reading_seconds."
        )


def _write_settings(profile: Path) -> None:
    """The profile's settings, written anew for each run, so that none of the runs before can have changed them."""
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>\n'
        for path, name, value in _SAFETY
    )
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">\n{items}</oor:items>\n',
        encoding="utf-8",
    )

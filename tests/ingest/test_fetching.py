"""Web addresses become documents: a real server on this machine, friendly and hostile."""

from __future__ import annotations

import gzip
import http.server
import io
import json
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import httpcore
import httpx
import pytest

import ingest.network
import ingest.web
from ingest.command import run
from ingest.fetching import Fetched, document_of, fetch
from ingest.network import is_allowed
from ingest.reading import read_document
from ingest.sync import sync
from settings import Settings
from vectorstore.command import Console
from vectorstore.library import Library

TEXT = "为了促进中小企业发展，根据有关法律、法规，结合本市实际，制定本办法。"
PAGE = (
    f"<!doctype html><html><head><title>某市办法</title></head><body><h1>某市办法</h1><p>{TEXT * 3}</p></body></html>"
)


class Server(http.server.ThreadingHTTPServer):
    """Replies with what the test put under a path, and remembers what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.replies: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.asked: list[tuple[str, str, str]] = []
        self.ended = threading.Event()

    def put(self, path: str, content: str | bytes = PAGE, status: int = 200, **headers: str) -> str:
        """Put something under a path; return its address."""
        content = content.encode() if isinstance(content, str) else content
        self.replies[path] = status, {name.replace("_", "-"): value for name, value in headers.items()}, content
        return f"http://127.0.0.1:{self.server_port}{path}"

    def paths(self) -> list[str]:
        """The paths that were asked for."""
        return [path for path, _, _ in self.asked]


class Handler(http.server.BaseHTTPRequestHandler):
    """The server's side of a request."""

    server: Server

    def do_GET(self) -> None:
        self.server.asked.append((self.path, self.headers["User-Agent"], self.headers["Host"]))
        if self.path.startswith("/endless"):
            return self.send_endless(pause=self.path.endswith("slowly"))
        status, headers, content = self.server.replies.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in ({"Content-Type": "text/html", "Content-Length": str(len(content))} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)
        return None

    def send_endless(self, *, pause: bool) -> None:
        """Send without end, as fast as it goes or a byte now and then."""
        try:
            if "header" in self.path:
                self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            else:
                self.send_response(200)
                self.end_headers()
            while not self.server.ended.wait(0.05 if pause else 0):
                self.wfile.write(b"x" if pause else b"x" * 2**16)
        except OSError:
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[Server]:
    """A server on this machine."""
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield server
        server.ended.set()
        server.shutdown()
        thread.join()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings that allow this machine, and files of a megabyte."""
    return Settings(
        data=tmp_path / "library", embedding_model="portable", fetch_private_addresses=True, file_megabytes=1
    )


@pytest.fixture(autouse=True)
def _no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server of the test need not be spared."""
    monkeypatch.setattr(ingest.web, "PAUSE_SECONDS", 0)


def reason(fetched: Fetched) -> str:
    """Why the one address could not be fetched: one sentence."""
    (source,) = fetched.sources
    said = source.refused or ""
    assert said.endswith(".")
    assert "\n" not in said
    return said


class TestPages:
    """What a friendly server sends."""

    def test_a_page_becomes_a_document_with_its_address(self, server: Server, library: Library) -> None:
        """Asked for once, by name; a second run needs no network, and changes nothing."""
        server.put("/%E6%94%BF%E7%AD%96/a.html")
        address = f"http://127.0.0.1:{server.server_port}/政策/a.html"
        name = f"127.0.0.1_{server.server_port}/政策/a.html"
        for expected in ("added", "unchanged"):
            report = sync([], library, fetched=fetch([address], library.settings).sources)
            assert getattr(report, expected) == (name,)
        record = library.record(name)
        assert record is not None
        assert record.title == "某市办法"
        assert record.url == str(httpx.URL(address))
        assert [path for path in server.paths() if path != "/robots.txt"] == ["/%E6%94%BF%E7%AD%96/a.html"]
        assert server.asked[-1][1].startswith("Regionwise ")
        assert server.asked[-1][2] == f"127.0.0.1:{server.server_port}"

    def test_a_page_is_fetched_again_only_when_that_is_asked_for(self, server: Server, library: Library) -> None:
        """What has changed is then updated."""
        address = server.put("/a")
        sync([], library, fetched=fetch([address], library.settings).sources)
        server.put("/a", PAGE.replace("本市", "本省"))
        assert sync([], library, fetched=fetch([address], library.settings).sources).unchanged
        assert sync([], library, fetched=fetch([address], library.settings, refresh=True).sources).updated

    def test_a_redirect_is_followed_and_the_address_at_its_end_kept(self, server: Server, settings: Settings) -> None:
        """The document is named after what was asked for."""
        end = server.put("/new/place.html")
        (source,) = fetch([server.put("/old", "", 302, Location="/new/place.html")], settings).sources
        assert source.document.endswith("/old")
        assert source.url == end
        assert TEXT in read_document(source, settings).text

    def test_what_is_no_page_is_read_by_what_it_is(self, server: Server, settings: Settings) -> None:
        """A table by its type, a text by the name that the server gives it, or by its content."""
        table = server.put("/table", "项目,金额\n甲,3\n", Content_Type="text/csv; charset=utf-8")
        named = server.put(
            "/get", "# 某市", Content_Type="application/octet-stream", Content_Disposition='attachment; filename="a.md"'
        )
        plain = server.put("/a.json", TEXT, Content_Type="application/json")
        first, second, third = fetch([table, named, plain], settings).sources
        assert read_document(first, settings).text == "项目  金额\n甲  3"
        assert read_document(second, settings).title == "某市"
        assert read_document(third, settings).text == TEXT

    def test_a_page_that_is_packed_for_the_way_is_unpacked(self, server: Server, settings: Settings) -> None:
        """As it was asked for."""
        (source,) = fetch([server.put("/a", gzip.compress(PAGE.encode()), Content_Encoding="gzip")], settings).sources
        assert source.path.read_text(encoding="utf-8") == PAGE

    @pytest.mark.parametrize(
        ("address", "document"),
        [
            ("https://www.gov.cn", "www.gov.cn/index"),
            ("http://www.gov.cn:80/zhengce/", "www.gov.cn/zhengce/index"),
            ("https://www.gov.cn/%E6%94%BF%E7%AD%96.html#part", "www.gov.cn/政策.html"),
            ("https://x.cn:8443/a//../b%2Fc%0Ad!/e", "x.cn_8443/a/b_c?d_/e"),
            ("https://x.cn/view?id=1", "x.cn/view~d9fc91d45c"),
            ("https://xn--fiqs8s/a", "中国/a"),
        ],
    )
    def test_a_document_is_named_by_its_server_and_its_path(self, address: str, document: str) -> None:
        """Safely; what it is asked becomes a short sign."""
        assert document_of(httpx.URL(address)) == document

    def test_names_stay_short_and_apart(self) -> None:
        """However long the address."""
        names = {document_of(httpx.URL(f"https://x.cn/{'长' * 300}{end}.pdf")) for end in "ab"}
        assert len(names) == 2
        assert all(len(name) < 120 and name.endswith(".pdf") for name in names)


class TestRefusals:
    """What a server refuses, or sends instead of a page."""

    @pytest.mark.parametrize(
        ("status", "said"),
        [(404, "does not exist"), (403, "save it from a browser"), (500, "try again later"), (204, "204")],
    )
    def test_a_status_becomes_a_reason(self, server: Server, settings: Settings, status: int, said: str) -> None:
        """One clear sentence each."""
        assert said in reason(fetch([server.put("/a", "", status)], settings))

    def test_what_cannot_be_fetched_is_a_document_that_failed_until_it_can(
        self, server: Server, library: Library
    ) -> None:
        """The rest goes on."""
        address, other = server.put("/a", "", 404), server.put("/b")
        for _ in range(2):
            report = sync([], library, fetched=fetch([address, other], library.settings).sources)
            assert "does not exist" in dict(report.failed)[f"127.0.0.1_{server.server_port}/a"]
        server.put("/a")
        assert sync([], library, fetched=fetch([address, other], library.settings).sources).updated

    def test_an_older_copy_is_kept_when_the_page_cannot_be_fetched_again(
        self, server: Server, library: Library
    ) -> None:
        """And the failure is said."""
        address = server.put("/a")
        sync([], library, fetched=fetch([address], library.settings).sources)
        server.put("/a", "", 500)
        fetched = fetch([address], library.settings, refresh=True)
        assert "older copy is kept" in fetched.failed[0][1]
        assert sync([], library, fetched=fetched.sources).unchanged

    def test_what_robots_txt_asks_for_is_done(self, server: Server, settings: Settings) -> None:
        """Nothing that it names is asked for; what it does not name is."""
        server.put("/robots.txt", "User-agent: regionwise\nDisallow: /private\n\nUser-agent: *\nDisallow: /\n")
        assert "robots.txt" in reason(fetch([server.put("/private/a")], settings))
        assert fetch([server.put("/a")], settings).sources[0].refused is None
        assert "/private/a" not in server.paths()

    def test_a_server_that_cannot_show_its_robots_txt_is_left_alone(self, server: Server, settings: Settings) -> None:
        """Until it can."""
        server.put("/robots.txt", "", 503)
        assert "cannot say now" in reason(fetch([server.put("/a")], settings))
        assert "/a" not in server.paths()

    def test_requests_to_one_server_are_spaced(
        self, server: Server, settings: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """By as much as it asks for; the clock stands still here."""
        server.put("/robots.txt", "User-agent: *\nCrawl-delay: 7\n")
        pauses: list[float] = []

        class Stop(threading.Event):
            def wait(self, timeout: float | None = None) -> bool:
                pauses.append(timeout or 0)
                return False

        monkeypatch.setattr(ingest.web, "PAUSE_SECONDS", 1.0)
        fetch([server.put("/a"), server.put("/b")], settings, stop=Stop())
        assert [round(pause) for pause in pauses] == [0, 7, 7]

    def test_a_run_that_is_stopped_fetches_no_more(self, server: Server, settings: Settings) -> None:
        """At once."""
        stop = threading.Event()
        stop.set()
        assert fetch([server.put("/a")], settings, stop=stop).sources == ()

    @pytest.mark.parametrize(
        ("address", "said"),
        [
            ("ftp://x.cn/a", "Only http and https"),
            ("file:///etc/passwd", "Only http and https"),
            ("http://user:secret@x.cn/a", "password"),
            ("http://[::1", "no web address"),
            ("http://x.cn:99999/", "no port 99999"),
            ("http://" + "a" * 70 + ".cn/", "cannot be reached"),
        ],
    )
    def test_what_is_no_plain_web_address_is_refused(self, settings: Settings, address: str, said: str) -> None:
        """Before anything is asked."""
        assert said in reason(fetch([address], settings))

    def test_a_server_that_is_not_there_cannot_be_reached(self, settings: Settings) -> None:
        """The port was free a moment ago."""
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
        assert "cannot be reached" in reason(fetch([f"http://127.0.0.1:{port}/a"], settings))


class TestHostileServers:
    """What a server may try."""

    @pytest.mark.parametrize(
        ("location", "said"),
        [
            ("http://169.254.169.254/latest/meta-data/", "no public server"),
            ("http://[::ffff:169.254.169.254]/", "no public server"),
            ("http://0.0.0.0/", "no public server"),
            ("http://224.0.0.1/", "no public server"),
            ("file:///etc/passwd", "Only http and https"),
            ("gopher://127.0.0.1/", "Only http and https"),
            ("//user:x@127.0.0.1/", "password"),
            ("http://[::1", "no web address"),
        ],
    )
    def test_a_redirect_is_checked_as_the_first_address_was(
        self, server: Server, settings: Settings, location: str, said: str
    ) -> None:
        """Even where this machine and its network are allowed."""
        assert said in reason(fetch([server.put("/a", "", 302, Location=location)], settings))

    def test_a_redirect_without_end_is_not_followed_without_end(self, server: Server, settings: Settings) -> None:
        """Five times at most."""
        assert "more than 5 times" in reason(fetch([server.put("/a", "", 302, Location="/a")], settings))
        assert server.paths().count("/a") == 6

    @pytest.mark.parametrize(
        "host", ["127.0.0.1", "localhost", "127.1", "0x7f000001", "2130706433", "[::ffff:127.0.0.1]"]
    )
    def test_this_machine_is_not_asked_by_default(self, server: Server, settings: Settings, host: str) -> None:
        """However it is spelt."""
        server.put("/a")
        public = settings.model_copy(update={"fetch_private_addresses": False})
        said = reason(fetch([f"http://{host}:{server.server_port}/a"], public))
        assert "no public server" in said or "cannot be reached" in said
        assert server.asked == []

    @pytest.mark.parametrize(
        ("address", "public", "private"),
        [
            ("93.184.216.34", True, True),
            ("2606:2800:220:1:248:1893:25c8:1946", True, True),
            ("127.0.0.1", False, True),
            ("10.1.2.3", False, True),
            ("172.16.0.1", False, True),
            ("192.168.1.1", False, True),
            ("100.64.0.1", False, True),
            ("::1", False, True),
            ("fd00::1", False, True),
            ("169.254.169.254", False, False),
            ("fe80::1%eth0", False, False),
            ("224.0.0.1", False, False),
            ("ff02::1", False, False),
            ("0.0.0.0", False, False),  # noqa: S104 (not to listen on)
            ("::", False, False),
            ("255.255.255.255", False, False),
            ("240.0.0.1", False, False),
            ("::ffff:10.0.0.1", False, True),
            ("::ffff:169.254.169.254", False, False),
            ("64:ff9b::7f00:1", False, True),
            ("64:ff9b::a9fe:a9fe", False, False),
            ("2002:7f00:1::", False, True),
            ("2002:a9fe:a9fe::", False, False),
        ],
    )
    def test_only_public_addresses_are_connected_to(self, address: str, public: bool, private: bool) -> None:
        """And those of its own network where that is allowed; never a cloud's own."""
        assert is_allowed(address) is public
        assert is_allowed(address, private=True) is private

    def test_the_address_that_was_checked_is_the_one_that_is_connected_to(
        self, settings: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A name that is looked up twice can give two answers."""
        answers = iter(["93.184.216.34", "127.0.0.1", "127.0.0.1"])
        connected: list[str] = []

        def resolve(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

        def connect(self: httpcore.SyncBackend, host: str, *_: object) -> None:
            connected.append(host)
            raise httpcore.ConnectError("not here")

        monkeypatch.setattr(socket, "getaddrinfo", resolve)
        monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
        public = settings.model_copy(update={"fetch_private_addresses": False})
        assert "cannot be reached" in reason(fetch(["https://rebinding.example/a"], public))
        assert "no public server" in reason(fetch(["https://rebinding.example/a"], public))
        assert connected == ["93.184.216.34"]

    def test_one_private_address_among_others_is_enough_to_refuse(
        self, settings: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Which of them would be taken is not left to chance."""
        found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, 80)) for host in ("93.184.216.34", "10.0.0.1")]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
        public = settings.model_copy(update={"fetch_private_addresses": False})
        assert "no public server" in reason(fetch(["http://mixed.example/a"], public))

    def test_a_page_without_end_is_broken_off(self, server: Server, settings: Settings) -> None:
        """At the limit; nothing of it is kept."""
        said = reason(fetch([f"http://127.0.0.1:{server.server_port}/endless"], settings))
        assert "more than 1 MB" in said
        assert [path.suffix for path in (settings.data / "fetched").iterdir()] == [".json"]

    def test_a_page_that_says_it_is_too_large_is_not_begun(self, server: Server, settings: Settings) -> None:
        """Its length is looked at first."""
        address = server.put("/a", "x", Content_Length=str(2**40))
        assert "more than 1 MB" in reason(fetch([address], settings))

    def test_a_page_that_unpacks_to_too_much_is_broken_off(self, server: Server, settings: Settings) -> None:
        """A kilobyte that becomes a megabyte."""
        bomb = gzip.compress(gzip.compress(bytes(2**26)))
        assert len(bomb) < 2000
        address = server.put("/a", gzip.decompress(bomb), Content_Encoding="gzip")
        assert "more than 1 MB" in reason(fetch([address], settings))

    def test_a_packing_that_was_not_asked_for_is_refused(self, server: Server, settings: Settings) -> None:
        """There are some that nobody here can bound."""
        assert "not asked for" in reason(fetch([server.put("/a", "x", Content_Encoding="br")], settings))

    @pytest.mark.parametrize("path", ["/endless/slowly", "/endless/header/slowly"])
    def test_a_page_that_trickles_is_broken_off(
        self, server: Server, settings: Settings, monkeypatch: pytest.MonkeyPatch, path: str
    ) -> None:
        """A byte now and then keeps every single wait short, but not the whole."""
        server.put("/robots.txt", "")
        monkeypatch.setattr(ingest.web, "SECONDS", 0.5)
        assert "did not send the page" in reason(fetch([f"http://127.0.0.1:{server.server_port}{path}"], settings))

    def test_a_reply_that_is_no_http_gives_a_reason(self, server: Server, settings: Settings) -> None:
        """Or one that breaks off."""
        server.put("/robots.txt", "")
        address = server.put("/a", "short", Content_Length="500")
        assert "broke off" in reason(fetch([address], settings))


def test_the_command_takes_addresses_beside_paths(server: Server, library: Library, tmp_path: Path) -> None:
    """The report names what could not be fetched."""
    (tmp_path / "a.md").write_text("# 某省办法\n\n" + TEXT, encoding="utf-8")
    said, out = io.StringIO(), io.StringIO()
    console = Console(out, said, cwd=tmp_path)
    assert run(["a.md", server.put("/b"), server.put("/c", "", 404), "--json"], library, console) == 0
    report = json.loads(out.getvalue())
    name = f"127.0.0.1_{server.server_port}"
    assert report["added"] == [f"{name}/b", "a.md"]
    assert [failed["document"] for failed in report["failed"]] == [f"{name}/c"]
    assert f"Fetching http://{name.replace('_', ':')}/b" in said.getvalue()

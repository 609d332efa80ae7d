"""The chat: a Gradio page that shows a conversation, each answer beside its sources."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr

from settings import Settings
from ui.conversation import Progress, Turn, asked_without, follow, question_fault, turn_html
from ui.messages import language_of_browser, word
from ui.rendering import ask_buttons, render_fault, render_status
from ui.threads import ANSWERS_AT_ONCE, answer_limiter, each_in_thread

if TYPE_CHECKING:
    from bot.policy_bot import PolicyBot
    from vectorstore.library import Library

FOLDER = Path(__file__).parent
EXAMPLES = 4
WAITING_AT_MOST = 200
Updates = dict[Any, Any]
# No font is fetched; Chinese has a face of its own on each system.
FONTS = ["system-ui", "-apple-system", "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "sans-serif"]


class ChatPage:
    """The page's parts, and what happens when a person uses them."""

    def __init__(self, settings: Settings, library: Library, bot: PolicyBot) -> None:
        self.settings = settings
        self.library = library
        self.bot = bot
        self.answers = answer_limiter()
        with gr.Blocks(title="Regionwise", analytics_enabled=False, fill_width=True) as self.blocks:
            self._lay_out()
            self._connect()
        self.blocks.queue(default_concurrency_limit=ANSWERS_AT_ONCE, max_size=WAITING_AT_MOST, api_open=False)

    def mount(self, app: Any) -> None:
        """Show the page at the root of `app`."""
        gr.mount_gradio_app(
            app,
            self.blocks,
            path="/",
            theme=gr.themes.Default(primary_hue="teal", neutral_hue="slate", font=FONTS, font_mono=["monospace"]),
            css_paths=FOLDER / "chat.css",
            js=(FOLDER / "chat.js").read_text(encoding="utf-8"),
            footer_links=[],
            show_error=False,
            run_history=False,
            ssr_mode=False,
            max_file_size=1,  # Nothing is uploaded through Gradio.
        )

    def _lay_out(self) -> None:
        self.turns = gr.State([], time_to_live=24 * 3600)
        with gr.Row(elem_id="top"):
            self.brand = gr.HTML(elem_id="brand", apply_default_css=False)
            self.restart = gr.Button(size="sm", elem_id="restart", min_width=60)
            self.language = gr.Radio(
                [("中文", "zh"), ("English", "en")], value="en", elem_id="language", show_label=False, container=False
            )
        self.status = gr.HTML(elem_id="status", apply_default_css=False)
        with gr.Column(elem_id="conversation"):
            self.welcome = gr.HTML(elem_id="welcome", apply_default_css=False)
            self.past = gr.HTML(elem_id="past", apply_default_css=False)
            self.current = gr.HTML(elem_id="current", apply_default_css=False)
            self.notice = gr.HTML(elem_id="notice", apply_default_css=False)
        with gr.Row(elem_id="ask"):
            self.question = gr.Textbox(
                lines=1, max_lines=6, autofocus=True, show_label=False, container=False, elem_id="question", scale=1
            )
            self.send = gr.Button(variant="primary", elem_id="send", scale=0, min_width=88)
            self.stop = gr.Button(variant="stop", elem_id="stop", scale=0, min_width=88, visible=False)
        # Filled and pressed by the script when a filter of an answer is taken away.
        self.dropped = gr.Textbox(elem_id="dropped", visible="hidden")
        self.drop = gr.Button(elem_id="drop", visible="hidden")
        self.timer = gr.Timer(1.5, active=False)

    def _connect(self) -> None:
        words = [
            self.brand,
            self.language,
            self.restart,
            self.status,
            self.welcome,
            self.notice,
            self.question,
            self.send,
            self.stop,
        ]
        shown = [self.turns, self.welcome, self.past, self.current, self.notice, self.question, self.send, self.stop]
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        quick = {**quiet, "queue": False}
        self.blocks.load(self.opened, None, [*words, self.timer], **quick)
        self.language.input(self.translated, [self.language, self.turns], words, **quick)
        self.timer.tick(self.loading, self.language, [self.status, self.timer], **quick)
        asked = gr.on(
            [self.question.submit, self.send.click],
            self.ask,
            [self.question, self.turns, self.language],
            shown,
            trigger_mode="once",
            **quiet,
        )
        again = self.drop.click(
            self.ask_without, [self.dropped, self.turns, self.language], shown, trigger_mode="once", **quiet
        )
        inputs = [self.turns, self.language]
        self.stop.click(self.stopped, inputs, shown, cancels=[asked, again], **quick)
        self.restart.click(self.restarted, self.language, shown, cancels=[asked, again], **quick)

    def opened(self, request: gr.Request) -> Updates:
        """The page in the browser's language."""
        language = language_of_browser(request.headers.get("accept-language"))
        chosen = gr.Radio(value=language, label=word(language, "language"))
        return {**self.translated(language, []), **self.loading(language), self.language: chosen}

    def translated(self, language: str, turns: list[Turn]) -> Updates:
        """The fixed words in another language; answers keep their own."""
        return {
            self.brand: self._brand(language),
            self.language: gr.Radio(label=word(language, "language")),
            self.restart: gr.Button(word(language, "new_conversation")),
            self.status: self._status(language),
            self.welcome: "" if turns else self._welcome(language),
            self.notice: "",
            self.question: gr.Textbox(
                label=word(language, "question_label"), placeholder=word(language, "placeholder")
            ),
            self.send: gr.Button(word(language, "send")),
            self.stop: gr.Button(word(language, "stop")),
        }

    def loading(self, language: str) -> Updates:
        """The status line, until the embedding model is there."""
        return {self.status: self._status(language), self.timer: gr.Timer(active=not self.library.ready())}

    async def ask(self, text: str, turns: list[Turn], language: str) -> AsyncIterator[Updates]:
        """Answer a question in the chat, snapshot by snapshot."""
        fault = question_fault(text or "", self.settings.question_characters, language)
        if fault:
            yield {self.notice: render_fault(fault)}
            return
        async for updates in self._follow(Turn(text), turns, turns, language):
            yield updates

    async def ask_without(self, dropped: str, turns: list[Turn], language: str) -> AsyncIterator[Updates]:
        """Answer a question again without something that was inferred from it."""
        again = asked_without(dropped, turns)
        if again:
            async for updates in self._follow(*again, turns, language):
                yield updates

    async def _follow(
        self, asked: Turn, before: Sequence[Turn], turns: list[Turn], language: str
    ) -> AsyncIterator[Updates]:
        """Show a turn, whose question knows those `before`, below all the `turns`."""
        shown, number = [turn.stopped() for turn in turns], len(turns) + 1
        past = "".join(turn_html(turn, place, language) for place, turn in enumerate(shown, 1))
        updates: Updates = {self.welcome: "", self.past: past, self.notice: "", self.question: "", **self._busy(True)}
        stopped = [turn.stopped() for turn in before]
        async for turn in each_in_thread(follow(self.bot, asked, stopped, language), self.answers):
            updates[self.turns] = [*shown, turn]
            updates[self.current] = turn_html(turn, number, language)
            if turn.progress is Progress.DONE:
                updates |= self._busy(False)
            if turn.fault:
                updates[self.question] = turn.question
            yield updates
            updates = {}

    def stopped(self, turns: list[Turn], language: str) -> Updates:
        """The answer as far as it came."""
        if not turns:
            return self._busy(False)
        turns = [*turns[:-1], turns[-1].stopped()]
        current = turn_html(turns[-1], len(turns), language)
        return {self.turns: turns, self.current: current, **self._busy(False)}

    def restarted(self, language: str) -> Updates:
        """An empty conversation."""
        empty: Updates = {self.turns: [], self.past: "", self.current: "", self.notice: ""}
        return {**empty, self.welcome: self._welcome(language), **self._busy(False)}

    def _busy(self, busy: bool) -> Updates:
        return {self.send: gr.Button(visible=not busy), self.stop: gr.Button(visible=busy)}

    def _brand(self, language: str) -> str:
        count = word(language, "document_count", documents=self.library.counts().get("documents", 0))
        return (
            f"<h1>Regionwise</h1><p>{escape(word(language, 'tagline'))}</p>"
            f'<a href="documents?lang={language}" target="_blank">{escape(count)}</a>'
        )

    def _status(self, language: str) -> str:
        return "" if self.library.ready() else render_status(word(language, "loading"))

    def _welcome(self, language: str) -> str:
        """What to start from: questions that this library answers, or how to fill it."""
        if not self.library.counts().get("documents", 0):
            return f"<h2>{word(language, 'welcome')}</h2><p>{escape(word(language, 'library_empty'))}</p>"
        examples = self.bot.examples(language)[:EXAMPLES]
        asks = f"<h3>{word(language, 'examples')}</h3>{ask_buttons(examples)}" if examples else ""
        return f"<h2>{word(language, 'welcome')}</h2><p>{word(language, 'welcome_more')}</p>{asks}"

() => {
  // A marker brings its card into view, a card's number leads back to the text, an example is asked, a filter dropped.
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const show = (target) => {
    if (!target) return;
    document.querySelectorAll(".rw-shown").forEach((other) => other.classList.remove("rw-shown"));
    target.classList.add("rw-shown");
    target.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
    target.focus({ preventScroll: true });
  };

  const send = (text, box, button) => {
    const field = document.querySelector(`${box} textarea, ${box} input`);
    const free = document.querySelector("#send")?.offsetParent; // Else an answer is being written.
    if (!field || !free) return;
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    setTimeout(() => document.querySelector(button)?.click(), 50); // Gradio takes the new text up in its next tick.
  };

  document.addEventListener("click", (event) => {
    const at = event.target.closest?.("[data-card], [data-back], [data-ask], [data-drop]");
    if (!at) return;
    event.preventDefault();
    if (at.dataset.ask) send(at.dataset.ask, "#question", "#send");
    if (at.dataset.drop) send(at.dataset.drop, "#dropped", "#drop");
    if (at.dataset.card) show(document.getElementById(at.dataset.card));
    if (at.dataset.back) show(document.querySelector(`[data-card="${CSS.escape(at.dataset.back)}"]`));
  });

  // A new question comes to the top of the window; after that the page stays where the reader scrolls it.
  let last = null;
  const follow = () => {
    const turns = document.querySelectorAll(".rw-turn");
    const newest = turns.length ? turns[turns.length - 1] : null;
    if (newest && newest.id !== last) newest.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
    last = newest?.id ?? null;
  };
  new MutationObserver(follow).observe(document.body, { childList: true, subtree: true, attributeFilter: ["id"] });

  // Screen readers hear what is added to the conversation, and in which language the page is.
  const label = () => {
    document.querySelector("#conversation")?.setAttribute("role", "log");
    const chosen = document.querySelector("#language input:checked");
    document.documentElement.lang = chosen?.value === "zh" ? "zh-CN" : "en";
  };
  label();
  document.addEventListener("change", label);
  new MutationObserver(label).observe(document.querySelector("#brand") ?? document.body, { childList: true, subtree: true });
}

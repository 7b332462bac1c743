/* Says that the session will end. The server decides; this asks it again before it says anything, so that work in
   another window counts, and so does the time a laptop slept. */
(() => {
  "use strict";

  const dialog = document.querySelector("#session-warning");
  if (!dialog) return;
  const WARN = 300;
  const LOOK = 10000;
  const until = (seconds) => Date.now() + seconds * 1000;

  let ends = until(Number(dialog.dataset.seconds));
  let over = false;
  let quieted = 0;

  const left = () => Math.max(0, Math.round((ends - Date.now()) / 1000));
  const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

  const show = (kind) => {
    dialog.querySelectorAll("[data-when]").forEach((part) => { part.hidden = part.dataset.when !== kind; });
    dialog.querySelectorAll("[data-left]").forEach((part) => { part.textContent = clock(left()); });
    if (!dialog.open) dialog.showModal();
    dialog.querySelector("button:not([hidden]), a:not([hidden])").focus();
  };

  const ask = async (options) => {
    const response = await fetch(dialog.dataset.url, { cache: "no-store", ...options });
    if (!response.ok) throw new Error(String(response.status));
    return response.json();
  };

  const settle = ({ seconds, extendable }) => {
    ends = until(seconds);
    over = seconds === 0;
    if (over) show("over");
    else if (seconds > WARN) {
      if (dialog.open) dialog.close();
    } else if (extendable || quieted !== 1) show(extendable ? "idle" : "whole");
  };

  const look = async () => {
    if (over || document.visibilityState === "hidden") return;
    if (left() > WARN) return;
    if (dialog.open && left() > 0) {
      dialog.querySelectorAll("[data-left]").forEach((part) => { part.textContent = clock(left()); });
      if (left() % 30 > 10) return;
    }
    try {
      settle(await ask({}));
    } catch { /* no connection: asked again in a moment */ }
  };

  dialog.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      settle(await ask({ method: "POST", body: new URLSearchParams(new FormData(event.target)) }));
    } catch {
      dialog.close();
    }
  });
  dialog.querySelector("[data-close]").addEventListener("click", () => {
    quieted = 1;
    dialog.close();
  });
  dialog.addEventListener("cancel", (event) => { if (over) event.preventDefault(); });
  setInterval(look, LOOK);
  document.addEventListener("visibilitychange", look);
  window.addEventListener("pageshow", look);
})();

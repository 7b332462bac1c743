/* Keeps what is typed into a long form as a draft. Without this file the forms work as before; a form that is sent
   after the session has ended is kept by the server all the same. */
(() => {
  "use strict";

  const line = document.querySelector("[data-draft]");
  if (!line) return;
  const form = line.closest("form");
  const offer = document.querySelector("[data-draft-offer]");
  const hint = document.querySelector("[data-here]");
  const CALM = 2000;
  const AGAIN = 10000;
  const STILL_HERE = 45000;

  let changed = false;
  let sending = false;
  let sent = false;
  let timer = 0;
  let running = null;

  const say = (text, trouble) => {
    if (line.textContent !== text) line.textContent = text;
    line.classList.toggle("kept-line--trouble", Boolean(text) && Boolean(trouble));
    line.classList.toggle("kept-line--kept", Boolean(text) && !trouble);
  };

  // Files stay where they are: a draft holds words.
  const answers = () => {
    const words = new URLSearchParams();
    new FormData(form).forEach((value, name) => { if (typeof value === "string") words.append(name, value); });
    return words;
  };

  const plan = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(keep, wait);
  };

  const keep = async () => {
    clearTimeout(timer);
    if (!changed || sending || sent) return;
    if (offer && offer.isConnected) {
      say(line.dataset.unanswered, true);
      return;
    }
    sending = true;
    changed = false;
    running = new AbortController();
    try {
      const response = await fetch(line.dataset.url, { method: "POST", body: answers(), signal: running.signal });
      const answer = await response.json();
      if (sent) return;
      say(answer.said, !answer.kept_at);
      if (response.status === 429) {
        changed = true;
        plan(AGAIN);
      }
    } catch {
      if (sent) return;
      changed = true;
      say(line.dataset.waiting, true);
      plan(AGAIN);
    } finally {
      sending = false;
      if (changed && !sent) plan(AGAIN);
    }
  };

  form.addEventListener("input", () => {
    changed = true;
    plan(CALM);
  });
  form.addEventListener("change", () => {
    changed = true;
    plan(CALM);
  });
  form.addEventListener("focusout", keep);
  window.addEventListener("online", keep);

  // the last moment in which a page may still say something
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "hidden") {
      stillHere();
      return;
    }
    if (!changed || sent || (offer && offer.isConnected)) return;
    const words = answers();
    if (words.toString().length < 60000 && navigator.sendBeacon(line.dataset.url, words)) changed = false;
    else keep();
  });

  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented || event.submitter?.formTarget === "_blank") return;
    sent = true;
    clearTimeout(timer);
    if (running) running.abort();
  });
  window.addEventListener("pageshow", (event) => { if (event.persisted) sent = false; });

  // Discarded without leaving the page: what was typed meanwhile stays, and is kept from now on.
  if (offer) {
    offer.addEventListener("submit", async (event) => {
      event.preventDefault();
      try {
        const response = await fetch(offer.action, { method: "POST", body: new URLSearchParams(new FormData(offer)) });
        if (!response.ok) throw new Error("refused");
        offer.remove();
        say("", false);
        form.querySelector("input:not([type=hidden]), textarea, select")?.focus();
        keep();
      } catch {
        offer.submit();
      }
    });
  }

  const stillHere = async () => {
    if (document.visibilityState === "hidden") return;
    const words = new URLSearchParams();
    for (const name of ["csrfmiddlewaretoken", "stamp"]) words.append(name, form.elements[name].value);
    try {
      const response = await fetch(line.dataset.hereUrl, { method: "POST", body: words });
      if (!response.ok || !hint) return;
      const { said } = await response.json();
      hint.querySelector("[data-said]").textContent = said;
      hint.hidden = !said;
    } catch { /* a hint, nothing more */ }
  };
  setInterval(stillHere, STILL_HERE);
})();

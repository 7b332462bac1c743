/* Conveniences only: every page works without this file. */
(() => {
  "use strict";

  const TYPING = "input, textarea, select, [contenteditable]";

  // The arrow keys go from one person that was found to the next; up from the first, back to the search box.
  const amongHits = (event) => {
    if (event.target.closest(TYPING) && !event.target.matches("[data-search], [type=search]")) return;
    const hits = [...document.querySelectorAll("[data-hit]")].filter((hit) => hit.getClientRects().length);
    if (!hits.length || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const here = hits.indexOf(document.activeElement);
    const next = event.key === "ArrowDown" ? Math.min(here + 1, hits.length - 1) : here - 1;
    if (here < 0 && event.key === "ArrowUp") return;
    event.preventDefault();
    (hits[next] || document.querySelector("[data-search]")).focus();
  };

  // "/" goes to the search box, Escape leaves it or closes an open menu
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !event.target.closest(TYPING)) {
      const box = document.querySelector("[data-search]");
      if (box) {
        event.preventDefault();
        box.focus();
        box.select();
      }
    }
    if (event.key === "Escape" && event.target.matches("[data-search]")) event.target.blur();
    if (event.key === "ArrowDown" || event.key === "ArrowUp") amongHits(event);
    if (event.key === "Escape") {
      document.querySelectorAll("details.menu[open]").forEach((menu) => {
        const inside = menu.contains(document.activeElement);
        menu.open = false;
        if (inside) menu.querySelector("summary").focus();
      });
    }
  });

  // Inside [data-keys], where nobody types, a figure or a letter takes the choice that bears it: 1, 2, 3 ..., N.
  document.addEventListener("keydown", (event) => {
    const among = event.target.closest("[data-keys]");
    if (!among || event.target.closest(TYPING) || event.ctrlKey || event.metaKey || event.altKey) return;
    const choice = among.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (choice) {
      event.preventDefault();
      choice.click();
    }
  });

  // A live part whose answer is another page (the session has ended) stays as it is.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, pathInfo } = event.detail;
    const asked = new URL(pathInfo.requestPath, window.location.href).pathname;
    if (xhr.responseURL && new URL(xhr.responseURL).pathname !== asked) event.detail.shouldSwap = false;
  });

  document.addEventListener("click", (event) => {
    document.querySelectorAll("details.menu[open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
    if (event.target.closest("[data-print]")) window.print();
  });

  // one box that ticks all boxes of its table
  document.addEventListener("change", (event) => {
    const all = event.target.closest("[data-pick-all]");
    if (!all) return;
    all.closest("table").querySelectorAll("tbody input[type=checkbox]:enabled").forEach((box) => {
      if (box.checked !== all.checked) box.click();
    });
  });

  // A second click while the first is still on its way is dropped; the server refuses it too.
  // Filters leave their empty parts out of the address.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method === "get") {
      form.querySelectorAll("input, select").forEach((control) => {
        if (control.name && control.value === "") control.disabled = true;
      });
      return;
    }
    if (form.dataset.sentAt && Date.now() - Number(form.dataset.sentAt) < 3000) event.preventDefault();
    else form.dataset.sentAt = String(Date.now());
  });

  // coming back by the back button finds the form as it was
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form").forEach((form) => {
      delete form.dataset.sentAt;
      if (form.method === "get") form.querySelectorAll("[disabled]").forEach((control) => { control.disabled = false; });
    });
  });

  const summary = document.querySelector(".error-summary");
  if (summary) summary.focus();
})();

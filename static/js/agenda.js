// Conveniences of the agenda only: everything here is also done by links and by the forms they lead to.
(() => {
  "use strict";
  const board = document.querySelector("[data-agenda]");
  if (!board) return;

  // Arrow keys: up and down within a day, left and right to the nearest thing of the day beside it.
  const top = (link) => link.getBoundingClientRect().top;
  board.addEventListener("keydown", (event) => {
    const link = event.target.closest(".slot a");
    if (!link || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const day = link.closest(".agenda-day");
    const links = [...day.querySelectorAll(".slot a")];
    let goal = null;
    if (event.key === "ArrowDown") goal = links[links.indexOf(link) + 1];
    if (event.key === "ArrowUp") goal = links[links.indexOf(link) - 1];
    if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      let other = day;
      do {
        other = event.key === "ArrowRight" ? other.nextElementSibling : other.previousElementSibling;
      } while (other && !other.querySelector(".slot a"));
      const near = other ? [...other.querySelectorAll(".slot a")] : [];
      goal = near.sort((one, two) => Math.abs(top(one) - top(link)) - Math.abs(top(two) - top(link)))[0];
    }
    if (goal) {
      event.preventDefault();
      goal.focus();
    }
  });

  // Dragging an appointment to a free slot opens the page on which it is moved, with desk and time filled in.
  let dragged = null;
  board.addEventListener("dragstart", (event) => {
    const slot = event.target.closest("[data-move]");
    if (!slot) return;
    dragged = slot.dataset.move;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", "");
  });
  const free = (event) => (dragged ? event.target.closest(".slot--free") : null);
  board.addEventListener("dragover", (event) => {
    const slot = free(event);
    if (!slot) return;
    event.preventDefault();
    slot.classList.add("is-drop");
  });
  board.addEventListener("dragleave", (event) => {
    const slot = event.target.closest(".slot--free");
    if (slot) slot.classList.remove("is-drop");
  });
  board.addEventListener("drop", (event) => {
    const slot = free(event);
    if (!slot) return;
    event.preventDefault();
    const wanted = new URL(slot.querySelector("a").href).search;
    window.location.assign(dragged + wanted);
  });
  board.addEventListener("dragend", () => {
    dragged = null;
  });
})();

(function () {
  "use strict";
  var GRAVEST = ["error", "warning", "info"];
  var marks = Array.from(document.querySelectorAll("mark[data-on]"));
  var notes = Array.from(document.querySelectorAll(".notes li"));
  var tools = document.querySelector(".tools");
  var tip = document.getElementById("tip");
  var off = new Set();
  var pinned = false;
  var leaving = 0;

  function notesOf(mark) {
    return mark.dataset.on.split(" ").map(function (id) { return document.getElementById(id); });
  }
  function visible(note) { return !note.hidden; }
  function beginning(mark) {
    return notesOf(mark).filter(function (note) { return mark.id && note.dataset.at === mark.id; });
  }
  function stops() {
    return marks.filter(function (mark) { return mark.tabIndex === 0; });
  }

  function refreshMark(mark) {
    var on = notesOf(mark).filter(visible);
    var own = beginning(mark).filter(visible);
    var looks = GRAVEST.filter(function (one) { return on.some(function (note) { return note.dataset.severity === one; }); });
    mark.className = looks.length ? looks[0] : "off";
    if (!mark.id) return;
    if (!own.length) {
      ["tabindex", "role", "aria-describedby", "data-number"].forEach(function (name) { mark.removeAttribute(name); });
      return;
    }
    mark.setAttribute("tabindex", "0");
    mark.setAttribute("role", "button");
    mark.setAttribute("aria-describedby", on.map(function (note) { return note.id; }).join(" "));
    mark.dataset.number = own.map(function (note) { return note.value; }).join("、");
  }
  function refresh() {
    notes.forEach(function (note) { note.hidden = off.has(note.dataset.severity) || off.has(note.dataset.rule); });
    marks.forEach(refreshMark);
    hide();
    var left = notes.filter(visible).length;
    document.querySelector(".shown").textContent = left === notes.length ? "共 " + left + " 处" : "显示 " + left + " 处，共 " + notes.length + " 处";
  }
  function press(button) {
    var value = button.dataset.severity || button.dataset.rule;
    var on = button.getAttribute("aria-pressed") === "true";
    button.setAttribute("aria-pressed", String(!on));
    if (on) off.add(value); else off.delete(value);
    refresh();
  }
  function closeRules() {
    if (tools) tools.querySelector("details").open = false;
  }
  function showAll() {
    off.clear();
    tools.querySelectorAll("[aria-pressed]").forEach(function (one) { one.setAttribute("aria-pressed", "true"); });
    refresh();
  }

  function copyOf(note) {
    var copy = document.createElement("div");
    copy.className = note.className;
    Array.from(note.children).forEach(function (part) {
      if (part.tagName !== "BLOCKQUOTE") copy.appendChild(part.cloneNode(true));
    });
    copy.querySelectorAll("a").forEach(function (link) { link.removeAttribute("href"); });
    return copy;
  }
  function show(mark, pin) {
    var own = beginning(mark).filter(visible);
    var on = own.concat(notesOf(mark).filter(function (note) { return visible(note) && own.indexOf(note) < 0; }));
    if (!on.length) return;
    clearTimeout(leaving);
    pinned = pin;
    tip.textContent = "";
    on.forEach(function (note) { tip.appendChild(copyOf(note)); });
    tip.hidden = false;
    place(mark);
    notes.forEach(function (note) { note.classList.toggle("current", on.indexOf(note) >= 0); });
    reveal(on[0]);
  }
  function place(mark) {
    var boxes = mark.getClientRects();
    var first = boxes[0], last = boxes[boxes.length - 1];
    var head = tools.getBoundingClientRect().bottom;
    var above = first.top - head - 16, below = window.innerHeight - last.bottom - 16;
    tip.style.left = "0";
    tip.style.maxHeight = Math.max(above, below, 120) + "px";
    var upwards = tip.offsetHeight > below && above > below;
    var top = upwards ? first.top - tip.offsetHeight - 8 : last.bottom + 8;
    var left = Math.max(8, Math.min(last.left, document.documentElement.clientWidth - tip.offsetWidth - 8));
    tip.style.top = top + window.scrollY + "px";
    tip.style.left = left + window.scrollX + "px";
  }
  function reveal(note) {
    var panel = note.closest(".panel");
    if (panel.scrollHeight <= panel.clientHeight) return;
    var inside = panel.getBoundingClientRect(), box = note.getBoundingClientRect();
    if (box.top < inside.top || box.bottom > inside.bottom) panel.scrollTop += box.top - inside.top - 40;
  }
  function hide() {
    tip.hidden = true;
    pinned = false;
    notes.forEach(function (note) { note.classList.remove("current"); });
  }
  function go(mark) {
    mark.focus({ preventScroll: true });
    mark.scrollIntoView({ block: "center" });
    show(mark, false);
  }
  function step(by) {
    var all = stops();
    if (!all.length) return;
    var at = all.indexOf(document.activeElement);
    if (at < 0 && by < 0) at = 0;
    go(all[(at + by + all.length) % all.length]);
  }
  function markAt(target) { return target instanceof Element ? target.closest("mark[data-on]") : null; }

  document.addEventListener("mouseover", function (event) {
    var mark = markAt(event.target);
    if (mark && !pinned) show(mark, false);
    if (tip.contains(event.target)) clearTimeout(leaving);
  });
  document.addEventListener("mouseout", function (event) {
    if (!pinned && (markAt(event.target) || tip.contains(event.target))) leaving = setTimeout(hide, 200);
  });
  document.addEventListener("focusin", function (event) {
    var mark = markAt(event.target);
    if (mark) show(mark, false); else if (!pinned) hide();
  });
  document.addEventListener("click", function (event) {
    var target = event.target;
    var mark = markAt(target);
    var button = target.closest("button");
    var link = target.closest(".notes a");
    if (mark) show(mark, true);
    else if (link) { event.preventDefault(); go(document.getElementById(link.hash.slice(1))); }
    else if (!tip.contains(target)) hide();
    if (!target.closest(".tools details")) closeRules();
    if (!button) return;
    if (button.hasAttribute("aria-pressed")) press(button);
    if (button.dataset.step) step(Number(button.dataset.step));
    if (button.hasAttribute("data-all")) showAll();
  });
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    var key = event.key.toLowerCase();
    var mark = markAt(event.target);
    if (key === "j" || key === "n") step(1);
    else if (key === "k" || key === "p") step(-1);
    else if (key === "escape") { hide(); closeRules(); }
    else if (mark && (key === "enter" || key === " ")) show(mark, true);
    else return;
    if (mark || key === "escape") event.preventDefault();
  });

  window.addEventListener("resize", hide);

  notes.forEach(function (note) {
    var link = note.querySelector("a");
    note.dataset.at = link ? link.hash.slice(1) : "";
  });
  if (tools) { tools.hidden = false; refresh(); }
})();

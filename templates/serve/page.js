// What the pages do a little better with a script: progress without loading anew, files dropped, keys. Without it all works.
"use strict";

function follow(box) {
  const said = box.querySelector("[data-job-said]");
  const bar = box.querySelector("[data-job-bar]");
  const file = box.querySelector("[data-job-file]");
  const ask = async () => {
    let job = null;
    try {
      const answer = await fetch("/job", { cache: "no-store" });
      if (!answer.ok) throw new Error();
      job = await answer.json();
    } catch {
      said.textContent = "程序没有回答，可能已经退出。";
      setTimeout(ask, 2000);
      return;
    }
    if (!job) {
      // Files that are chosen and not sent would be lost.
      if ([...document.querySelectorAll('input[type="file"]')].some((field) => field.files.length)) {
        said.textContent = "做完了。选好的文件交了以后，就显示出来。";
        return;
      }
      keepTyped(null);
      location.reload();
      return;
    }
    bar.max = job.all || 1;
    bar.value = job.done;
    file.textContent = job.file;
    if (job.stopping) said.textContent = "正在停下……";
    else if (job.read) said.textContent = `读完 ${job.all} 个文件，正在汇总……`;
    else if (job.all) said.textContent = `第 ${job.done} 个，共 ${job.all} 个`;
    setTimeout(ask, 200);
  };
  ask();
}

document.querySelectorAll("[data-job]").forEach(follow);

// Files and whole folders, dropped: each goes with the folder it lay in, told before it.
async function inside(entry, folder) {
  if (entry.isFile) {
    const file = await new Promise((done, failed) => entry.file(done, failed));
    return [[folder, file]];
  }
  const reader = entry.createReader();
  const own = folder ? `${folder}/${entry.name}` : entry.name;
  const all = [];
  for (;;) {
    const some = await new Promise((done, failed) => reader.readEntries(done, failed));
    if (!some.length) return all;
    for (const one of some) all.push(...(await inside(one, own)));
  }
}

function takeDrops(form) {
  const said = form.querySelector("[data-drop-said]");
  form.querySelectorAll("[data-with-script]").forEach((hint) => (hint.hidden = false));
  form.addEventListener("dragover", (event) => {
    event.preventDefault();
    form.classList.add("over");
  });
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", async (event) => {
    event.preventDefault();
    form.classList.remove("over");
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry()).filter(Boolean);
    said.textContent = "正在收……";
    try {
      const files = (await Promise.all(entries.map((entry) => inside(entry, "")))).flat();
      const body = new FormData();
      for (const [folder, file] of files) {
        body.append("folder", folder);
        body.append("files", file, file.name);
      }
      // What was received is told on the next page, once: that is for the reader, not for this.
      const answer = await fetch(form.action, { method: "POST", body, redirect: "manual" });
      if (answer.type === "opaqueredirect") {
        location.assign("/forms");
        return;
      }
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      said.textContent = [...page.querySelectorAll("main p")].slice(0, -1).map((p) => p.textContent).join("");
    } catch {
      said.textContent = "没有收成：文件读不出来，或者程序已经退出。";
    }
  });
}

document.querySelectorAll("[data-drop]").forEach(takeDrops);
// A cell that is clicked is shown at the side.
document.querySelectorAll("[data-cells]").forEach((table) => {
  table.addEventListener("click", (event) => {
    const cell = event.target.closest("[data-at]");
    if (!cell || event.target.closest("a") || getSelection().toString()) return;
    location.assign(`${table.dataset.cells}&at=${encodeURIComponent(cell.dataset.at)}#${cell.dataset.at}`);
  });
});

// Rows to be decided: one has the focus, and keys press its buttons.
const items = [...document.querySelectorAll("[data-item]")];

let last = null;
document.addEventListener("focusin", (event) => {
  last = event.target.closest("[data-item]") || last;
});

// The one that has the focus; where nothing has it, the one that had it last.
function current() {
  const focused = document.activeElement;
  return focused === document.body ? last : focused.closest("[data-item]");
}

function go(step) {
  const at = items.indexOf(current());
  const next = items[at < 0 ? 0 : Math.min(Math.max(at + step, 0), items.length - 1)];
  if (next) next.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) {
    const around = event.target.closest("[data-item]");
    if (event.key === "Escape" || (event.key === "Enter" && around)) {
      event.preventDefault();
      if (around) around.focus();
      else event.target.blur();
    }
    return;
  }
  if (items.length && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    go(event.key === "ArrowDown" ? 1 : -1);
    return;
  }
  const key = event.key.toLowerCase();
  const item = current();
  const find = (within) => within && within.querySelector(`[data-key="${CSS.escape(key)}"]`);
  const outside = [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].find((one) => !one.closest("[data-item]"));
  const target = find(item) || outside;
  if (!target || target.disabled || event.repeat) return;
  event.preventDefault();
  if (target.tagName === "INPUT") target.focus();
  else target.click();
});

// What was typed into other forms of the page, and not sent, stays typed when one of them is sent, and is marked as not sent.
const TYPED = "typed";
const fields = () => [...document.querySelectorAll('form[method="post"] :is(input, select, textarea):not([type="hidden"], [type="file"])')];
const shown = (field) => {
  if (field.type === "checkbox") return field.defaultChecked === field.checked;
  if (field.tagName !== "SELECT") return field.defaultValue === field.value;
  const chosen = [...field.options].find((option) => option.defaultSelected) || field.options[0];
  return !chosen || chosen.value === field.value;
};
const named = (field) => {
  const fixed = [...field.form.querySelectorAll('input[type="hidden"]')].filter((one) => one.name !== "seen" && one.name !== "next");
  const path = new URL(field.form.action).pathname;
  return JSON.stringify([path, field.name, ...fixed.map((one) => `${one.name}=${one.value}`)]);
};
const mark = (field) => {
  field.classList.toggle("unsent", !shown(field));
  field.title = shown(field) ? "" : "填了，还没有交给程序";
};

for (const field of fields()) field.addEventListener("input", () => mark(field));
function keepTyped(sent) {
  const others = fields().filter((field) => field.form !== sent && !shown(field));
  const typed = others.map((field) => [named(field), field.value]);
  sessionStorage.setItem(TYPED, JSON.stringify([location.pathname, typed]));
}
document.addEventListener("submit", (event) => keepTyped(event.target));
{
  const [where, typed] = JSON.parse(sessionStorage.getItem(TYPED) || '["", []]');
  const known = new Map(where === location.pathname ? typed : []);
  sessionStorage.removeItem(TYPED);
  for (const field of fields()) {
    const value = known.get(named(field));
    if (value !== undefined) field.value = value;
    mark(field);
  }
}

const landed = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
if (landed && landed.matches("[data-item]")) landed.focus();
else if (items.length && !landed) items[0].focus({ preventScroll: true });
else last = items[0] || null;

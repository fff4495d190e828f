"use strict";
// A reviewer's decisions: the last one on each project and value, kept in the browser or sent to the page's server.
// docs/review.md describes the lines.
K.review = (() => {
  const { settings, emit } = K;
  const STORE = `kaigong.review.${settings.digest}`;
  const key = (row, slot) => `${row.head.id}\n${row.id}\n${slot ?? ""}`;
  const keyOf = (line) => `${line.article_id}\n${line.project_id}\n${line.slot ?? ""}`;

  const decisions = new Map();
  const slots = new Map(); // project → slots with decisions
  const drafts = new Map(); // comments on projects without a decision
  const put = (line) => {
    const project = `${line.article_id}\n${line.project_id}`;
    if (line.decision === "clear") decisions.delete(keyOf(line));
    else decisions.set(keyOf(line), line);
    if (!line.slot) return;
    if (!slots.has(project)) slots.set(project, new Set());
    slots.get(project)[line.decision === "clear" ? "delete" : "add"](line.slot);
  };
  settings.corrections.forEach(put);

  // The browser's own store may be switched off, or full: decisions then last as long as the page.
  const stored = (name) => {
    try {
      return JSON.parse(localStorage.getItem(name) ?? "null");
    } catch {
      return null;
    }
  };
  const store = (name, value) => {
    try {
      localStorage.setItem(name, JSON.stringify(value));
      return true;
    } catch {
      return false;
    }
  };
  let reviewer = settings.reviewer || stored("kaigong.reviewer") || "";
  let unsaved = false; // whether decisions would be lost with the page
  if (!settings.served) (stored(STORE) ?? []).forEach(put);

  const waiting = [];
  let sending = false;
  const send = async () => {
    if (sending) return;
    sending = true;
    while (waiting.length) {
      emit("saving", waiting.length);
      try {
        const answer = await fetch("corrections", {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify(waiting[0]),
        });
        if (answer.status === 400) {
          K.toast(K.t("refused", { reason: await answer.text() }));
          waiting.shift();
          continue;
        }
        if (!answer.ok) throw new Error(answer.statusText);
        waiting.shift();
      } catch {
        sending = false;
        emit("unsaved", waiting.length);
        setTimeout(send, 3000);
        return;
      }
    }
    sending = false;
    emit("saved");
  };

  const write = (row, decision, slot, value, comment) => {
    const line = { article_id: row.head.id, project_id: row.id, decision };
    if (slot) line.slot = slot;
    if (value !== undefined && value !== null) line.value = value;
    if (comment) line.comment = comment;
    if (reviewer) line.reviewer = reviewer;
    line.time = new Date().toISOString();
    put(line);
    if (settings.served) {
      waiting.push(line);
      send();
    } else {
      unsaved = !store(STORE, [...decisions.values()]);
    }
  };

  const get = (row, slot) => decisions.get(key(row, slot)) ?? null;
  const slotsOf = (row) => [...(slots.get(`${row.head.id}\n${row.id}`) ?? [])];
  const status = (row) => get(row)?.decision ?? "none";
  const comment = (row) => get(row)?.comment ?? drafts.get(key(row)) ?? "";

  /** Decide on a project; the same decision again takes it back. */
  const decide = (row, decision) => {
    const again = status(row) === decision;
    const words = comment(row);
    if (again) {
      drafts.set(key(row), words);
      slotsOf(row).forEach((slot) => write(row, "clear", slot));
    }
    write(row, again ? "clear" : decision, null, null, again ? "" : words);
    emit("decided", row);
  };
  /** Decide on one value; a project with a wrong value is a corrected one. */
  const decideSlot = (row, slot, decision, value) => {
    write(row, decision, slot, value);
    if (decision !== "clear" && status(row) !== "correct") write(row, "correct", null, null, comment(row));
    emit("decided", row);
  };
  const setComment = (row, words) => {
    if (words === comment(row)) return;
    drafts.set(key(row), words);
    const made = get(row);
    if (made) write(row, made.decision, null, null, words);
    emit("decided", row);
  };

  const text = () => [...decisions.values()].map((line) => JSON.stringify(line) + "\n").join("");
  const download = () => {
    const link = K.el("a", { href: URL.createObjectURL(new Blob([text()], { type: "application/x-ndjson" })) });
    link.download = "corrections.jsonl";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    unsaved = false;
  };
  const count = () => K.rows.reduce((n, row) => n + (get(row) !== null), 0);

  window.addEventListener("beforeunload", (event) => {
    if (waiting.length || unsaved) event.preventDefault();
  });

  return {
    get, status, comment, slotsOf, decide, decideSlot, setComment, download, text, count,
    get reviewer() { return reviewer; },
    set reviewer(name) { reviewer = name.trim(); store("kaigong.reviewer", reviewer); },
  };
})();

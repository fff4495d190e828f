"use strict";
// The card of a project: its values, each with a way to its words in the text, and what a reviewer says of them.
K.cards = (() => {
  const { el, t } = K;
  const { review, say } = K;
  const DECISIONS = ["accept", "correct", "reject"];
  let editing = null; // "project slot" whose editor is open

  const wrongOf = (row, slot) => (slot ? review.get(row, slot) : null);
  const status = (text) => (text ? el("small", { className: "status" }, K.word("Modality", text)) : null);
  const act = (label, sign, call, name) => el("button", { className: "act", title: t(label), "aria-label": t(label), data: { act: name }, onclick: call }, sign);

  const edit = (row, slot) => {
    editing = `${row.number} ${slot}`;
    K.reader.draw();
    document.querySelector(".editor input, .editor select")?.focus();
  };
  const stop = () => {
    editing = null;
    K.reader.draw();
  };

  /** One value, with what was decided about it. */
  const line = (row, { kind, slot, value }, tools, project) => {
    const { label, text, status: when } = say.slot(kind, value);
    const made = wrongOf(row, slot);
    const n = kind === "stage" ? -1 : tools.spanOf(project, slot, value);
    const words = n >= 0 ? el("button", { className: "go", onclick: () => tools.show(n) }, text) : el("span", { className: "go" }, text);
    const quoted = value.text && !text.startsWith(value.text) ? el("q", {}, value.text) : null;
    const corrected = made?.decision === "correct" ? el("ins", {}, corrected_(kind, made.value)) : null;
    const entry = el("div", { className: `slot ${made?.decision ?? ""}`, data: { slot: slot ?? `aliases ${value.start}` } },
      el("dt", {}, label),
      el("dd", {}, words, status(when), quoted, corrected, value.rule ? el("small", { className: "rule" }, value.rule) : null),
      slot ? el("span", { className: "acts" },
        made ? act("restore_value", "↶", () => review.decideSlot(row, slot, "clear"), "restore") : null,
        act("edit_value", "✎", () => edit(row, slot), "edit"),
        made || kind === "name" ? null : act("reject_value", "✗", () => review.decideSlot(row, slot, "reject"), "reject")) : null);
    return [entry, editor(row, kind, slot, made?.value ?? value)];
  };
  const corrected_ = (kind, value) => {
    const { text, status: when, label } = say.slot(kind, kind === "name" ? { text: value } : kind === "stage" ? { value } : value);
    return `${["amounts", "metrics", "milestones", "organisations"].includes(kind) ? label + " " : ""}${text}${when ? ", " + K.word("Modality", when) : ""}`;
  };
  const editor = (row, kind, slot, value) => {
    if (editing !== `${row.number} ${slot}`) return null;
    return K.editor.form(kind, value, (made) => {
      editing = null;
      review.decideSlot(row, slot, "correct", made);
    }, stop);
  };

  /** Values that a reviewer has added: numbers past the record's last one. */
  const added = (row, project) => {
    const known = new Set(K.spans.slots(project).map((s) => s.slot));
    return review.slotsOf(row).filter((slot) => !known.has(slot)).sort().flatMap((slot) => {
      const kind = slot.split("[")[0];
      const made = review.get(row, slot);
      return [
        el("div", { className: "slot added", data: { slot } }, el("dt", {}, t(`slot_${kind}`)),
          el("dd", {}, el("ins", {}, corrected_(kind, made.value)), el("small", { className: "rule" }, t("added"))),
          el("span", { className: "acts" }, act("restore_value", "↶", () => review.decideSlot(row, slot, "clear"), "restore"), act("edit_value", "✎", () => edit(row, slot), "edit"))),
        editor(row, kind, slot, made.value),
      ];
    });
  };
  const adder = (row, project) => {
    const used = (kind) => [...K.spans.slots(project).map((s) => s.slot), ...review.slotsOf(row)].filter((s) => s?.startsWith(kind + "["));
    const next = (kind) => (kind === "stage" ? "stage" : `${kind}[${Math.max(-1, ...used(kind).map((s) => +s.slice(kind.length + 1, -1))) + 1}]`);
    const kinds = Object.keys(K.editor.FORMS).filter((kind) => kind !== "name" && (kind !== "stage" || !project.stage));
    const open = editing?.startsWith(`${row.number} `) ? editing.split(" ")[1] : null;
    const shown = [...K.spans.slots(project).map((s) => s.slot), ...review.slotsOf(row)];
    const box = el("select", { className: "add", "aria-label": t("add_value"), onchange: (e) => e.target.value && edit(row, next(e.target.value)) },
      el("option", { value: "" }, t("add_value")), ...kinds.map((kind) => el("option", { value: kind }, t(`slot_${kind}`))));
    return [box, open && !shown.includes(open) ? editor(row, open.split("[")[0], open, null) : null];
  };

  const verdict = (row) => {
    const now = review.status(row);
    const rules = el("button", { className: "rules", "aria-pressed": String(K.state.rules), onclick: () => { K.state.rules = !K.state.rules; K.reader.draw(); } }, t("rules"));
    return el("div", { className: "verdict" },
      ...DECISIONS.map((d) => el("button", {
        className: d, "aria-pressed": String(now === d), data: { decide: d }, title: now === d ? t("take_back") : null, onclick: () => decide(row, d),
      }, t(d), el("kbd", {}, d[0]))),
      el("input", {
        className: "comment", placeholder: t("comment"), "aria-label": t("comment"), value: review.comment(row), onchange: (e) => review.setComment(row, e.target.value.trim()),
      }), rules);
  };
  /** Decide on a project; correcting one leads to its first value. */
  const decide = (row, decision) => {
    review.decide(row, decision);
    if (decision === "correct" && review.status(row) === "correct") {
      K.toast(t("first_edit"));
      document.querySelector('.card.current [data-act="edit"]')?.focus();
    }
  };

  const card = (record, number, tools) => {
    const project = record.projects[number];
    const row = tools.rowOf(number);
    const whole = project.phase_of && record.projects.findIndex((p) => p.id === project.phase_of);
    return el("section", { className: "card current", data: { project: number } },
      el("h3", {}, project.name.text, project.stage ? el("span", { className: `pill stage-${project.stage}` }, K.word("Stage", project.stage)) : null),
      whole >= 0 && project.phase_of ? el("p", { className: "whole" }, t("phase_of"), " ", el("button", { className: "link", onclick: () => tools.openProject(whole) }, record.projects[whole].name.text)) : null,
      verdict(row),
      el("dl", {}, ...[...K.spans.slots(project).flatMap((slot) => line(row, slot, tools, number)), ...added(row, project)].filter(Boolean)),
      ...adder(row, project).filter(Boolean));
  };
  const folded = (record, number, tools) => {
    const project = record.projects[number];
    const row = tools.rowOf(number);
    return el("button", { className: `fold is-${review.status(row)}`, data: { project: number }, onclick: () => tools.openProject(number) },
      el("span", {}, project.name.text), row.currency ? el("span", { className: "sum" }, K.numbers.money(row)) : null,
      project.stage ? el("span", { className: `pill stage-${project.stage}` }, K.word("Stage", project.stage)) : null);
  };
  const targets = (record, tools) => (record.targets ?? []).map((target, i) => {
    const n = K.reader.spans.findIndex((s) => s.target === i);
    return el("button", { className: "target", data: { target: i }, onclick: () => tools.show(n) },
      el("small", { className: "status" }, K.word("TargetStatus", target.status)), K.say.target(target));
  });
  const doubts = (record) => (record.rejects ?? []).map((r) => el("li", {}, r.text ? el("q", {}, r.text) : null, " ", r.reason.replace(/^flag:\s*/, "⚑ "), el("small", { className: "rule" }, r.stage)));

  /** The cards of an article, that of the project shown first. */
  const draw = (record, current, tools) => {
    const others = record.projects.map((_, i) => i).filter((i) => i !== current);
    const part = (key, children) => (children.length ? [el("h4", {}, t(key)), ...children] : []);
    return [
      card(record, current, tools),
      ...part("in_this_article", others.map((i) => folded(record, i, tools))),
      ...part("targets", targets(record, tools)),
      ...part("doubts", doubts(record).length ? [el("ul", { className: "doubts" }, ...doubts(record))] : []),
    ];
  };
  const show = (box, selector, flash) => {
    const entry = box.querySelector(selector);
    if (!entry) return;
    entry.scrollIntoView({ block: "center" });
    flash([entry]);
  };
  return { draw, show, decide };
})();

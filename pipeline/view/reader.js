"use strict";
// The article of a project: its text with every span marked, beside the cards of its projects.
K.reader = (() => {
  const { state, el, t, byId } = K;
  const box = byId("reader");
  const tip = byId("tip");
  const hidden = new Set(); // kinds that are not marked
  let row = null; // the project shown
  let record = null;
  let spans = [];
  let last = null; // what had the focus before

  const isOpen = () => !box.hidden;
  const open = (wanted) => {
    if (!wanted) return;
    if (!isOpen()) last = document.activeElement;
    const other = wanted.article !== row?.article || !record;
    row = wanted;
    if (other) {
      record = K.article(row.article);
      spans = K.spans.all(record);
    }
    box.hidden = false;
    draw(other);
  };
  const close = () => {
    box.hidden = true;
    tip.hidden = true;
    row = record = null;
    (last && document.contains(last) ? last : byId("table")).focus({ preventScroll: true });
  };
  /** Go on to the next or previous project of the table. */
  const step = (by) => {
    const to = state.view.indexOf(row) + by;
    if (to < 0 || to >= state.view.length) return;
    K.table.move(to);
    open(state.view[to]);
  };
  const number = () => record.projects.findIndex((p) => p.id === row.id);

  // ---- the text
  const size = (span) => span.end - span.start;
  /** The span that gives a piece its look: of the project shown before others, then the narrowest. */
  const leading = (numbers, current) => numbers.map((n) => spans[n]).sort((a, b) =>
    (b.project === current) - (a.project === current) || (b.project !== undefined) - (a.project !== undefined) || size(a) - size(b))[0];
  const drawText = () => {
    const current = number();
    const body = el("div", { className: "text", lang: "zh" });
    if (!record.article.text) return el("p", { className: "none" }, t("no_text"));
    const seen = spans.map((span, n) => ({ ...span, n })).filter((span) => !hidden.has(span.mark));
    for (const piece of K.spans.pieces(record.article.text, seen)) {
      if (!piece.spans.length) {
        body.append(piece.text);
        continue;
      }
      const numbers = piece.spans.map((i) => seen[i].n);
      const lead = leading(numbers, current);
      const look = lead.project === current ? "own" : lead.project !== undefined ? "other" : "plain";
      body.append(el("mark", { className: `${look} k-${lead.mark}`, data: { s: numbers.join(" ") } }, piece.text));
    }
    return body;
  };
  const marksOf = (n) => [...box.querySelectorAll(`mark[data-s~="${n}"]`)];
  /** Show where a span stands. */
  const show = (n) => {
    const marks = marksOf(n);
    if (!marks.length) return;
    marks[0].scrollIntoView({ block: "center" });
    flash(marks);
  };
  const flash = (elements) => {
    for (const e of elements) {
      e.classList.remove("flash");
      void e.offsetWidth; // starts the animation anew
      e.classList.add("flash");
      e.addEventListener("animationend", () => e.classList.remove("flash"), { once: true });
    }
  };
  const spanOf = (project, slot, value) => spans.findIndex((s) => s.project === project && s.slot === slot && s.start === value.start && s.end === value.end);

  // ---- what the pointer shows
  const numbersOf = (mark) => mark.dataset.s.split(" ").map(Number);
  const over = (event) => {
    const mark = event.target.closest?.("mark[data-s]");
    if (!mark) {
      tip.hidden = true;
      return;
    }
    const current = number();
    const list = numbersOf(mark).map((n) => spans[n]).sort((a, b) => (b.project === current) - (a.project === current) || size(a) - size(b));
    tip.replaceChildren(...list.slice(0, 6).map((span) => {
      const [label, value] = span.say();
      const of = span.project !== undefined && span.project !== current ? el("div", { className: "of" }, t("of_project", { name: record.projects[span.project].name.text })) : null;
      return el("div", { className: "entry" },
        el("div", { className: "what" }, el("i", { className: `dot k-${span.mark}` }), el("b", {}, label), value && value !== span.text ? el("span", { className: "value" }, value) : null),
        of,
        el("div", { className: "why" }, `${t("tip_rule")} ${span.rule ?? t("no_rule")} · ${t("tip_by")} ${span.stage}`));
    }));
    tip.hidden = false;
    const at = mark.getClientRects()[0];
    const { offsetWidth: w, offsetHeight: h } = tip;
    tip.style.left = `${Math.max(8, Math.min(event.clientX - 24, innerWidth - w - 8))}px`;
    tip.style.top = `${at.bottom + 6 + h > innerHeight ? Math.max(8, at.top - h - 6) : at.bottom + 6}px`;
  };
  const click = (event) => {
    const mark = event.target.closest?.("mark[data-s]");
    if (!mark || String(getSelection())) return;
    const current = number();
    const list = numbersOf(mark).map((n) => spans[n]).filter((s) => s.project !== undefined || s.target !== undefined);
    const span = list.sort((a, b) => (b.project === current) - (a.project === current) || size(a) - size(b))[0];
    if (!span) return;
    if (span.target !== undefined) return K.cards.show(box, `[data-target="${span.target}"]`, flash);
    if (span.project !== current) openProject(span.project);
    K.cards.show(box, `[data-project="${span.project}"] [data-slot="${span.slot ?? `aliases ${span.start}`}"]`, flash);
  };
  const rowOf = (project) => K.rows.find((r) => r.article === row.article && r.id === record.projects[project].id);
  const openProject = (project) => {
    const wanted = rowOf(project);
    const at = state.view.indexOf(wanted);
    if (at >= 0) K.table.move(at);
    open(wanted);
  };

  // ---- the whole
  const legend = () => el("div", { className: "legend" }, ...K.spans.KINDS.filter((kind) => spans.some((s) => s.mark === kind)).map((kind) =>
    el("button", { className: `key k-${kind}`, "aria-pressed": String(!hidden.has(kind)), data: { kind }, onclick: () => {
      hidden[hidden.has(kind) ? "delete" : "add"](kind);
      draw(false);
    } }, t(`kind_${kind}`))));
  const source = () => {
    const { head } = row;
    const safe = /^https?:\/\//i.test(head.url ?? "");
    return el("p", { className: "source" },
      ...[head.source, head.published, head.id].filter(Boolean).map((x) => el("span", {}, x)),
      safe ? el("a", { href: head.url, target: "_blank", rel: "noopener noreferrer" }, t("open_source")) : null);
  };
  const draw = (fresh) => {
    if (!row) return;
    const kept = fresh ? [0, 0] : [".article", ".cards"].map((part) => box.querySelector(part)?.scrollTop ?? 0);
    const at = state.view.indexOf(row);
    const button = (label, sign, call, off) => el("button", { title: t(label), "aria-label": t(label), disabled: off, onclick: call }, sign);
    box.setAttribute("aria-label", row.name);
    box.replaceChildren(
      el("header", {},
        el("span", { className: "where" }, at >= 0 ? t("of", { k: at + 1, n: state.view.length }) : ""),
        button("previous", "‹", () => step(-1), at <= 0), button("next", "›", () => step(1), at < 0 || at >= state.view.length - 1),
        el("strong", {}, row.name),
        button("close", "×", close)),
      el("div", { className: "sides" },
        el("article", { className: "article", onmouseover: over, onmouseleave: () => (tip.hidden = true), onclick: click },
          el("h2", { lang: "zh" }, row.head.title ?? row.head.id), source(), legend(), drawText()),
        el("div", { className: `cards${state.rules ? " rules" : ""}`, tabIndex: -1 }, ...K.cards.draw(record, number(), { rowOf, openProject, spanOf, show }))));
    [".article", ".cards"].forEach((part, i) => (box.querySelector(part).scrollTop = kept[i]));
    if (fresh) show(spanOf(number(), "name", record.projects[number()].name));
    if (!box.contains(document.activeElement)) box.querySelector(".cards").focus({ preventScroll: true });
  };
  K.on("decided", () => isOpen() && draw(false));

  return { open, close, step, isOpen, draw: () => draw(false), get row() { return row; }, get spans() { return spans; }, show };
})();

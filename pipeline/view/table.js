"use strict";
// The table of projects: only the rows in sight are in the document, so that any number can be scrolled through.
K.table = (() => {
  const { state, el, t, byId, say } = K;
  const HEIGHT = 48; // pixels a row, as in page.css
  const AHEAD = 8; // rows made above and below those in sight
  const COLUMNS = ["review", "name", "place", "industry", "stage", "value", "owner", "signed", "construction_start", "finished", "title", "published"];
  const MARKS = { none: "", accept: "✓", correct: "✎", reject: "✗" };
  const box = byId("table");
  const head = el("div", { className: "head", role: "row" });
  const body = el("div", { className: "body", role: "rowgroup" });
  box.append(head, body);
  const made = new Map(); // position in the view → element

  const cell = (name, ...children) => el("div", { className: `cell c-${name}`, role: "gridcell" }, ...children);
  const lines = (name, text, ...rest) => cell(name, el("span", { className: "clamp", title: text || null }, text ?? ""), ...rest);
  const day = (name, days) => {
    if (!days) return cell(name);
    const text = say.days(days[0], days[1]) || "✓";
    return cell(name, el("span", { title: text }, text), days[2] === "planned" ? el("small", { className: "plan" }, t("planned_short")) : null);
  };
  const CELLS = {
    review: (r) => cell("review", el("span", { className: `mark is-${K.review.status(r)}`, title: t(`review_${K.review.status(r)}`) }, MARKS[K.review.status(r)])),
    name: (r) => lines("name", r.name, r.phase_of ? el("small", { className: "tag" }, t("phase")) : null, r.head.duplicate_of ? el("small", { className: "tag" }, t("repost")) : null),
    place: (r) => lines("place", r.places[0]?.filter(Boolean).join(" ")),
    industry: (r) => lines("industry", r.industry),
    stage: (r) => cell("stage", r.stage ? el("span", { className: `pill stage-${r.stage}` }, K.word("Stage", r.stage)) : null),
    value: (r) => cell("value", r.currency ? el("span", { title: K.numbers.money(r) }, K.numbers.money(r)) : null),
    owner: (r) => lines("owner", r.owner),
    signed: (r) => day("signed", r.dates.signed),
    construction_start: (r) => day("construction_start", r.dates.construction_start),
    finished: (r) => day("finished", K.filters.finished(r)),
    title: (r) => (r.head.source
      ? cell("title", el("span", { className: "one", title: r.head.title }, r.head.title ?? r.head.id), el("small", { className: "one" }, r.head.source))
      : lines("title", r.head.title ?? r.head.id)),
    published: (r) => cell("published", r.head.published ?? ""),
  };
  const make = (at) => {
    const row = state.view[at];
    const element = el("div", {
      className: `row${at === state.cursor ? " at" : ""}`, role: "row", id: `row-${at}`, "aria-rowindex": at + 2, "aria-selected": String(at === state.cursor),
      onclick: () => { move(at); K.reader.open(row); },
    }, ...COLUMNS.map((name) => CELLS[name](row)));
    element.style.transform = `translateY(${at * HEIGHT}px)`;
    return element;
  };

  const window_ = () => {
    const from = Math.max(0, Math.floor(box.scrollTop / HEIGHT) - AHEAD);
    const to = Math.min(state.view.length, Math.ceil((box.scrollTop + box.clientHeight) / HEIGHT) + AHEAD);
    return [from, to];
  };
  const fill = () => {
    const [from, to] = window_();
    for (const [at, element] of made) {
      if (at >= from && at < to) continue;
      element.remove();
      made.delete(at);
    }
    for (let at = from; at < to; at++) {
      if (made.has(at)) continue;
      const element = make(at);
      made.set(at, element);
      body.append(element);
    }
  };
  /** Draw all anew. */
  const draw = () => {
    made.clear();
    body.replaceChildren();
    body.style.height = `${state.view.length * HEIGHT}px`;
    box.setAttribute("aria-rowcount", state.view.length + 1);
    if (!state.view.length) body.append(el("p", { className: "none" }, t(K.rows.length ? "empty" : "no_projects")));
    fill();
    mark();
  };
  const drawHead = () => {
    const { sort } = K.filters;
    head.replaceChildren(...COLUMNS.map((name) => {
      const here = sort.column === name;
      return el("div", { className: `cell c-${name}`, role: "columnheader", "aria-sort": here ? (sort.down ? "descending" : "ascending") : "none" },
        el("button", { data: { column: name }, title: t(`col_${name}`), onclick: () => K.filters.orderBy(name) },
          name === "review" ? "✓" : t(`col_${name}`), here ? el("i", {}, sort.down ? "▼" : "▲") : null));
    }));
  };

  const mark = () => box.setAttribute("aria-activedescendant", `row-${state.cursor}`);
  /** Go to a position of the view and bring it into sight. */
  const move = (to) => {
    if (!state.view.length) return;
    const last = state.cursor;
    state.cursor = Math.max(0, Math.min(state.view.length - 1, to));
    for (const at of [last, state.cursor]) {
      const row = made.get(at);
      row?.classList.toggle("at", at === state.cursor);
      row?.setAttribute("aria-selected", String(at === state.cursor));
    }
    const top = state.cursor * HEIGHT;
    const sight = box.clientHeight - head.offsetHeight;
    if (top < box.scrollTop) box.scrollTop = top;
    else if (top + HEIGHT > box.scrollTop + sight) box.scrollTop = top + HEIGHT - sight;
    fill();
    mark();
  };
  /** Draw the row of a project anew, if it is in sight. */
  const refresh = (row) => {
    const at = state.view.indexOf(row);
    const old = made.get(at);
    if (!old) return;
    const element = make(at);
    made.set(at, element);
    old.replaceWith(element);
  };

  let asked = false;
  box.addEventListener("scroll", () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => { asked = false; fill(); });
  }, { passive: true });
  new ResizeObserver(fill).observe(box);
  K.on("view", () => {
    box.scrollTop = Math.min(box.scrollTop, Math.max(0, state.view.length * HEIGHT - box.clientHeight));
    drawHead();
    draw();
    move(state.cursor);
  });
  K.on("decided", refresh);

  return { move, draw, drawHead };
})();

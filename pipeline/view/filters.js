"use strict";
// What is shown: filters, search and order. The result is K.state.view, rows in the order of the table.
K.filters = (() => {
  const { rows, state, el, t, byId, numbers } = K;
  const UNKNOWN = "\u0000";
  const START = { q: "", province: "", city: "", division: "", stages: [], min: null, max: null, basis: "published", from: "", to: "", review: "" };
  const at = { ...START };
  const sort = { column: "published", down: true };
  const KINDS = Object.keys(K.settings.vocabulary.MilestoneKind);

  // ---- one row
  const range = (row, basis) => (basis === "published" ? [row.head.published, row.head.published] : row.dates[basis] ?? null);
  const finished = (row) => row.dates.production_start ?? row.dates.completed ?? null;
  const sumOf = (row) => (row.sum === undefined ? (row.sum = (row.value ?? row.low) === null ? null : numbers.units(row.value ?? row.low)) : row.sum);
  const hay = (row) => (row.hay ??= [
    row.name, row.aliases, row.owner, row.industry, row.code, row.places.flat().join(" "), row.head.title, row.head.source, row.head.id,
  ].filter(Boolean).join("\n").toLowerCase());

  const inPlace = (row) => {
    if (at.province === UNKNOWN) return row.places.length === 0;
    return row.places.some(([province, city]) => province === at.province && (!at.city || (city ?? UNKNOWN) === at.city));
  };
  const inTime = (row) => {
    const days = range(row, at.basis);
    if (!days || (!days[0] && !days[1])) return false;
    return (!at.to || !days[0] || days[0] <= at.to) && (!at.from || !days[1] || days[1] >= at.from);
  };
  const inSum = (row) => {
    const sum = sumOf(row);
    if (sum === null || row.currency !== "CNY") return false;
    const high = row.high === null ? sum : numbers.units(row.high);
    return (at.min === null || high >= at.min) && (at.max === null || sum <= at.max);
  };
  /** The tests that the filters ask for; those not set cost nothing. */
  const tests = () => {
    const words = at.q.toLowerCase().split(/\s+/).filter(Boolean);
    return [
      words.length && ((row) => words.every((w) => hay(row).includes(w))),
      at.province && inPlace,
      at.division && ((row) => (row.division ?? UNKNOWN) === at.division),
      at.stages.length && ((row) => at.stages.includes(row.stage ?? UNKNOWN)),
      (at.min !== null || at.max !== null) && inSum,
      (at.from || at.to) && inTime,
      at.review && ((row) => K.review.status(row) === at.review),
    ].filter(Boolean);
  };

  // ---- order
  const collator = new Intl.Collator("zh");
  const STAGES = Object.keys(K.settings.vocabulary.Stage);
  const text = (get) => (a, b) => collator.compare(get(a), get(b));
  const first = (days) => (days ? days[0] ?? days[1] ?? "" : "");
  const plain = (get) => (a, b) => (get(a) < get(b) ? -1 : get(a) > get(b) ? 1 : 0);
  const COLUMNS = {
    name: [(r) => r.name, text],
    place: [(r) => r.places[0]?.filter(Boolean).join(" ") ?? "", text],
    industry: [(r) => r.code ?? "", plain],
    stage: [(r) => (r.stage === null ? "" : String(STAGES.indexOf(r.stage))), plain],
    owner: [(r) => r.owner ?? "", text],
    signed: [(r) => first(r.dates.signed), plain],
    construction_start: [(r) => first(r.dates.construction_start), plain],
    finished: [(r) => first(finished(r)), plain],
    title: [(r) => r.head.title ?? r.head.id, text],
    published: [(r) => r.head.published ?? "", plain],
    review: [(r) => (K.review.status(r) === "none" ? "" : K.review.status(r)), plain],
  };
  const bySum = (a, b) => {
    const [x, y] = [sumOf(a), sumOf(b)];
    return x < y ? -1 : x > y ? 1 : 0;
  };
  /** What is unknown stands last in both directions; sums are compared within one currency, CNY first. */
  const ordered = (found) => {
    const sign = sort.down ? -1 : 1;
    const [get, make] = COLUMNS[sort.column] ?? [];
    const known = get ? (row) => get(row) !== "" : (row) => sumOf(row) !== null;
    const compare = get ? make(get) : bySum;
    const currency = (row) => (row.currency === "CNY" ? "" : row.currency);
    return found.sort((a, b) => {
      const unknown = known(b) - known(a);
      if (unknown || !known(a)) return unknown || a.number - b.number;
      if (!get && a.currency !== b.currency) return currency(a) < currency(b) ? -1 : 1;
      return sign * compare(a, b) || a.number - b.number;
    });
  };
  const apply = () => {
    const wanted = tests();
    const kept = state.view[state.cursor];
    state.view = ordered(rows.filter((row) => wanted.every((test) => test(row))));
    state.cursor = Math.max(0, state.view.indexOf(kept));
    K.emit("view");
  };
  /** Change filters; what is being typed into stays as it is. */
  const set = (changes, typed = false) => {
    Object.assign(at, changes);
    if ("province" in changes && !("city" in changes)) at.city = "";
    typed ? clearer() : draw();
    apply();
  };
  const orderBy = (column) => {
    Object.assign(sort, sort.column === column ? { down: !sort.down } : { column, down: column === "value" || column === "published" });
    apply();
  };

  // ---- the bar of filters
  const counts = (get) => {
    const found = new Map();
    for (const row of rows) for (const value of new Set(get(row))) found.set(value, (found.get(value) ?? 0) + 1);
    return [...found].sort((a, b) => (a[0] === UNKNOWN) - (b[0] === UNKNOWN) || b[1] - a[1] || collator.compare(a[0], b[0]));
  };
  const select = (name, all, options, change = (value) => set({ [name]: value })) => {
    const box = el("select", { id: `f-${name}`, "aria-label": all, onchange: (e) => change(e.target.value) },
      el("option", { value: "" }, all), ...options.map(([value, label]) => el("option", { value }, label)));
    box.value = at[name];
    box.classList.toggle("on", Boolean(at[name]));
    return box;
  };
  const input = (name, properties) => el("input", { id: `f-${name}`, autocomplete: "off", ...properties });
  const named = (list, unknown) => list.map(([value, n]) => [value, `${value === UNKNOWN ? t(unknown) : value} (${n})`]);

  const sumInput = (name) => {
    const power = state.lang === "zh" ? 8 : 9;
    const change = (e) => {
      const number = e.target.value.trim() && numbers.typed(e.target.value);
      e.target.classList.toggle("bad", number === null);
      if (number !== null) set({ [name]: number === "" ? null : numbers.units(numbers.raised(number, power)) }, true);
    };
    const value = at[name] === null ? "" : numbers.shifted(numbers.written(at[name]), power);
    return input(name, { inputMode: "decimal", placeholder: t(name), "aria-label": `${t("amount")} ${t(name)}`, value, onchange: change });
  };
  let places, cities, industries;
  const draw = () => {
    const focus = document.activeElement?.id;
    places ??= counts((row) => (row.places.length ? row.places.map((p) => p[0]) : [UNKNOWN]));
    industries ??= counts((row) => [row.division ?? UNKNOWN]);
    if (at.province) cities = counts((row) => row.places.filter((p) => p[0] === at.province).map((p) => p[1] ?? UNKNOWN));
    const divisions = industries.map(([code, n]) => [code, `${code === UNKNOWN ? t("no_industry") : `${code} ${K.settings.divisions[code] ?? ""}`} (${n})`]);
    const stages = [...STAGES, UNKNOWN].filter((s) => rows.some((row) => (row.stage ?? UNKNOWN) === s));
    const toggle = (s) => set({ stages: at.stages.includes(s) ? at.stages.filter((x) => x !== s) : [...at.stages, s] });
    const day = (name, label) => input(name, {
      className: "day", "aria-label": `${t("date_of")} ${t(label)}`, placeholder: t(label), title: t("day_help"), value: at[name],
      onchange: (e) => {
        const text = e.target.value.trim() && K.say.day(e.target.value, name === "to");
        e.target.classList.toggle("bad", text === null);
        if (text !== null) set({ [name]: text }, true);
      },
    });
    const search = input("q", { type: "search", placeholder: t("search"), "aria-label": t("search"), value: at.q, oninput: (e) => set({ q: e.target.value }, true) });
    byId("filters").replaceChildren(
      el("div", { className: "line" },
        search,
        select("province", t("province"), named(places, "no_place")),
        at.province && at.province !== UNKNOWN ? select("city", t("city"), named(cities, "no_place")) : null,
        select("division", t("division"), divisions),
        el("span", { className: "group" }, el("label", { for: "f-min" }, t("amount")), sumInput("min"), "–", sumInput("max")),
        el("span", { className: "group" },
          select("basis", t("date_of"), [["published", t("published")], ...KINDS.map((k) => [k, K.word("MilestoneKind", k)])], (value) => set({ basis: value || "published" })),
          day("from", "from"), "–", day("to", "until")),
        select("review", t("review_any"), ["none", "accept", "correct", "reject"].map((r) => [r, t(`review_${r}`)]))),
      el("div", { className: "line" },
        ...stages.map((s) => el("button", {
          className: `chip stage-${s === UNKNOWN ? "none" : s}`, "aria-pressed": String(at.stages.includes(s)), data: { stage: s }, onclick: () => toggle(s),
        }, s === UNKNOWN ? t("no_stage") : K.word("Stage", s))),
        el("button", { id: "f-clear", className: "link", onclick: () => set({ ...START }) }, t("clear_filters"))));
    byId("f-basis").classList.remove("on");
    clearer();
    if (focus?.startsWith("f-")) byId(focus)?.focus();
  };
  const clearer = () => {
    byId("f-clear").hidden = Object.keys(START).every((name) => name === "basis" || String(at[name] ?? "") === String(START[name] ?? ""));
  };

  return { UNKNOWN, at, sort, set, orderBy, apply, draw, range, finished, sumOf };
})();

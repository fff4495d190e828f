"use strict";
// Charts of what is shown, and the line that says what it adds up to. Sums are exact until they become the length of a bar.
K.charts = (() => {
  const { state, el, t, byId, numbers, filters } = K;
  const NAMES = ["industry", "place", "stage", "time"];
  const MOST = 8; // bars a chart; the rest is one bar
  const INK = "#5b6675", LINE = "#e4e8ee", BAR = "#3f73b5", PICKED = "#c2452d";
  const STAGES = Object.keys(K.settings.vocabulary.Stage);
  let measure = "sum";
  let shown = true;
  let charts = null;

  /** Whether a project's sum may be added: phases are in their whole's, reposts in the first article's. */
  const counts = (row) => !row.phase_of && !row.head.duplicate_of;
  const adds = (row) => counts(row) && row.currency === "CNY" && filters.sumOf(row) !== null;

  const tally = () => {
    const rows = state.view;
    const added = rows.filter(adds);
    const sum = added.reduce((total, row) => total + filters.sumOf(row), 0n);
    const others = rows.filter((r) => counts(r) && r.currency && r.currency !== "CNY").length;
    const unknown = rows.filter((r) => counts(r) && filters.sumOf(r) === null).length;
    const left = rows.filter((r) => !counts(r) && filters.sumOf(r) !== null).length;
    const part = (key, n) => (n ? el("span", {}, t(key, { n: n.toLocaleString("en") })) : null);
    byId("tally").replaceChildren(
      el("b", { id: "shown" }, t("shown", { n: rows.length.toLocaleString("en"), all: K.rows.length.toLocaleString("en") })),
      added.length
        ? el("span", { id: "sum", title: t("sum_help") }, t("sum", { sum: numbers.money({ value: numbers.written(sum), currency: "CNY" }), n: added.length.toLocaleString("en") }))
        : el("span", { id: "sum" }, t("sum_none")),
      ...[part("sum_others", others), part("sum_unknown", unknown), part("sum_left_out", left)].filter(Boolean));
  };

  /** Groups by a key: [{key, size, rows}], size as a float in the unit of the axis. */
  const groups = (get) => {
    const found = new Map();
    for (const row of state.view) {
      if (measure === "sum" ? !adds(row) : !counts(row)) continue;
      const key = get(row);
      if (key === null) continue;
      const group = found.get(key) ?? { key, sum: 0n, n: 0 };
      if (measure === "sum") group.sum += filters.sumOf(row);
      group.n += 1;
      found.set(key, group);
    }
    const scale = 10 ** (state.lang === "zh" ? 8 : 9);
    return [...found.values()].map((g) => ({ ...g, size: measure === "sum" ? numbers.toFloat(g.sum) / scale : g.n }));
  };
  const written = (group) => (measure === "sum" ? numbers.money({ value: numbers.written(group.sum), currency: "CNY" }) : String(group.n));
  const most = (list) => {
    const sorted = list.sort((a, b) => b.size - a.size);
    if (sorted.length <= MOST) return sorted;
    const rest = sorted.slice(MOST - 1);
    const sum = rest.reduce((total, g) => total + g.sum, 0n);
    const n = rest.reduce((total, g) => total + g.n, 0);
    return [...sorted.slice(0, MOST - 1), { key: null, sum, n, size: rest.reduce((total, g) => total + g.size, 0) }];
  };

  const label = {
    industry: (key) => (key === filters.UNKNOWN ? t("no_industry") : K.settings.divisions[key] ?? key),
    place: (key) => (key === filters.UNKNOWN ? t("no_place") : key.replace(/(省|市|自治区|壮族自治区|回族自治区|维吾尔自治区|特别行政区)$/, "") || key),
    stage: (key) => (key === filters.UNKNOWN ? t("no_stage") : K.word("Stage", key)),
    time: (key) => key,
  };
  const drilled = () => filters.at.province && filters.at.province !== filters.UNKNOWN;
  const placeKey = (row) => {
    if (!drilled()) return row.places[0]?.[0] ?? filters.UNKNOWN;
    return (row.places.find((p) => p[0] === filters.at.province) ?? [])[1] ?? filters.UNKNOWN;
  };
  const timeKey = () => {
    const days = state.view.map((row) => filters.range(row, filters.at.basis)).map((d) => d && (d[0] ?? d[1])).filter(Boolean).sort();
    const months = days.length ? (days.at(-1).slice(0, 4) - days[0].slice(0, 4)) * 12 + (days.at(-1).slice(5, 7) - days[0].slice(5, 7)) : 0;
    return (row) => {
      const day = (filters.range(row, filters.at.basis) ?? []).find(Boolean);
      if (!day) return null;
      return months <= 24 ? day.slice(0, 7) : months <= 72 ? `${day.slice(0, 4)}Q${Math.ceil(day.slice(5, 7) / 3)}` : day.slice(0, 4);
    };
  };
  /** Keys of time without gaps, so that distances are true. */
  const everyTime = (list) => {
    if (!list.length) return list;
    const by = new Map(list.map((g) => [g.key, g]));
    const keys = [...by.keys()].sort();
    const next = (k) => {
      const [y, rest] = [+k.slice(0, 4), +k.slice(k.includes("Q") ? 5 : 5)];
      if (k.length === 4) return String(y + 1);
      const last = k.includes("Q") ? 4 : 12;
      const [year, part] = rest === last ? [y + 1, 1] : [y, rest + 1];
      return k.includes("Q") ? `${year}Q${part}` : `${year}-${String(part).padStart(2, "0")}`;
    };
    const all = [];
    for (let k = keys[0]; k <= keys.at(-1); k = next(k)) all.push(by.get(k) ?? { key: k, sum: 0n, n: 0, size: 0 });
    return all;
  };
  const stageRank = (key) => (key === filters.UNKNOWN ? STAGES.length : STAGES.indexOf(key));
  const data = {
    industry: () => most(groups((r) => r.division ?? filters.UNKNOWN)),
    place: () => most(groups(placeKey)),
    stage: () => groups((r) => r.stage ?? filters.UNKNOWN).sort((a, b) => stageRank(a.key) - stageRank(b.key)),
    time: () => everyTime(groups(timeKey())),
  };

  const picked = {
    industry: (key) => filters.at.division === key,
    place: (key) => (drilled() ? filters.at.city : filters.at.province) === key,
    stage: (key) => filters.at.stages.includes(key),
    time: () => false,
  };
  const pick = {
    industry: (key) => filters.set({ division: picked.industry(key) ? "" : key }),
    place: (key) => (drilled() ? filters.set({ city: picked.place(key) ? "" : key }) : filters.set({ province: key })),
    stage: (key) => filters.set({ stages: picked.stage(key) ? [] : [key] }),
    time: (key) => {
      const [y, part] = [key.slice(0, 4), +key.slice(5)];
      const [first, last] = key.length === 4 ? [1, 12] : key.includes("Q") ? [part * 3 - 2, part * 3] : [part, part];
      const month = (m) => `${y}-${String(m).padStart(2, "0")}`;
      const from = `${month(first)}-01`;
      const to = `${month(last)}-${new Date(Date.UTC(+y, last, 0)).getUTCDate()}`;
      filters.set(filters.at.from === from && filters.at.to === to ? { from: "", to: "" } : { from, to });
    },
  };

  const option = (name, list) => {
    const lying = name !== "time";
    const names = list.map((g) => (g.key === null ? t("chart_others") : label[name](g.key)));
    const axis = { axisLine: { lineStyle: { color: LINE } }, axisTick: { show: false }, axisLabel: { color: INK, fontSize: 11 } };
    const category = { ...axis, type: "category", data: names, inverse: lying, axisLabel: { ...axis.axisLabel, width: lying ? 124 : undefined, overflow: lying ? "truncate" : "none" } };
    const value = { ...axis, type: "value", splitNumber: 3, splitLine: { lineStyle: { color: LINE } }, axisLine: { show: false }, minInterval: measure === "sum" ? 0 : 1 };
    return {
      animation: false,
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
      grid: { left: lying ? 132 : 8, right: lying ? 52 : 12, top: 6, bottom: 4, containLabel: !lying },
      tooltip: {
        renderMode: "richText", trigger: "item", confine: true, textStyle: { fontSize: 12 },
        formatter: (p) => `${names[p.dataIndex]}\n${written(list[p.dataIndex])}${measure === "sum" ? ` · ${list[p.dataIndex].n} ${t("chart_unit_count")}` : ""}`,
      },
      xAxis: lying ? { ...value, max: "dataMax", axisLabel: { show: false }, splitLine: { show: false } } : category,
      yAxis: lying ? category : value,
      series: [{
        type: "bar", barMaxWidth: lying ? 16 : 28, barMinHeight: 1,
        data: list.map((g) => ({ value: g.size, itemStyle: { color: g.key !== null && picked[name](g.key) ? PICKED : g.key === null ? "#a9b8cb" : BAR, borderRadius: lying ? [0, 3, 3, 0] : [3, 3, 0, 0] } })),
        label: { show: lying, position: "right", color: INK, fontSize: 11, formatter: (p) => p.value.toLocaleString("en", { maximumFractionDigits: p.value < 10 && measure === "sum" ? 1 : 0 }) },
      }],
    };
  };

  const build = () => {
    charts = NAMES.map((name) => {
      const canvas = el("div", { className: "canvas", id: `chart-${name}` });
      const title = el("h2", { data: { w: `by_${name}` } });
      const toggle = name === "industry"
        ? el("span", { className: "switch" }, ...["sum", "count"].map((m) => el("button", { data: { w: `measure_${m}`, measure: m }, onclick: () => { measure = m; draw(); } })))
        : el("small", { className: "unit" });
      byId("charts").append(el("figure", { className: "chart" }, el("figcaption", {}, title, toggle), canvas, el("p", { className: "none", hidden: true, data: { w: "chart_empty" } })));
      const chart = echarts.init(canvas, null, { renderer: "svg" });
      const entry = { name, canvas, chart, list: [] };
      chart.on("click", (p) => {
        const key = entry.list[p.dataIndex]?.key;
        if (key !== null && key !== undefined) pick[name](key);
      });
      new ResizeObserver(() => chart.resize()).observe(canvas);
      return entry;
    });
  };
  const draw = () => {
    tally();
    byId("charts").hidden = !shown || !K.rows.length;
    if (byId("charts").hidden) return;
    if (!charts) build();
    K.speak(byId("charts"));
    for (const button of byId("charts").querySelectorAll("[data-measure]")) button.setAttribute("aria-pressed", String(button.dataset.measure === measure));
    for (const unit of byId("charts").querySelectorAll(".unit")) unit.textContent = t(`chart_unit_${measure}`);
    for (const entry of charts) {
      entry.list = data[entry.name]();
      entry.canvas.nextElementSibling.hidden = entry.list.length > 0;
      entry.chart.setOption(option(entry.name, entry.list), { notMerge: true });
    }
  };
  const toggle = () => {
    shown = !shown;
    byId("toggle-charts").setAttribute("aria-pressed", String(shown));
    draw();
  };
  let asked = 0;
  K.on("view", () => {
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(draw);
  });
  return { draw, toggle, data: (name) => data[name](), get measure() { return measure; } };
})();

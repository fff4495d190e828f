"use strict";
// Keys, the bar on top, languages, and the start.
(() => {
  const { byId, el, t, state } = K;
  const KEYS = [["j / k", "jk"], ["Enter", "enter"], ["Esc", "esc"], ["/", "slash"], ["a  c  r", "acr"], ["n / p", "np"], ["g / G", "g"], ["v", "v"], ["l", "l"], ["?", "help"]];

  const drawHelp = () => byId("help").replaceChildren(el("div", {},
    el("h2", {}, t("help_title"), el("button", { title: t("close"), "aria-label": t("close"), onclick: () => showHelp(false) }, "×")),
    el("dl", {}, ...KEYS.flatMap(([keys, name]) => [el("dt", {}, ...keys.split(/\s+/).map((k) => (k === "/" && keys !== "/" ? " / " : el("kbd", {}, k)))), el("dd", {}, t(`key_${name}`))])),
    el("p", {}, t("help_text")), el("p", { className: "version" }, `kaigong ${K.settings.version} · Apache ECharts ${echarts.version}`)));
  const showHelp = (shown) => {
    byId("help").hidden = !shown;
    if (shown) byId("help").querySelector("button").focus();
    else byId("table").focus({ preventScroll: true });
  };
  const drawCount = () => (byId("reviewed").textContent = t("reviewed", { n: K.review.count() }));
  const speak = () => {
    document.documentElement.lang = state.lang === "zh" ? "zh-CN" : "en";
    K.speak();
    K.filters.draw();
    K.table.drawHead();
    K.table.draw();
    K.charts.draw();
    K.reader.draw();
    drawCount();
    drawHelp();
  };
  const switchLanguage = () => {
    state.lang = state.lang === "zh" ? "en" : "zh";
    speak();
  };

  const inTable = {
    j: () => K.table.move(state.cursor + 1), ArrowDown: () => K.table.move(state.cursor + 1),
    k: () => K.table.move(state.cursor - 1), ArrowUp: () => K.table.move(state.cursor - 1),
    PageDown: () => K.table.move(state.cursor + 10), PageUp: () => K.table.move(state.cursor - 10),
    g: () => K.table.move(0), Home: () => K.table.move(0),
    G: () => K.table.move(state.view.length - 1), End: () => K.table.move(state.view.length - 1),
    Enter: () => K.reader.open(state.view[state.cursor]), n: () => K.table.move(state.cursor + 1), p: () => K.table.move(state.cursor - 1),
    v: () => K.charts.toggle(),
  };
  const inReader = { n: () => K.reader.step(1), p: () => K.reader.step(-1), j: () => K.reader.step(1), k: () => K.reader.step(-1) };
  const anywhere = { "/": () => { if (K.reader.isOpen()) K.reader.close(); byId("f-q").select(); }, "?": () => showHelp(true), l: switchLanguage };
  const DECIDE = { a: "accept", c: "correct", r: "reject" };
  const decide = (key) => {
    const row = K.reader.isOpen() ? K.reader.row : state.view[state.cursor];
    if (!row) return;
    if (key === "c") K.reader.open(row);
    K.cards.decide(row, DECIDE[key]);
  };

  const escape = (event) => {
    const field = event.target.closest("input, select, textarea");
    if (!byId("help").hidden) showHelp(false);
    else if (event.target.closest(".editor")) event.target.closest(".editor").querySelector(".buttons button[type=button]").click();
    else if (field && K.reader.isOpen()) byId("reader").querySelector(".cards").focus();
    else if (field) byId("table").focus();
    else if (K.reader.isOpen()) K.reader.close();
  };
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return; // pinyin being typed, the browser's keys
    if (event.key === "Escape") return escape(event);
    if (event.target.closest("input, select, textarea")) {
      if (event.key === "Enter" && event.target.id === "f-q") byId("table").focus();
      return;
    }
    if (event.key === "Enter" && event.target.closest("button, a")) return;
    if (!byId("help").hidden) return;
    const call = anywhere[event.key] ?? (K.reader.isOpen() ? inReader : inTable)[event.key];
    if (call) call();
    else if (DECIDE[event.key]) decide(event.key);
    else return;
    event.preventDefault();
  });

  byId("language").addEventListener("click", switchLanguage);
  byId("toggle-charts").addEventListener("click", K.charts.toggle);
  byId("show-help").addEventListener("click", () => showHelp(true));
  byId("help").addEventListener("click", (event) => event.target === byId("help") && showHelp(false));
  byId("download").addEventListener("click", K.review.download);
  byId("reviewer").value = K.review.reviewer;
  byId("reviewer").addEventListener("change", (event) => (K.review.reviewer = event.target.value));

  K.on("decided", drawCount);
  K.on("saving", () => (byId("saved").textContent = t("saving")));
  K.on("unsaved", (n) => (byId("saved").textContent = t("not_saved", { n })));
  K.on("saved", () => (byId("saved").textContent = t("saved", { path: K.settings.served })));

  K.speak();
  K.filters.draw();
  K.filters.apply();
  drawCount();
  drawHelp();
  document.documentElement.lang = state.lang === "zh" ? "zh-CN" : "en";
  byId("table").focus({ preventScroll: true });
  // The first paint has happened two frames later: what a measurement of the opening time waits for.
  requestAnimationFrame(() => requestAnimationFrame(() => performance.mark("kaigong-ready")));
})();

"use strict";
// What all parts of the page share: the data, the state, the words, and how elements are made.
// Data becomes text nodes and attributes only, never HTML.
const K = (() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const settings = read("settings");

  const named = (names, cells) => Object.fromEntries(names.map((name, i) => [name, cells[i]]));
  const heads = read("heads").map((cells) => named(settings.head, cells));
  const rows = read("rows").map((cells, number) => {
    const row = named(settings.row, cells);
    row.number = number;
    row.head = heads[row.article];
    return row;
  });

  let lines = null;
  /** The record of an article, parsed when it is asked for. */
  const article = (number) => {
    lines ??= document.getElementById("articles").textContent.trim().split("\n");
    return JSON.parse(lines[number]);
  };

  const state = { lang: settings.lang, view: [], cursor: 0, rules: false };

  const listeners = {};
  const on = (event, call) => (listeners[event] ??= []).push(call);
  const emit = (event, detail) => (listeners[event] ?? []).forEach((call) => call(detail));

  /** A word of the page in the language shown; {name} is filled from values. */
  const t = (key, values = {}) => {
    const word = settings.words[key]?.[state.lang] ?? key;
    return word.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  };
  /** A code of a vocabulary in words; codes that are not in it stay as they are. */
  const word = (section, code) => settings.vocabulary[section]?.[code]?.[state.lang] ?? code ?? "";

  /** An element: properties, then children (elements, or anything else as text). Names with a dash are attributes. */
  const el = (tag, properties = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (value === undefined || value === null) continue;
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (name.includes("-") || name === "role" || name === "for") element.setAttribute(name, value);
      else if (name === "data") Object.assign(element.dataset, value);
      else element[name] = value;
    }
    element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
    return element;
  };
  const byId = (id) => document.getElementById(id);

  /** Put the words of the language shown into all elements that name one. */
  const speak = (root = document) => {
    for (const e of root.querySelectorAll("[data-w]")) e.textContent = t(e.dataset.w);
    for (const e of root.querySelectorAll("[data-w-placeholder]")) e.placeholder = t(e.dataset.wPlaceholder);
    for (const e of root.querySelectorAll("[data-w-title]")) e.title = t(e.dataset.wTitle);
    for (const e of root.querySelectorAll("[data-w-label]")) e.setAttribute("aria-label", t(e.dataset.wLabel));
  };

  let timer = 0;
  /** A message that goes away by itself. */
  const toast = (message) => {
    const box = byId("toast");
    box.textContent = message;
    box.hidden = false;
    clearTimeout(timer);
    timer = setTimeout(() => (box.hidden = true), 6000);
  };

  return { settings, heads, rows, article, state, on, emit, t, word, el, byId, speak, toast };
})();

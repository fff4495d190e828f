"use strict";
// Spans of an article and its text cut at their borders. Records count Unicode code points, JavaScript UTF-16 units: a
// character like 𠮷 or 🏭 is one there and two here.
K.spans = (() => {
  const KINDS = ["project", "org", "place", "industry", "amount", "metric", "date", "target", "person"];
  const OF_SLOT = {
    name: "project", aliases: "project", places: "place", industry: "industry", organisations: "org", amounts: "amount",
    metrics: "metric", milestones: "date",
  };
  const OF_LABEL = {
    ORG: "org", PLACE: "place", PERSON: "person", DATE: "date", AMOUNT: "amount", QUANTITY: "metric", PERCENT: "metric",
    PROJECT: "project", TARGET: "target", INDUSTRY: "industry",
  };

  /** Values of a project in the order of its card: {kind, slot, value}; slot is the name that decisions use. */
  const slots = (project) => [
    { kind: "name", slot: "name", value: project.name },
    ...(project.aliases ?? []).map((value) => ({ kind: "aliases", slot: null, value })),
    ...(project.stage ? [{ kind: "stage", slot: "stage", value: { value: project.stage } }] : []),
    ...["places", "industry", "organisations", "amounts", "metrics", "milestones"].flatMap((kind) =>
      (project[kind] ?? []).map((value, i) => ({ kind, slot: `${kind}[${i}]`, value }))),
  ];

  /** All spans of a record: those of projects first, then targets, then mentions. */
  const all = (record) => [
    ...record.projects.flatMap((project, number) => slots(project).filter((s) => s.kind !== "stage").map(({ kind, slot, value }) => ({
      ...value, mark: OF_SLOT[kind], project: number, slot, stage: K.settings.stages.PROJECT,
      say: () => { const { label, text, status } = K.say.slot(kind, value); return [label, status ? `${text}, ${K.word("Modality", status)}` : text]; },
    }))),
    ...(record.targets ?? []).map((target, number) => ({
      ...target, mark: "target", target: number, stage: K.settings.stages.TARGET,
      say: () => [K.word("TargetStatus", target.status), K.say.target(target)],
    })),
    ...(record.mentions ?? []).map((mention) => ({
      ...mention, mark: OF_LABEL[mention.label], stage: K.settings.stages[mention.label],
      say: () => [K.t(`kind_${OF_LABEL[mention.label]}`), K.say.mention(mention)],
    })),
  ];

  /** From code points to UTF-16 units of a text. */
  const converter = (text) => {
    if (!/[\ud800-\udbff][\udc00-\udfff]/.test(text)) return (at) => at;
    const units = [];
    let at = 0;
    for (const character of text) {
      units.push(at);
      at += character.length;
    }
    units.push(at);
    return (point) => units[point];
  };

  /** The text in pieces: [{text, spans}], spans as numbers in the list; pieces in order, none empty. */
  const pieces = (text, spans) => {
    const unit = converter(text);
    const opens = new Map(), closes = new Map();
    const add = (map, at, number) => map.set(at, [...(map.get(at) ?? []), number]);
    spans.forEach((span, number) => {
      add(opens, unit(span.start), number);
      add(closes, unit(span.end), number);
    });
    const borders = [...new Set([0, text.length, ...opens.keys(), ...closes.keys()])].sort((a, b) => a - b);
    const open = new Set();
    return borders.slice(0, -1).map((from, i) => {
      (closes.get(from) ?? []).forEach((number) => open.delete(number));
      (opens.get(from) ?? []).forEach((number) => open.add(number));
      return { text: text.slice(from, borders[i + 1]), spans: [...open] };
    });
  };

  return { KINDS, slots, all, pieces };
})();

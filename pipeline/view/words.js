"use strict";
// Values of a record in words, in the language shown.
K.say = (() => {
  const endOf = (day) => new Date(Date.UTC(+day.slice(0, 4), +day.slice(5, 7), 0)).getUTCDate() === +day.slice(8);
  /** First and last day as people write them: a day, a month, a quarter, a half, a year, else both ends. */
  const days = (first, last) => {
    if (!first || !last) return first ? K.t("from_day", { day: first }) : last ? K.t("by_day", { day: last }) : "";
    if (first === last) return first;
    const [y, m] = [first.slice(0, 4), +first.slice(5, 7)];
    if (!first.endsWith("-01") || !endOf(last)) return `${first} – ${last}`;
    const months = (last.slice(0, 4) - y) * 12 + +last.slice(5, 7) - m + 1;
    if (months === 1) return first.slice(0, 7);
    if (months === 3 && m % 3 === 1) return `${y}Q${(m + 2) / 3}`;
    if (months === 6 && m % 6 === 1) return `${y}H${(m + 5) / 6}`;
    if (months % 12 === 0 && m === 1) return months === 12 ? y : `${y} – ${last.slice(0, 4)}`;
    return `${first.slice(0, 7)} – ${last.slice(0, 7)}`;
  };
  const path = (place) => [place.province, place.city, place.county].filter(Boolean).join(" ") || place.text || K.t("no_place");
  const per = (item) => (item.per ? "/" + K.word("Per", item.per) : "");

  /** One value of a slot: what it is called, and what it says. */
  const SLOTS = {
    name: (v) => [K.t("slot_name"), v.text],
    aliases: (v) => [K.t("slot_aliases"), v.text],
    stage: (v) => [K.t("slot_stage"), K.word("Stage", v.value)],
    places: (v) => [K.t("slot_places"), path(v)],
    industry: (v) => [K.t("slot_industry"), `${v.name} ${v.code}`],
    organisations: (v) => [K.word("OrganisationRole", v.role), v.text],
    amounts: (v) => [K.word("AmountRole", v.role), K.numbers.money(v) + per(v), v.status],
    metrics: (v) => [K.word("MetricRole", v.role), [v.item, K.numbers.plain(v), v.unit + per(v)].filter(Boolean).join(" "), v.status],
    milestones: (v) => [K.word("MilestoneKind", v.kind), days(v.date?.start, v.date?.end) || K.t("no_date"), v.status],
  };
  const slot = (kind, value) => {
    const [label, text, status] = SLOTS[kind](value);
    return { label, text, status };
  };

  const mention = (m) => {
    const v = m.value;
    if (!v) return "";
    if (v.currency) return K.numbers.money(v);
    if (v.unit) return `${K.numbers.plain(v)} ${v.unit}${v.per ? "/" + v.per : ""}`;
    if (m.label === "DATE") return days(v.start, v.end);
    return path({ ...v, text: m.text });
  };
  const target = (x) => {
    const who = x.subject ? x.subject + (K.state.lang === "zh" ? "：" : ": ") : "";
    return `${who}${x.indicator} ${K.numbers.plain(x)} ${x.unit}${x.period ? ` (${x.period})` : ""}`;
  };

  /** What a person types (2024, 2024-03, 2024-03-15) as its first or its last day; null if it is no date. */
  const day = (text, last) => {
    const found = /^(\d{4})(?:[-./年](\d{1,2})(?:[-./月](\d{1,2}))?)?[年月日]?$/.exec(text.trim());
    if (!found) return null;
    const [y, m, d] = [+found[1], +(found[2] ?? (last ? 12 : 1)), found[3] && +found[3]];
    const ends = new Date(Date.UTC(y, m, 0)).getUTCDate();
    if (m < 1 || m > 12 || (d && (d < 1 || d > ends))) return null;
    return [String(y), String(m).padStart(2, "0"), String(d || (last ? ends : 1)).padStart(2, "0")].join("-");
  };

  return { days, day, path, slot, mention, target };
})();

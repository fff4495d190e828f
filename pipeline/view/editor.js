"use strict";
// The form in which a reviewer writes the right value. It makes what schemas/correction.py reads.
K.editor = (() => {
  const { el, t } = K;
  const choice = (section, optional) => ({ section, optional });
  const TEXT = {}, OPTIONAL = { optional: true };
  const NUMBER = { qualifier: choice("Qualifier"), value: { number: true }, high: { number: true, optional: true } };
  const FORMS = {
    name: { text: TEXT },
    stage: { stage: choice("Stage") },
    places: { province: TEXT, city: OPTIONAL, county: OPTIONAL },
    industry: { code: TEXT, name: TEXT },
    organisations: { role: choice("OrganisationRole"), text: TEXT },
    amounts: { role: choice("AmountRole"), ...NUMBER, currency: TEXT, status: choice("Modality"), per: choice("Per", true) },
    metrics: { role: choice("MetricRole"), item: OPTIONAL, ...NUMBER, unit: TEXT, per: choice("Per", true), status: choice("Modality") },
    milestones: { kind: choice("MilestoneKind"), status: choice("Modality"), start: { day: true, optional: true }, end: { day: true, optional: true } },
  };

  /** What the fields show at first. */
  const flat = (kind, value) => {
    if (!value) return { currency: "CNY", qualifier: "exact", status: "actual" };
    if (typeof value === "string") return { text: value, stage: value };
    if (kind === "stage") return { stage: value.value };
    const days = value.date ?? {};
    return { ...value, value: value.value ?? value.low, start: days.start, end: days.end };
  };
  const field = (name, spec, value) => {
    if (spec.section) {
      const codes = Object.keys(K.settings.vocabulary[spec.section]);
      const box = el("select", { name }, ...(spec.optional ? [el("option", { value: "" }, "—")] : []), ...codes.map((c) => el("option", { value: c }, K.word(spec.section, c))));
      box.value = value ?? (spec.optional ? "" : codes[0]);
      return box;
    }
    return el("input", { name, type: "text", value: value ?? "", autocomplete: "off", spellcheck: false, placeholder: spec.day ? "2024-03" : spec.number && name === "value" ? t("field_value") : "" });
  };

  const grain = (first, last) => {
    const said = K.say.days(first, last);
    return first && first === last ? "day" : /^\d{4}$/.test(said) ? "year" : /^\d{4}-\d{2}$/.test(said) ? "month" : "period";
  };
  /** The value that the fields say, or throws a message for the reviewer. */
  const value = (kind, read) => {
    const found = {};
    for (const [name, spec] of Object.entries(FORMS[kind])) {
      const text = read(name).trim();
      const field = t(`field_${name}`);
      if (!text && !spec.optional) throw t("fault_needed", { field });
      if (!text) continue;
      found[name] = spec.number ? K.numbers.typed(text) : spec.day ? K.say.day(text, name === "end") : text;
      if (found[name] === null) throw t(spec.day ? "fault_day" : "fault_number", { field });
    }
    if (kind === "name") return found.text;
    if (kind === "stage") return found.stage;
    if (kind === "milestones") return milestone(found);
    return "qualifier" in found ? number(found) : found;
  };
  const milestone = ({ kind, status, start, end }) => {
    if (start && end && start > end) throw t("fault_order");
    const date = start || end ? { start: start ?? null, end: end ?? null, grain: grain(start, end) } : {};
    return { kind, status, date };
  };
  const number = ({ high, ...found }) => {
    if (found.qualifier !== "range") return found;
    if (!high) throw t("fault_needed", { field: t("field_high") });
    if (Number(high) < Number(found.value)) throw t("fault_order");
    const { value: low, ...rest } = found;
    return { ...rest, low, high };
  };

  /** The form; done gets the value, stop is called where it is given up. */
  const form = (kind, given, done, stop) => {
    const start = flat(kind, given);
    const fault = el("p", { className: "fault", role: "alert" });
    const fields = Object.entries(FORMS[kind]).map(([name, spec]) => [name, field(name, spec, start[name])]);
    const inputs = Object.fromEntries(fields);
    const ranged = () => inputs.high && (inputs.high.parentElement.hidden = inputs.qualifier.value !== "range");
    const box = el("form", { className: "editor", onsubmit: (event) => {
      event.preventDefault();
      try {
        done(value(kind, (name) => inputs[name].value));
      } catch (message) {
        if (typeof message !== "string") throw message;
        fault.textContent = message;
      }
    } },
    ...fields.map(([name, input]) => el("label", {}, el("span", {}, t(`field_${name}`).split(/[，,]/)[0]), input)),
    fault,
    el("div", { className: "buttons" }, el("button", { type: "submit", className: "main" }, t("save")), el("button", { type: "button", onclick: stop }, t("cancel"))));
    inputs.qualifier?.addEventListener("change", ranged);
    ranged();
    return box;
  };
  return { FORMS, form };
})();

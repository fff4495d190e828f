"use strict";
// Exact numbers: decimal strings as they stand in records, never floats; floats are for the length of bars alone.
K.numbers = (() => {
  let FRACTION = 0; // digits behind the point, the most that any sum has
  for (const { value, low, high } of K.rows) {
    for (const sum of [value, low, high]) {
      const point = sum === null ? -1 : sum.indexOf(".");
      if (point >= 0) FRACTION = Math.max(FRACTION, sum.length - point - 1);
    }
  }
  const ONE = 10n ** BigInt(FRACTION);

  /** A decimal string in the smallest unit that any sum here has. */
  const units = (written) => {
    const [whole, fraction = ""] = written.split(".");
    return BigInt(whole + fraction.slice(0, FRACTION).padEnd(FRACTION, "0"));
  };
  /** The decimal string of such units. */
  const written = (sum) => {
    const digits = (sum < 0n ? -sum : sum).toString().padStart(FRACTION + 1, "0");
    const whole = digits.slice(0, digits.length - FRACTION);
    const fraction = digits.slice(digits.length - FRACTION).replace(/0+$/, "");
    return (sum < 0n ? "-" : "") + whole + (fraction ? "." + fraction : "");
  };

  /** A decimal string divided by 10 to the power of n, exactly. */
  const shifted = (number, n) => {
    const sign = number.startsWith("-") ? "-" : "";
    const [whole, fraction = ""] = number.replace("-", "").split(".");
    const digits = whole.padStart(n + 1, "0");
    const kept = (digits.slice(digits.length - n) + fraction).replace(/0+$/, "");
    return sign + digits.slice(0, digits.length - n).replace(/^0+(?=\d)/, "") + (kept ? "." + kept : "");
  };
  /** Multiplied by 10 to the power of n, exactly. */
  const raised = (number, n) => {
    const [whole, fraction = ""] = number.split(".");
    const rest = fraction.slice(n).replace(/0+$/, "");
    return ((whole + fraction.slice(0, n).padEnd(n, "0")).replace(/^0+(?=\d)/, "")) + (rest ? "." + rest : "");
  };
  const grouped = (number) => {
    const [whole, fraction] = number.split(".");
    return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (fraction ? "." + fraction : "");
  };

  const SCALES = { zh: [[8, "亿"], [4, "万"]], en: [[9, " bn"], [6, " m"]] };
  const short = (number) => {
    const size = number.replace("-", "").split(".")[0].length;
    const [power, unit] = SCALES[K.state.lang].find(([n]) => size > n) ?? [0, ""];
    return grouped(power ? shifted(number, power) : number) + unit;
  };

  const SIGNS = { about: "≈ ", nearly: "≲ ", more_than: "> ", at_least: "≥ ", at_most: "≤ ", order_of: "~ " };
  const NAMES = {
    CNY: "元", USD: "美元", EUR: "欧元", HKD: "港元", TWD: "新台币", JPY: "日元", GBP: "英镑", KRW: "韩元", SGD: "新加坡元",
    AUD: "澳元", CAD: "加元", RUB: "卢布", MOP: "澳门元", CHF: "瑞士法郎",
  };
  const bounds = (number, form) => {
    if (number.low != null && number.high != null) return `${form(number.low)}–${form(number.high)}`;
    return (SIGNS[number.qualifier ?? number.comparator] ?? "") + form(number.value ?? "0");
  };
  /** A sum with its currency: ≈ 20亿元, ≈ CNY 2 bn. */
  const money = (sum) => {
    const number = bounds(sum, short);
    return K.state.lang === "zh" ? number + (NAMES[sum.currency] ?? " " + sum.currency) : `${number} ${sum.currency}`;
  };
  /** A quantity; large ones in 亿 or billions, as sums. */
  const plain = (number) => bounds(number, (v) => (v.split(".")[0].length > 8 ? short(v) : grouped(v)));

  const UNITS = { 亿: 8, 万: 4, 千: 3, 百: 2, bn: 9, b: 9, m: 6, k: 3, "": 0 };
  /** What a person types (20亿, 1,200, 2.5bn) as a decimal string; null if it is no number. */
  const typed = (text) => {
    const found = /^(-?\d[\d,，]*(?:\.\d+)?)\s*(亿|万亿|万|千|百|bn|b|m|k|)\s*(?:元|人民币)?$/i.exec(text.trim());
    if (!found) return null;
    const unit = found[2].toLowerCase();
    const number = raised(found[1].replace(/[,，]/g, ""), unit === "万亿" ? 12 : UNITS[unit]);
    return number.includes(".") ? number.replace(/\.?0+$/, "") : number;
  };

  return { units, written, shifted, raised, grouped, short, money, plain, typed, toFloat: (sum) => Number(sum) / Number(ONE) };
})();

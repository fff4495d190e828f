"""Every lexicon entry runs its own examples and counter-examples.

To add a family, register its file: model of the rows, and a check that returns the faults of one entry.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from importlib.resources import files
from typing import Any

import pytest
import yaml
from measuring import figures, tagged

from kaigong.corpora.loader import load_lexicon
from kaigong.extractors.amount.tagger import detect_home_currency
from kaigong.extractors.industry import industries_of, industry_names
from kaigong.extractors.numeral import read_numeral
from kaigong.extractors.project.candidates import find_names
from kaigong.extractors.table import Tables
from kaigong.pipeline import Pipeline
from kaigong.pipeline.normalise import fold
from kaigong.schemas import Article, lexicon
from kaigong.schemas.labels import Label
from kaigong.schemas.values import Money, Quantity


@dataclass(frozen=True)
class Family:
    model: type[lexicon.LexiconEntry]
    check: Callable[[Any], list[str]]
    unique: bool = True  # a surface stands in one entry only


def number(value: Money | Quantity) -> str:
    """As examples write it: 20000000, or 20..30."""
    if value.value is None:
        return f"{value.low:f}..{value.high:f}"
    return f"{value.value:f}"


def shown(text: str) -> list[list[str]]:
    """Words that describe each figure of a text: its number, currency or unit, denominator, qualifier."""
    rows = []
    for mention in figures(text):
        value = mention.value
        if isinstance(value, Money):
            rows.append([number(value), value.currency, str(value.qualifier)])
        elif isinstance(value, Quantity):
            rows.append([number(value), value.unit, *(["per", value.per] if value.per else []), str(value.qualifier)])
    return rows


def check_figures(entry: lexicon.LexiconEntry) -> list[str]:
    """Each ``text = words + words`` has a figure with those words for every part."""
    faults = []
    for example in entry.examples:
        text, _, wanted = example.rpartition(" = ")
        parts = wanted.split(" + ") if text else []
        rows = shown((text or example).split(" + ")[0])
        if not text:
            faults += [f"{example}: gives {rows}"] if rows else []
        for part in parts:
            if not any(all(word in row for word in part.split()) for row in rows):
                faults.append(f"{text}: no {part} in {rows}")
    return faults


def check_numeral(entry: lexicon.NumeralEntry) -> list[str]:
    faults = []
    for example in entry.examples:
        text, _, wanted = example.partition(" = ")
        read = read_numeral(text, 0)
        if read is None or read.end != len(text):
            faults.append(f"{text}: not read")
            continue
        low, _, high = wanted.rstrip("+~").partition("..")
        if (read.low, read.high) != (Decimal(low), Decimal(high or low)):
            faults.append(f"{text}: {read.low}..{read.high}")
        if read.more != wanted.endswith("+") or read.about != wanted.endswith("~"):
            faults.append(f"{text}: 多 or 来 misread")
    for text in entry.counter:
        read = read_numeral(text, 0)
        if read is not None and read.end == len(text):
            faults.append(f"{text}: read as a numeral")
    return faults


def check_currency(entry: lexicon.CurrencyEntry) -> list[str]:
    faults = check_figures(entry)
    return faults + [f"{t}: {shown(t)}" for t in entry.counter if any(m.label is Label.AMOUNT for m in figures(t))]


def check_qualifier(entry: lexicon.QualifierEntry) -> list[str]:
    faults = check_figures(entry)
    for text in entry.counter:
        if any("exact" not in row for row in shown(text)):
            faults.append(f"{text}: {shown(text)}")
    return faults


def check_cue(entry: lexicon.CueEntry) -> list[str]:
    faults = check_figures(entry)
    return faults + [f"{t}: {shown(t)}" for t in entry.counter if any(m.label is Label.AMOUNT for m in figures(t))]


def check_unit(entry: lexicon.UnitEntry | lexicon.PercentEntry) -> list[str]:
    faults = check_figures(entry)
    names = {*entry.surface, *(s.removeprefix("个") for s in entry.surface)}
    for text in entry.counter:
        hits = [row for row in shown(text) if names & set(row)]
        faults += [f"{text}: {hits}"] if hits else []
    return faults


def check_home(entry: lexicon.HomeCurrencyEntry) -> list[str]:
    faults = [f"{t}: {detect_home_currency(t)}" for t in entry.examples if detect_home_currency(t) != entry.currency]
    return faults + [f"{t}: {entry.currency}" for t in entry.counter if detect_home_currency(t) == entry.currency]


def names_in(text: str) -> list[str]:
    document = Pipeline().tag(Article(id="t", text=text))
    return [name.text for name in find_names(document, Tables(document.text))[0]]


def check_head(entry: lexicon.HeadEntry) -> list[str]:
    """Each example has a name that ends on the head (and its phase); no counter-example has one with it."""
    rows = [(text, names_in(text)) for text in entry.examples]
    faults = [f"{text}: {names}" for text, names in rows if not any(s in n for n in names for s in entry.surface)]
    rows = [(text, names_in(text)) for text in entry.counter]
    return faults + [f"{text}: {names}" for text, names in rows if any(n.endswith(entry.surface) for n in names)]


def check_industry(entry: lexicon.IndustryWordEntry) -> list[str]:
    """Each ``phrase = codes`` is read so; each word gives its code in a name by itself, no counter-example does."""
    wanted = [entry.code] if entry.kind == "word" and entry.code else []
    rows = [(f"{surface}项目", wanted) for surface in entry.surface]
    rows += [(text.strip(), codes.split()) for text, _, codes in (e.partition("=") for e in entry.examples)]
    faults = [f"{text}: {industries_of(text)}, not {codes}" for text, codes in rows if industries_of(text) != codes]
    faults += [f"{text}: {entry.code}" for text in entry.counter if entry.code in industries_of(text)]
    codes = {entry.code, *entry.turns, *entry.turns.values()} - {None, "same"}
    return faults + [f"{code}: no code of the standard" for code in codes if code not in industry_names()]


def check_noise(entry: lexicon.NoiseEntry) -> list[str]:
    """Each ``text = rest`` leaves the rest, counter-examples stay, surfaces of ``join`` are joined at every break."""
    rows = [example.partition(" = ")[::2] for example in entry.examples] + [(text, text) for text in entry.counter]
    if entry.kind == "join":
        start = "5月16日上午在该市最大的经济开发区里"
        breaks = [(word[:at], word[at:]) for word in entry.surface for at in range(1, len(word))]
        rows += [(f"{start}{left}\n{right}", f"{start}{left}{right}") for left, right in breaks]
    return [f"{text!r}: {fold(text).text!r}, not {rest!r}" for text, rest in rows if fold(text).text != rest]


REGISTRY: dict[str, Family] = {
    "numerals": Family(lexicon.NumeralEntry, check_numeral),
    "currencies": Family(lexicon.CurrencyEntry, check_currency),
    "qualifiers": Family(lexicon.QualifierEntry, check_qualifier),
    "money_cues": Family(lexicon.CueEntry, check_cue, unique=False),
    "home_currencies": Family(lexicon.HomeCurrencyEntry, check_home),
    "units": Family(lexicon.UnitEntry, check_unit, unique=False),
    "percents": Family(lexicon.PercentEntry, check_unit),
    "project_heads": Family(lexicon.HeadEntry, check_head, unique=False),
    "figure_stops": Family(lexicon.LexiconEntry, check_figures),
    "noise": Family(lexicon.NoiseEntry, check_noise, unique=False),
    "industry_words": Family(lexicon.IndustryWordEntry, check_industry),
}


def entries() -> list[Any]:
    rows = []
    for name, family in REGISTRY.items():
        rows += [pytest.param(family, entry, id=f"{name}:{entry.id}") for entry in load_lexicon(name, family.model)]
    return rows


@pytest.mark.parametrize(("family", "entry"), entries())
def test_entry(family: Family, entry: lexicon.LexiconEntry) -> None:
    assert entry.examples, "an entry without an example"
    unfolded = [s for s in entry.surface if fold(f"的{s}的").text != f"的{s}的"]
    assert not unfolded, f"surfaces must be folded and simplified: {unfolded}"
    assert family.check(entry) == []


@pytest.mark.parametrize("name", [n for n, f in REGISTRY.items() if f.unique])
def test_surfaces_stand_once(name: str) -> None:
    counts = Counter(s for entry in load_lexicon(name, REGISTRY[name].model) for s in entry.surface)
    assert not [s for s, n in counts.items() if n > 1]


def lexicon_files() -> list[str]:
    folder = files("kaigong.corpora.lexicons")
    return sorted(path.name for path in folder.iterdir() if path.name.endswith(".yaml"))


@pytest.mark.parametrize("name", lexicon_files())
def test_file_is_well_formed(name: str) -> None:
    text = files("kaigong.corpora.lexicons").joinpath(name).read_text(encoding="utf-8")
    rows = yaml.safe_load(text)
    ids = [row["id"] for row in rows]
    assert len(ids) == len(set(ids))
    assert all(str(row["source"]).strip() for row in rows)
    lists = ((row["id"], key, map(str, value)) for row in rows for key, value in row.items() if isinstance(value, list))
    assert not [(i, key, word) for i, key, words in lists for word, n in Counter(words).items() if n > 1]


def test_unit_surfaces_agree() -> None:
    """A surface that stands twice is a unit once and a denominator once (班: 36班, 片/班)."""
    counts = Counter((s, e.role == "per") for e in load_lexicon("units", lexicon.UnitEntry) for s in e.surface)
    assert not [s for s, n in counts.items() if n > 1]


def test_home_currency_reaches_amounts() -> None:
    text = "〔记者陈大文/台中报导〕市府斥资3亿元,行政院核定"
    assert [m.value.currency for m in tagged(text).mentions_of(Label.AMOUNT)] == ["TWD"]  # type: ignore[union-attr]

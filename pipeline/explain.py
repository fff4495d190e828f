"""The work of ``kaigong explain``: every value of a record with its text, its sentence, its rule and its stage."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, groupby

from rich.console import Console
from rich.text import Text

from kaigong.corpora.readers import ReadOptions, check_there, iter_articles
from kaigong.pipeline.consistency import FLAG
from kaigong.pipeline.printable import printable
from kaigong.pipeline.records import holds_records, read_records, record_places
from kaigong.pipeline.stream import Processor, iter_results
from kaigong.pipeline.unplaced import unplaced_amounts
from kaigong.pipeline.wording import date_words, money_words, number_words, place_words, value_words
from kaigong.schemas.labels import Label
from kaigong.schemas.record import Project, Record, Rejected, Span, Target
from kaigong.schemas.reject import ArticleReject

_TAG_STAGES = {
    Label.DATE: "tag.date",
    Label.AMOUNT: "tag.amount",
    Label.QUANTITY: "tag.quantity",
    Label.PERCENT: "tag.quantity",
    Label.PLACE: "tag.place",
    Label.ORG: "tag.organisation",
    Label.TARGET: "target",
}
_AROUND = 30  # characters of context where no sentence is known


def stage_of(label: Label) -> str:
    """The stage that makes mentions of a label."""
    return _TAG_STAGES.get(label, "project")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one value stands in the record."""

    slot: str
    value: str
    span: Span
    stage: str


def iter_explained(
    pipeline: Processor,
    inputs: Iterable[str],
    options: ReadOptions,
    on_note: Callable[[str], None] = lambda message: None,
) -> Iterator[Record | ArticleReject]:
    """Records to explain: those of files of records and folders of batches, or those made here of articles.

    ``on_note`` is told what is doubtful of articles that are read.

    Raises: ConfigError for an input that is not there.
    """
    given = list(inputs)
    check_there(given)
    # Articles are read together, so that their ids are those that extract gives them.
    for made, names in groupby(given, key=holds_records):
        if made:
            places = (place.name for place in record_places(names) if not place.rejects)
            yield from chain.from_iterable(map(read_records, places))
        else:
            yield from iter_results(pipeline, iter_articles(list(names), options, on_note=on_note))


def explain(record: Record, console: Console, *, mentions: bool = False) -> None:
    """Print the projects, targets and other sums of a record, each value with where it comes from.

    With ``mentions`` all mentions follow. Sentences are shown where the record keeps the article's text.
    """
    article = record.article
    published = f"{article.published} ({article.published_basis})" if article.published else "day unknown"
    console.print(_line((article.title or article.id, "bold"), f"  {article.id} · {published}"))
    for project in record.projects:
        stage = (project.stage or "stage unknown").replace("_", " ")
        console.print("\n", _line(("■ ", "green"), (project.name.text, "bold green"), f"  {stage}"), sep="")
        if project.phase_of is not None:
            whole = next(p for p in record.projects if p.id == project.phase_of)
            console.print(_line("  ", (f"{'phase of':<22}", "cyan"), whole.name.text))
        _print_reasons(project_reasons(project), article.text, console)
    for i, target in enumerate(record.targets):
        if i == 0:
            console.print(Text("\nTargets and results", style="bold"))
        _print_reasons([_target_reason(target)], article.text, console)
    loose = [
        Reason("amount", money_words(money), mention, stage_of(mention.label))
        for mention, money in unplaced_amounts(record)
    ]
    if loose:
        console.print(Text("\nAmounts without a project", style="bold"))
        _print_reasons(loose, article.text, console)
    if mentions:
        console.print(Text("\nMentions", style="bold"))
        rows = [Reason(m.label, value_words(m.value), m, stage_of(m.label)) for m in record.mentions]
        _print_reasons(rows, article.text, console)
    for reject in record.rejects:
        _print_reject(reject, console)
    if not (record.projects or record.targets or loose or mentions):
        console.print(Text("no project and no target found", style="dim"))


def _print_reject(reject: Rejected, console: Console) -> None:
    if reject.reason.startswith(FLAG):
        mark, told = ("⚑ ", "yellow"), reject.reason.removeprefix(FLAG).strip()
    else:
        mark, told = ("✗ ", "red"), f"{reject.stage}: {reject.reason}"
    source = f"  ← {reject.stage} · “{reject.text}” · {reject.start}–{reject.end}" if reject.text else ""
    console.print("\n", _line(mark, told, (source, "dim")), sep="", soft_wrap=True)


def project_reasons(project: Project) -> Iterator[Reason]:
    """All values of a project that stand somewhere, its name first; the stage follows from them and is none."""
    yield Reason("name", project.name.text, project.name, "project")
    for alias in project.aliases:
        yield Reason("also called", alias.text, alias, "project")
    for organisation in project.organisations:
        yield Reason(organisation.role.value, organisation.text, organisation, "project")
    for place in project.places:
        yield Reason("place", place_words(place), place, "project")
    for industry in project.industry:
        yield Reason("industry", f"{industry.code} {industry.name}", industry, "project")
    for amount in project.amounts:
        per = f" a {amount.per}" if amount.per else ""
        yield Reason(amount.role.value, f"{money_words(amount)}{per}, {amount.status}", amount, "project")
    for metric in project.metrics:
        per = f" a {metric.per}" if metric.per else ""
        item = f"{metric.item} " if metric.item else ""
        value = f"{item}{number_words(metric)} {metric.unit}{per}, {metric.status}"
        yield Reason(metric.role.value, value, metric, "project")
    for milestone in project.milestones:
        value = f"{date_words(milestone.date)}, {milestone.status}"
        yield Reason(milestone.kind.value, value, milestone, "project")


def _target_reason(target: Target) -> Reason:
    who = f"{target.subject}: " if target.subject else ""
    period = f", {target.period}" if target.period else ""
    value = f"{who}{target.indicator} {number_words(target)} {target.unit}{period}"
    return Reason(target.status.value, value, target, "target")


def _print_reasons(reasons: Iterator[Reason] | list[Reason], text: str | None, console: Console) -> None:
    shown: tuple[int, int] | None = None
    for reason in reasons:
        span = reason.span
        source = f"  ← {reason.stage} · {span.rule or 'no rule given'} · {span.start}–{span.end}"
        quoted = "" if reason.value.startswith(span.text) else f"  “{span.text}”"
        console.print(
            _line("  ", (f"{reason.slot.replace('_', ' '):<21} ", "cyan"), reason.value, quoted, (source, "dim")),
            soft_wrap=True,
        )
        if text is not None:
            context = context_of(span, text)
            if context != shown or span.sentence is None:
                console.print(_sentence(span, context, text), soft_wrap=True)
            shown = context


def context_of(span: Span, text: str) -> tuple[int, int]:
    """[start, end) of a span's sentence, or of what stands around it where no sentence is known."""
    if span.sentence is not None:
        return span.sentence
    return max(0, span.start - _AROUND), min(len(text), span.end + _AROUND)


def _sentence(span: Span, context: tuple[int, int], text: str) -> Text:
    """The sentence on one line with the span marked: ``…【20亿元】…``, in colour on a terminal."""
    before, words, after = sentence_parts(span, context, text)
    return _line((f"      {before}", "dim"), (words, "yellow"), (after, "dim"))


def sentence_parts(span: Span, context: tuple[int, int], text: str) -> tuple[str, str, str]:
    """What stands before the span, the span in 【】, and what stands behind, without line breaks around it."""
    start, end = context
    before, after = (" ".join(part.split()) for part in (text[start : span.start], text[span.end : end]))
    return before, f"【{span.text}】", after


def _line(*parts: str | tuple[str, str]) -> Text:
    """Words and their styles in one line."""
    line = Text.assemble(*parts)
    line.plain = printable(line.plain)
    return line

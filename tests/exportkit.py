"""Records with any names, sums and addresses, and a way to run the command line on them."""

from pathlib import Path

from typer.testing import CliRunner

from kaigong.pipeline import cli
from kaigong.schemas.labels import AmountRole, Comparator, Modality, PublishedBasis, Stage, TargetStatus
from kaigong.schemas.record import (
    Amount,
    AmountValue,
    ArticleInfo,
    DateRange,
    Industry,
    MentionSpan,
    Metric,
    Milestone,
    Organisation,
    Place,
    Project,
    Record,
    Rejected,
    Span,
    Target,
    project_id,
    text_digest,
)


def invoke(*arguments, stdin=None):
    """Exit code, standard output and standard error of a command."""
    result = CliRunner().invoke(cli.app, [str(a) for a in arguments], input=stdin)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        code, message = cli._describe(result.exception)
        return code, result.stdout, result.stderr + message
    return result.exit_code, result.stdout, result.stderr


def span(text):
    return {"text": text, "start": 0, "end": len(text), "rule": "test.rule"}


def record(id="a", name="甲项目", sums=("2000000000",), url="https://example.org/a", **article):
    """A record with one project that has all slots, and a total investment for each of the sums."""
    text = "字" * 100
    given = {"title": "标题", "source": "某报", "published": "2024-05-17", "published_basis": PublishedBasis.GIVEN}
    project = Project(
        id=project_id(id, name, 0),
        name=Span(**span(name)),
        aliases=(Span(**span("该项目")), Span(**span("项目")), Span(**span("该项目"))),
        stage=Stage.UNDER_CONSTRUCTION,
        organisations=tuple(
            Organisation(**span(text), role=role)
            for text, role in (("甲公司", "owner"), ("乙公司", "investor"), ("丙公司", "investor"))
        ),
        places=(Place(**span("仪征"), province="江苏省", city="扬州市", county="仪征市", adcode="321081"),),
        industry=(Industry(**span("铜箔"), code="C3985", name="电子专用材料制造"),),
        amounts=tuple(
            Amount(**span("投资"), value=s, currency="CNY", role=AmountRole.TOTAL_INVESTMENT, status=Modality.ACTUAL)
            for s in sums
        ),
        metrics=(
            Metric(
                **span("年产"), low="1.5", high="2", qualifier="range", unit="吨", item="铜箔", role="annual_capacity",
                status="planned", per="year",
            ),
        ),
        milestones=(
            Milestone(**span("开工"), kind="construction_start", status="planned",
                      date=DateRange(start="2025-01-01", end="2025-12-31", grain="year")),
            Milestone(**span("开工"), kind="construction_start", status="actual",
                      date=DateRange(start="2024-03-01", end="2024-03-31", grain="month")),
            Milestone(**span("开工"), kind="construction_start", status="actual", date=DateRange()),
        ),
    )  # fmt: skip
    target = Target(
        **span("50个"), subject="市经开区", indicator="新签约项目", value="50", unit="个",
        comparator=Comparator.AT_LEAST, period="2023", status=TargetStatus.GOAL,
    )  # fmt: skip
    info = ArticleInfo(id=id, url=url, **{"sha256": text_digest(text), "chars": 100, **given, **article})
    mentions = (
        MentionSpan(**span("投资"), label="AMOUNT", value=AmountValue(value=sums[0], currency="CNY")),
        MentionSpan(text="9亿元", start=50, end=53, rule="test.sum", label="AMOUNT",
                    value=AmountValue(value="900000000", currency="CNY")),
    )  # fmt: skip
    rejected = Rejected(stage="project", reason="kein Name", **{k: v for k, v in span("二").items() if k != "rule"})
    return Record(article=info, projects=(project,), targets=(target,), mentions=mentions, rejects=(rejected,))


def write(name, *records):
    """A file of records."""
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [r if isinstance(r, str) else r.to_line() for r in records]
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return path


def leftovers():
    """Hidden and temporary files below the current folder."""
    return [str(path) for path in Path().rglob(".*")]

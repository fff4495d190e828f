"""From an archive of news to a panel city × year of announced investment, in DuckDB and again in pandas, and a plot.

    pip install '.[examples,html,warc]'
    python examples/panel.py out/panel [ARCHIVE…]

Cells begin with ``# %%``: open it as a notebook in an editor that knows them, or run it as it is. Without an archive of
your own it reads the samples, the shipped gold articles, an archive of made-up ones in seven formats, and some reposts;
its figures are then invented, and only show how they are made.
"""

# %% Where everything goes
import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import duckdb
import pandas as pd
from matplotlib.figure import Figure

from kaigong.corpora.gold_reader import read_gold
from kaigong.pipeline import Pipeline
from kaigong.pipeline.export import export
from kaigong.pipeline.extract import extract
from kaigong.pipeline.records import read_records

REPOSITORY = Path(__file__).resolve().parents[1]
OUT = Path(sys.argv[1] if len(sys.argv) > 1 else "out/panel")
OUT.mkdir(parents=True, exist_ok=True)
YI = 100_000_000  # 亿

# %% The archive
# Reposts are in it on purpose: the same signing on two more sites. Counted three times it would be 180 亿 for Chuzhou.
archive = sys.argv[2:]
if not archive:
    made = OUT / "archive"
    if not made.exists():
        script = REPOSITORY / "benchmarks" / "make_archive.py"
        subprocess.run(
            [sys.executable, script, made, "--articles", "40", "--faults", "0.05"],
            check=True,
            stdout=subprocess.DEVNULL,
        )
    gold = OUT / "gold.jsonl"
    rows = [{"id": a.id, "title": a.title, "published": str(a.published), "text": a.text} for a in read_gold()]
    gold.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    samples = REPOSITORY / "corpora" / "samples"
    signing = json.loads((samples / "articles.jsonl").read_text(encoding="utf-8").splitlines()[0])
    sites = [{**signing, "id": f"repost-{n}", "source": f"转载网站{n}"} for n in (1, 2)]
    reposts = OUT / "reposts.jsonl"
    reposts.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in sites), encoding="utf-8")
    archive = [str(path) for path in (samples, gold, made, reposts)]

# %% Records and tables
# `mark` keeps reposts and names the article that each repeats, so that they can be counted or left out below. What
# cannot be read is in rejects.jsonl with its reason: look at it before you trust a total.
records = OUT / "records.jsonl"
summary = extract(Pipeline(), archive, records, duplicates="mark", rejects=OUT / "rejects.jsonl")
export([str(records)], OUT / "news.duckdb")
print(f"{summary.records} records, {summary.projects} projects, {summary.rejects} rejects")

# %% Which sums count?
# A row of `amounts` is a sum that a text states of a project. To add them all up would count money many times over.
# What an economist asks of each, and where the answer stands:
#
# 1. Is it the announced total?  Only the role total_investment. Fixed assets, equipment and a phase's sum are parts of
#    it; annual_investment and completed_investment are other series (planned for a year, spent so far).
# 2. Is it in another sum already?  A project with phase_of is a phase: its money is in the total of the whole. It
#    counts only where the text states no total of the whole.
# 3. Has it been told before?  duplicate_of drops reposts. The same project in later news (signed in May, begun in
#    September) is one project: of all articles that name it in the same city, the latest total counts. Names must be
#    equal here: too strict for a project that changes its name, too lax for two of one name in one city.
# 4. In which currency?  Sums are never converted here: one currency, one panel. An article may give one total in two
#    currencies (约合18亿元人民币); then the one in CNY counts, and never both.
# 5. How firm is it?  status says whether the text speaks of a plan (计划总投资) or a fact; stage says how far the
#    project is. Cancelled and suspended projects are left out. Announced is not spent.
# 6. How exact is it?  A range (20—30亿元) has low and high: the panel has both ends and invents no middle. 约, 超 and
#    the like stand in `qualifier`; order_of (百亿级) is no figure and is left out.
# 7. Is it right?  Sums that kaigong doubts (万 that must be 亿, a part above its total) are in `rejects` with `flag:`;
#    they are left out. The rest has the errors that docs/accuracy.md measures.
# 8. Which year, which place?  The year of publication, since what is announced is the news; milestones have the year of
#    the start. The place is the first of the project. Municipalities have no city: the province stands for it, as it
#    does where no city is known.
# 9. What is a blank?  No row means no news in the archive, not no investment. Divide by what you read: the table of
#    articles has the number of articles a year.
SUMS = """
WITH doubted AS (
    SELECT article_id, span_start, span_end FROM rejects WHERE refused_by = 'check' AND reason LIKE 'flag:%'
), totals AS (  -- one total a project: in CNY before another currency, then the first in the text
    SELECT project_id, currency, status, text AS words, coalesce(value, low) AS low, coalesce(value, high) AS high
    FROM amounts ANTI JOIN doubted USING (article_id, span_start, span_end)
    WHERE role = 'total_investment' AND qualifier <> 'order_of'
    QUALIFY row_number() OVER (PARTITION BY project_id ORDER BY currency <> 'CNY', span_start) = 1
), told AS (
    SELECT p.project_id, p.article_id, p.project, coalesce(p.city, p.province) AS city, p.published,
           t.* EXCLUDE project_id
    FROM projects p JOIN totals t USING (project_id) JOIN articles a USING (article_id)
    WHERE a.duplicate_of IS NULL AND p.published IS NOT NULL AND coalesce(p.city, p.province) IS NOT NULL
      AND (p.stage IS NULL OR p.stage NOT IN ('cancelled', 'suspended'))
      AND (p.phase_of IS NULL OR p.phase_of NOT IN (SELECT project_id FROM totals))
)
SELECT city, year(published) AS year, currency, status, project, low, high, words, article_id FROM told
QUALIFY row_number() OVER (PARTITION BY project, city ORDER BY published DESC, project_id) = 1
"""

# %% The panel
PANEL = f"""
SELECT city, year, currency, count(*) AS projects, sum(low) AS low, sum(high) AS high,
       coalesce(sum(low) FILTER (status = 'planned'), 0) AS of_it_planned
FROM ({SUMS}) GROUP BY ALL ORDER BY ALL
"""
with duckdb.connect(str(OUT / "news.duckdb"), read_only=True) as database:
    result = database.execute(PANEL)
    panel = pd.DataFrame(result.fetchall(), columns=[column[0] for column in result.description])
    naive = database.execute("SELECT sum(value) FROM amounts WHERE currency = 'CNY'").fetchone()[0]
# fetchall gives Decimals: sums stay exact. (`.df()` would make floats of them.)


def plain(number):
    """An exact decimal without the zeros that DECIMAL(38,9) adds."""
    return f"{number.normalize():f}"


money = ["low", "high", "of_it_planned"]
written = panel.assign(**{name: panel[name].map(plain) for name in money})
written.to_csv(OUT / "panel.csv", index=False, encoding="utf-8-sig")  # a BOM, so that Excel shows the Chinese

# %% The same again in pandas, from the records themselves
# Another way to the same figures is the best check of the rules above: no SQL, no tables, the typed records alone.
rows = []
for record in read_records(records):
    doubted = {(r.start, r.end) for r in record.rejects if r.stage == "check" and r.reason.startswith("flag:")}
    totals = {
        project.id: sorted(
            (a for a in project.amounts
             if a.role == "total_investment" and a.qualifier != "order_of" and (a.start, a.end) not in doubted),
            key=lambda a: (a.currency != "CNY", a.start),
        )[:1]
        for project in record.projects
    }  # fmt: skip
    for project in record.projects:
        place = project.places[0] if project.places else None
        for total in totals[project.id]:
            rows.append(
                {
                    "city": place and (place.city or place.province), "published": record.article.published,
                    "repost": record.article.duplicate_of is not None, "stage": project.stage,
                    "in_whole": bool(totals.get(project.phase_of)), "project": project.name.text, "id": project.id,
                    "currency": total.currency, "planned": total.status == "planned",
                    "low": Decimal(total.value or total.low), "high": Decimal(total.value or total.high),
                }
            )  # fmt: skip
frame = pd.DataFrame(rows)
frame = frame[~frame["repost"] & ~frame["in_whole"] & ~frame["stage"].isin(["cancelled", "suspended"])]
frame = frame.dropna(subset=["city", "published"])
frame = frame.sort_values(["published", "id"], ascending=[False, True]).drop_duplicates(["project", "city"])
frame["year"] = [day.year for day in frame["published"]]
frame["of_it_planned"] = [
    low if planned else Decimal(0) for low, planned in zip(frame["low"], frame["planned"], strict=True)
]
again = (
    frame.groupby(["city", "year", "currency"])
    .agg(projects=("id", "size"), low=("low", "sum"), high=("high", "sum"), of_it_planned=("of_it_planned", "sum"))
    .reset_index()
)
assert again.to_dict("records") == panel.to_dict("records"), "two ways, two results"

# %% A small table: the years of the panel in CNY
yuan = panel[panel["currency"] == "CNY"]
years = yuan.groupby("year").agg(
    cities=("city", "size"), projects=("projects", "sum"), **{m: (m, "sum") for m in money}
)
print(f"{'year':4} {'cities':>8} {'projects':>8} {'low':>10} {'high':>10} {'planned':>10}  (亿元)")
for year, row in years.iterrows():
    print(f"{year:4} {row['cities']:>8} {row['projects']:>8} " + " ".join(f"{row[m] / YI:>10,.2f}" for m in money))
total = yuan["low"].sum()
print(f"all years: {plain(total)} 元; every sum of every article added up: {plain(naive)} 元")

# %% Look at the largest sum before you believe a total
# One misread 亿 outweighs a hundred projects. kaigong explain ARTICLE --id ID shows the sentence and the rule.
with duckdb.connect(str(OUT / "news.duckdb"), read_only=True) as database:
    columns = "project, city, year, low, words, article_id"
    largest = database.execute(f"SELECT {columns} FROM ({SUMS}) WHERE currency = 'CNY' ORDER BY low DESC LIMIT 1")
    name, city, year, low, words, article = largest.fetchone()
print(f"largest: {words} ({plain(low)} 元), {name}, {city} {year}, article {article}: {low / total:.0%} of all")

# %% The plot
figure = Figure(figsize=(8, 4), layout="constrained")
axes = figure.subplots()
planned = [float(value / YI) for value in years["of_it_planned"]]  # floats for the eye alone
stated = [float((low - plan) / YI) for low, plan in zip(years["low"], years["of_it_planned"], strict=True)]
axes.bar(years.index, planned, label="planned", color="#80cbc4")
axes.bar(years.index, stated, bottom=planned, label="stated as a fact", color="#00796b")
axes.set(ylabel="100 million yuan", title="Announced investment by year of publication")
axes.legend()
figure.savefig(OUT / "panel.png", dpi=120)
print(f"panel.csv, panel.png → {OUT}")

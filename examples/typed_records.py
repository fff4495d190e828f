"""The pipeline in a loop: typed records, rejects told apart, exact decimals, every value traced to its words.

    pip install .
    python examples/typed_records.py out/typed [ARTICLES…]

Prints what has begun and what is only announced, by province, in yuan.
"""

import csv
import sys
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

from kaigong.corpora.readers import iter_articles
from kaigong.pipeline import Pipeline
from kaigong.pipeline.stream import iter_results
from kaigong.schemas import AmountRole, Project, Record, Stage

SAMPLES = Path(__file__).resolve().parents[1] / "corpora" / "samples"
BEGUN = {Stage.UNDER_CONSTRUCTION, Stage.COMPLETED, Stage.OPERATING}


def total_in_yuan(project: Project) -> Decimal | None:
    """The total investment in CNY, of a range the lower end; None where the text states none."""
    for amount in project.amounts:
        if amount.role is AmountRole.TOTAL_INVESTMENT and amount.currency == "CNY":
            return Decimal(amount.value or amount.low)
    return None


def main(out: Path, inputs: list[str]) -> None:
    out.mkdir(parents=True, exist_ok=True)
    sums: dict[tuple[str, bool], Decimal] = defaultdict(Decimal)
    with (out / "projects.csv").open("w", encoding="utf-8-sig", newline="") as sink:
        table = csv.writer(sink)
        table.writerow(("article", "project", "stage", "yuan", "start", "end", "words"))
        # keep_text: the record brings its text along, so that spans can be shown. With workers=4 the same comes out.
        for result in iter_results(Pipeline(keep_text=True), iter_articles(inputs), workers=1):
            if not isinstance(result, Record):
                print(f"left out: {result}", file=sys.stderr)  # file:line (id): reason
                continue
            text = result.article.text
            for project in result.projects:
                yuan = total_in_yuan(project)
                name = project.name
                assert text[name.start : name.end] == name.text  # true of every span of every record
                row = (result.article.id, name.text, project.stage, yuan, name.start, name.end)
                table.writerow((*row, text[slice(*name.sentence)] if name.sentence else ""))
                if yuan is not None and project.phase_of is None:  # a phase is in the sum of its whole
                    province = project.places[0].province if project.places else None
                    sums[province or "?", project.stage in BEGUN] += yuan
    print("province  begun  yuan")
    for (province, begun), yuan in sorted(sums.items()):
        print(f"{province}  {'yes' if begun else 'no'}  {yuan}")
    print(f"projects.csv → {out}")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "out/typed"), sys.argv[2:] or [str(SAMPLES)])

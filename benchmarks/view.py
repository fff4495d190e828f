"""The review page in headless Chromium: pictures for the docs, and how long a page takes to open.

    python benchmarks/view.py --pictures docs/img
    python benchmarks/view.py --times 1000 10000 50000

Needs Debian's chromium and chromium-driver (or kin) and selenium. The pictures are of the gold that ships with kaigong
(invented companies and figures); the times are medians of three, from the call of the page to its first full picture.
"""

import argparse
import itertools
import statistics
import tempfile
import time
from pathlib import Path

from browser import browser, missing

from kaigong.corpora.gold_reader import read_gold
from kaigong.pipeline import Pipeline
from kaigong.pipeline.view.data import collect
from kaigong.pipeline.view.page import page

READY = "performance.getEntriesByName('kaigong-ready')[0]"
_SINCE = "2018"
_ARTICLE = "dev-001"


def gold_records(pipeline=None, count=None):
    """Records with projects of the shipped gold, of the first ``count`` articles."""
    pipeline = pipeline or Pipeline(keep_text=True)
    made = (pipeline(a.text, id=a.id, title=a.title, published=a.published) for a in read_gold()[:count])
    return [record for record in made if record.projects]


def many(records, projects):
    """The records again and again, each time with other ids, until there are so many projects."""
    count = 0
    for number, record in enumerate(itertools.cycle(records)):
        if count >= projects:
            return
        own = [
            p.model_copy(update={"id": f"{count + i:016x}", "phase_of": None}) for i, p in enumerate(record.projects)
        ]
        count += len(own)
        article = record.article.model_copy(update={"id": f"{number:06}"})
        yield record.model_copy(update={"article": article, "projects": tuple(own)})


def write_page(records, path, **options):
    """Write the page of records; gives its address."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(page(collect(records), **options))
    return path.as_uri()


def load(driver, address):
    """Open a page and wait until it has been drawn; gives the milliseconds that it took."""
    driver.get(address)
    while not driver.execute_script(f"return {READY}"):
        time.sleep(0.02)
    return driver.execute_script(f"return {READY}.startTime")


def shoot(driver, records, folder):
    """Pictures of the page in its main uses: the table, an article, a correction; gives their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []

    def picture(name):
        time.sleep(0.2)  # what moves has come to rest
        paths.append(folder / f"{name}.png")
        driver.save_screenshot(str(paths[-1]))

    def run(script):
        driver.execute_script(script)

    with tempfile.TemporaryDirectory() as own:
        load(driver, write_page(records, Path(own) / "page.html", lang="zh"))
        run(f"K.filters.set({{from: '{_SINCE}-01-01'}}); K.filters.orderBy('value'); K.table.move(1)")
        picture("view-table")
        run(f"K.reader.open(K.rows.find((row) => row.head.id === '{_ARTICLE}') ?? K.rows[0])")
        run("document.querySelectorAll('.flash').forEach((e) => e.classList.remove('flash'))")
        _point_at(driver, "mark.own.k-amount")
        picture("view-article")
        load(driver, write_page(records, Path(own) / "page.html", lang="en"))
        run(f"K.reader.open(K.rows.find((row) => row.head.id === '{_ARTICLE}') ?? K.rows[0])")
        run("K.review.decideSlot(K.reader.row, 'stage', 'correct', 'signed')")
        run("document.querySelector('[data-slot=\"amounts[0]\"] [data-act=edit]').click()")
        run("document.querySelectorAll('.flash').forEach((e) => e.classList.remove('flash'))")
        picture("view-review")
        run("localStorage.clear()")
        driver.get("about:blank")
    return paths


def _point_at(driver, css):
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.by import By

    ActionChains(driver).move_to_element(driver.find_element(By.CSS_SELECTOR, css)).perform()


def times(driver, records, sizes):
    """One row a size: projects, MB of the page, milliseconds to open."""
    with tempfile.TemporaryDirectory() as own:
        for size in sizes:
            path = Path(own) / "page.html"
            address = write_page(many(records, size), path)
            opened = statistics.median(load(driver, address) for _ in range(3))
            yield size, path.stat().st_size / 1e6, opened


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pictures", type=Path, metavar="FOLDER")
    parser.add_argument("--times", type=int, nargs="+", default=[], metavar="PROJECTS")
    options = parser.parse_args()
    if missing():
        parser.exit(2, f"{missing()}\n")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile, browser(profile) as driver:
        records = gold_records()
        if options.pictures:
            for path in shoot(driver, records, options.pictures):
                print(path, f"{path.stat().st_size / 1000:.0f} kB")
        if options.times:
            print("| projects | page, MB | opens in, s |\n|--:|--:|--:|")
        for size, megabytes, opened in times(driver, records, options.times):
            print(f"| {size:,} | {megabytes:.1f} | {opened / 1000:.2f} |", flush=True)


if __name__ == "__main__":
    main()

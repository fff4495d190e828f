"""Build ``lexicons/lunar_years.csv`` and ``lexicons/solar_terms.csv``: ``python corpora/build/calendar_tables.py``.

Needs ``pip install lunar_python`` (MIT, https://github.com/6tail/lunar-python); kaigong itself reads only the tables.
The library's new-year days are compared with those of ``LunarCalendar`` (MIT) when that is installed too.
"""

import csv
import datetime
from pathlib import Path

from lunar_python import Lunar, LunarMonth, LunarYear

FIRST, LAST = 1949, 2060
FOLDER = Path(__file__).resolve().parent.parent / "lexicons"
TERMS = (
    "小寒 大寒 立春 雨水 惊蛰 春分 清明 谷雨 立夏 小满 芒种 夏至 "
    "小暑 大暑 立秋 处暑 白露 秋分 寒露 霜降 立冬 小雪 大雪 冬至"
).split()


def new_year(year: int) -> datetime.date:
    """Day of the lunar new year that falls in a Gregorian year."""
    solar = Lunar.fromYmd(year, 1, 1).getSolar()
    return datetime.date(solar.getYear(), solar.getMonth(), solar.getDay())


def month_lengths(year: int) -> tuple[int, list[int]]:
    """Number of the leap month (0: none) and the lengths of all months of a lunar year, in order."""
    leap = LunarYear.fromYear(year).getLeapMonth()
    lengths = []
    for month in range(1, 13):
        lengths.append(LunarMonth.fromYm(year, month).getDayCount())
        if month == leap:
            lengths.append(LunarMonth.fromYm(year, -month).getDayCount())
    return leap, lengths


def check(year: int, day: datetime.date) -> None:
    """Compare one new-year day with an independent library, where that is at hand."""
    try:
        from lunarcalendar import Converter
        from lunarcalendar import Lunar as Other
    except ImportError:
        return
    other = Converter.Lunar2Solar(Other(year, 1, 1))
    assert (other.year, other.month, other.day) == (day.year, day.month, day.day), year


def main() -> None:
    """Write both tables."""
    with (FOLDER / "lunar_years.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["year", "new_year", "leap_month", "month_lengths"])
        for year in range(FIRST, LAST + 1):
            day = new_year(year)
            check(year, day)
            leap, lengths = month_lengths(year)
            assert day + datetime.timedelta(days=sum(lengths)) == new_year(year + 1), year
            writer.writerow([year, day.isoformat(), leap, " ".join(map(str, lengths))])
    with (FOLDER / "solar_terms.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["year", *TERMS])
        for year in range(FIRST, LAST + 1):
            days = {}
            for name, solar in Lunar.fromYmd(year, 1, 1).getJieQiTable().items():
                if solar.getYear() == year:
                    days.setdefault(name, solar)
            # The table starts with the winter of the year before; names of the next winter carry Latin keys.
            for name, solar in Lunar.fromYmd(year, 12, 1).getJieQiTable().items():
                key = {"DONG_ZHI": "冬至", "XIAO_HAN": "小寒", "DA_HAN": "大寒", "LI_CHUN": "立春"}.get(name, name)
                if solar.getYear() == year:
                    days.setdefault(key, solar)
            for name, solar in Lunar.fromYmd(year - 1, 12, 1).getJieQiTable().items():
                key = {"XIAO_HAN": "小寒", "DA_HAN": "大寒", "LI_CHUN": "立春"}.get(name)
                if key and solar.getYear() == year:
                    days.setdefault(key, solar)
            writer.writerow([year, *(f"{days[t].getMonth():02d}-{days[t].getDay():02d}" for t in TERMS)])


if __name__ == "__main__":
    main()

import json
import random
from pathlib import Path

import pytest
from readerkit import LONGER, TEXT, line, read, write

from kaigong.corpora.readers.encoding import decode, garbling, guess
from kaigong.schemas.errors import ReadError

TRADITIONAL = (
    "南濱科技園區今日舉行封測廠動土典禮，由晶曜科技股份有限公司投資120億元興建，預計2025年第二季完工量產。"
    "董事長許文彥表示，新廠基地面積5.2公頃，完工後月產能可達3萬片，將創造1,200個就業機會，市政府則說明交通改善計畫。"
)
GOLD = Path(__file__).resolve().parents[1] / "corpora" / "gold" / "dev.jsonl"


def simplified_news() -> str:
    rows = (json.loads(row) for row in GOLD.read_text("utf-8").splitlines())
    return "\n".join(row["text"] for row in rows)


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
@pytest.mark.parametrize("length", [50, 500, 5000])
def test_simplified_text_in_any_encoding(codec, length):
    news = simplified_news()
    chance = random.Random(f"{codec}{length}")
    for _ in range(10):
        at = chance.randrange(len(news) - length)
        text = news[at : at + length].encode(codec, "ignore").decode(codec).removeprefix("\ufeff")
        assert decode(text.encode(codec)) == text


@pytest.mark.parametrize("codec", ["utf-8", "cp950", "big5hkscs", "utf-16", "utf-16-be", "gb18030"])
@pytest.mark.parametrize("length", [20, 50, len(TRADITIONAL)])
def test_traditional_text_in_any_encoding(codec, length):
    for at in range(0, len(TRADITIONAL) - length + 1, 7):
        text = TRADITIONAL[at : at + length]
        assert decode(text.encode(codec)) == text


@pytest.mark.parametrize("text", ["喆勇出任远川新能源董事长，总投资30亿元", "石墨烯导热膜项目落户", "１０％"])
def test_rare_characters_and_short_texts(text):
    assert decode(text.encode("utf-8")) == text
    assert decode(text.encode("gb18030")) == text


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("한국 정부는 오늘 새로운 투자 계획을 발표했다. 반도체 공장 건설이 시작된다.", "euc-kr"),
        ("日本政府は本日、新たな投資計画を発表した。半導体工場の建設が始まる。", "shift_jis"),
        ("日本政府は本日、新たな投資計画を発表した。半導体工場の建設が始まる。", "euc-jp"),
        ("Правительство объявило о новом плане инвестиций", "cp1251"),
        ("Les investissements étrangers ont été très élevés, à côté de la région", "latin-1"),
    ],
)
def test_other_languages_are_never_read_as_garbled_chinese(text, codec):
    with pytest.raises(ReadError, match=r"not UTF-8: byte 0x.. at offset"):
        decode(text.encode(codec))


@pytest.mark.parametrize(
    ("declared", "codec"), [("gb2312", "utf-8"), ("utf-8", "gbk"), ("iso-8859-1", "gbk"), ("big5", "gbk"), ("x", "gbk")]
)
def test_wrong_declaration_is_corrected(declared, codec):
    assert decode(LONGER.encode(codec), [declared]) == LONGER


def test_declaration_decides_what_is_too_short_to_tell():
    assert guess("趙雪".encode("cp950"), ["big5"]) == guess("趙雪".encode("cp950"), ["gbk", "big5"])
    assert guess(b"abc", ["gb2312"]) == "utf-8"


@pytest.mark.parametrize("codec", ["gbk", "latin-1", "cp1252"])
def test_text_that_was_garbled_before_is_a_reject(tmp_path, codec):
    damaged = LONGER.encode("utf-8").decode(codec, "ignore")
    assert "garbled before it was saved" in (garbling(damaged) or "")
    articles, rejects = read(write(tmp_path / "a.jsonl", line(text=damaged) + line(id="b")))
    assert [a.id for a in articles] == ["b"]
    assert "garbled before it was saved" in rejects[0].reason


def test_lost_characters_are_a_reject(tmp_path):
    _, rejects = read(write(tmp_path / "a.txt", "总投资锟斤拷亿元的项目开工。"))
    assert "it holds 锟斤拷" in rejects[0].reason


def test_no_article_of_the_gold_is_called_garbled():
    for row in GOLD.read_text("utf-8").splitlines():
        assert garbling(json.loads(row)["text"]) is None


@pytest.mark.parametrize("codec", ["gbk", "utf-16", "utf-16-le", "big5"])
def test_lines_in_other_encodings(tmp_path, codec):
    text = TRADITIONAL if codec == "big5" else LONGER
    rows = "".join(line(id=str(i), text=text) for i in range(3))
    articles, rejects = read(write(tmp_path / "a.jsonl", rows.encode("cp950" if codec == "big5" else codec)))
    assert not rejects
    assert [(a.id, a.text) for a in articles] == [(str(i), text) for i in range(3)]


def test_bad_line_of_a_gbk_file_is_a_reject(tmp_path):
    bad = line(id="bad").encode("gbk").replace("项目".encode("gbk"), b"\xcf\xff")
    path = write(tmp_path / "a.jsonl", line(id="1").encode("gbk") + bad + line(id="3").encode("gbk"))
    articles, rejects = read(path)
    assert [a.id for a in articles] == ["1", "3"]
    assert rejects[0].line == 2
    assert "not GB18030" in rejects[0].reason


def test_cut_utf16_names_the_fault(tmp_path):
    path = write(tmp_path / "a.jsonl", (line(id="1") + line(id="2")).encode("utf-16")[:-1])
    articles, rejects = read(path)
    assert [a.id for a in articles] == ["1"]
    assert "the rest is not read" in rejects[0].reason
    assert read(write(tmp_path / "a.txt", TEXT.encode("utf-16")))[0][0].text == TEXT

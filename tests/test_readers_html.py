import email.mime.multipart
import email.mime.text
import json
import subprocess
import sys
from pathlib import Path

import pytest
from readerkit import LONGER, PAGE, TEXT, line, read, write

pytest.importorskip("trafilatura")

PAGES = Path(__file__).parent / "data" / "html"
NAMES = sorted(path.stem for path in PAGES.glob("*.html"))


@pytest.mark.parametrize("name", NAMES)
def test_page_gives_its_article(name):
    articles, rejects = read(PAGES / f"{name}.html")
    assert not rejects
    wanted = json.loads((PAGES / f"{name}.json").read_text("utf-8"))
    article = articles[0]
    assert [line for line in article.text.split("\n") if line not in wanted.get("also", [])] == wanted["text"]
    found = {"title": article.title, "source": article.source, "url": article.url, "published": article.published}
    found["published"] = article.published and str(article.published)
    assert found == {key: wanted[key] for key in found}


def test_there_are_enough_pages():
    assert len(NAMES) >= 12


def page(body: str, head: str = "") -> str:
    return f"<html><head>{head}</head><body>{body}<p>{LONGER}</p><p>{TEXT}</p></body></html>"


def article_of(tmp_path, content):
    articles, rejects = read(write(tmp_path / "a.html", content))
    assert not rejects
    return articles[0]


@pytest.mark.parametrize(
    ("shown", "day"),
    [
        ("2023-02-10 08:30", "2023-02-10"),
        ("2023年02月10日", "2023-02-10"),
        ("发布时间：2023年2月10日 08时30分", "2023-02-10"),
        ("发布日期: 2023/2/10　成文日期: 2023/2/6", "2023-02-10"),
        ("成文日期：2023-02-06　发布日期：2023-02-10", "2023-02-10"),
        ("2023.02.10", "2023-02-10"),
        ("发布时间：2023-02-10 来源：某报 更新时间：2024-01-01", "2023-02-10"),
        ("日期：2023-13-10", None),
        ("2月10日", None),
    ],
)
def test_day_in_its_chinese_forms(tmp_path, shown, day):
    article = article_of(tmp_path, page(f"<h1>项目开工</h1><div>{shown}</div>"))
    assert (article.published and str(article.published)) == day
    assert article.text == f"{LONGER}\n{TEXT}"


def test_day_of_the_visit_is_not_the_day_of_publication(tmp_path):
    article = article_of(tmp_path, page("<div>今天是2024年5月6日 星期一</div><h1>项目开工</h1><div>2023-02-10</div>"))
    assert str(article.published) == "2023-02-10"
    assert article_of(tmp_path, page("<div>今天是2024年5月6日 星期一</div><h1>项目开工</h1>")).published is None


@pytest.mark.parametrize(
    ("script", "day"),
    [
        ('var ct = "1675985400";', "2023-02-10"),
        ("var createTime = '2023-02-10 23:59';", "2023-02-10"),
        ("window.ct = '1675958400';", "2023-02-10"),  # midnight in China, the day before in Greenwich
        ('var ct = "0000000000";', None),
    ],
)
def test_day_of_a_wechat_article_stands_in_its_script(tmp_path, script, day):
    content = f"<html><script>{script}</script><body><div id='js_content'><p>{LONGER}</p></div></body></html>"
    published = article_of(tmp_path, content).published
    assert (published and str(published)) == day


@pytest.mark.parametrize(
    ("shown", "source"),
    [
        ("来源：扬州日报", "扬州日报"),
        ("信息来源：县发展和改革局 浏览次数：12", "县发展和改革局"),
        ("来源:新华网作者：张三", "新华网"),
        ("稿源： 江原网", "江原网"),
        ("來源：海島日報", "海島日報"),
        ("作者：张三", None),
    ],
)
def test_source_in_its_chinese_forms(tmp_path, shown, source):
    assert article_of(tmp_path, page(f"<h1>项目开工</h1><div>2023-02-10 {shown}</div>")).source == source


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<link rel="canonical" href="https://x.cn/1.html">', "https://x.cn/1.html"),
        ('<meta property="og:url" content="https://x.cn/2.html">', "https://x.cn/2.html"),
        ("<!-- saved from url=(0020)https://x.cn/3.html -->", "https://x.cn/3.html"),
        ('<link rel="canonical" href="https://x.cn/"><meta property="og:url" content="/2.html">', None),
    ],
)
def test_address(tmp_path, head, url):
    assert article_of(tmp_path, page("<h1>项目开工</h1>", head)).url == url


NOTE = "免责声明：本网站转载的文章均来源于网络，版权归原作者所有，不代表本站观点，投资者据此操作风险自担。" * 6
STORY = f"<p>{LONGER}</p><p>{TEXT}</p>"


@pytest.mark.parametrize(
    "body",
    [
        f"<p>{LONGER}</p></body></html>\n<p>{TEXT}</p></body></html>",
        f"<div class='content'>{STORY}</div><div class='disclaimer'><p>{NOTE}</p></div>",
        f"<div class='content'>{STORY}</div><div class='mobile' style='display:none'>{STORY}</div>",
    ],
    ids=["two ends", "note longer than the story", "story twice"],
)
def test_story_comes_whole_and_once(tmp_path, body):
    assert article_of(tmp_path, f"<html><head><title>开工</title></head><body>{body}</body></html>").text == (
        f"{LONGER}\n{TEXT}"
    )


@pytest.mark.parametrize(("info", "day"), [("<div>发布时间：2020-02-10</div>", "2020-02-10"), ("", "None")])
def test_day_in_the_headline_is_not_the_day_of_publication(tmp_path, info, day):
    article = article_of(tmp_path, page(f"<h1>2020年5月1日前开工！16个项目</h1>{info}"))
    assert str(article.published) == day


def test_exported_page_without_a_day_has_none(tmp_path):
    content = f"<html><body><h1>开工</h1><em id='publish_time'></em><div id='js_content'>{STORY}</div></body></html>"
    article = article_of(tmp_path, content)
    assert (article.published, article.text) == (None, f"{LONGER}\n{TEXT}")


@pytest.mark.parametrize("codec", ["utf-8", "gbk", "utf-16"])
@pytest.mark.parametrize("declared", ["gb2312", "utf-8", ""])
def test_encoding_of_pages(tmp_path, codec, declared):
    content = page("<h1>项目开工</h1>", f'<meta charset="{declared}">' if declared else "")
    assert article_of(tmp_path, content.encode(codec)).text == f"{LONGER}\n{TEXT}"


def test_bad_byte_outside_the_article_does_no_harm(tmp_path):
    content = page("<h1>项目开工</h1><div class='nav'>首页</div>").encode().replace("首".encode(), b"\xff", 1)
    assert article_of(tmp_path, content).text == f"{LONGER}\n{TEXT}"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (page("").encode().replace("项".encode(), b"\xff", 1), "not UTF-8: byte 0xff"),
        (b"<html><body></body></html>", "no text of an article"),
        (b"<html></html>", "no text of an article"),
        (b"<!-- nothing -->", "no"),
        (b"<html><body><p>Plant worth 20 billion yuan opened today in the city.</p></body></html>", "no Chinese"),
    ],
)
def test_faulty_page_is_a_reject(tmp_path, content, reason):
    articles, rejects = read(write(tmp_path / "a.html", content), write(tmp_path / "b.html", PAGE))
    assert [a.id for a in articles] == ["b.html"]
    assert reason in rejects[0].reason


def test_deep_page_is_read(tmp_path):
    assert TEXT in article_of(tmp_path, "<html><body>" + "<div>" * 1000 + f"<p>{TEXT}</p>").text


@pytest.mark.parametrize("name", ["a.html", "a.htm", "a.shtml", "a.php", "a.txt", "a", "A.HTML"])
def test_pages_come_under_many_names(tmp_path, name):
    articles, rejects = read(write(tmp_path / name, PAGE))
    assert not rejects
    assert (articles[0].title, articles[0].text) == ("开工", f"{LONGER}\n{TEXT}")


def test_row_with_a_page_in_place_of_a_text(tmp_path):
    row = json.dumps({"id": "a", "html": PAGE, "来源": "某报"}, ensure_ascii=False)
    articles, rejects = read(write(tmp_path / "a.jsonl", row + "\n" + line(id="b")))
    assert not rejects
    assert (articles[0].title, articles[0].source, articles[0].text) == ("开工", "某报", f"{LONGER}\n{TEXT}")


@pytest.mark.parametrize("charset", ["utf-8", "gb2312"])
@pytest.mark.parametrize("name", ["a.mhtml", "a.mht", "a"])
def test_page_saved_in_one_file(tmp_path, charset, name):
    message = email.mime.multipart.MIMEMultipart("related")
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = "https://x.cn/5.html"
    message.attach(email.mime.text.MIMEText(PAGE, "html", charset))
    message.attach(email.mime.text.MIMEText("<html><body><p>广告</p></body></html>", "html", "utf-8"))
    articles, rejects = read(write(tmp_path / name, message.as_bytes()))
    assert not rejects
    assert (articles[0].text, articles[0].url) == (f"{LONGER}\n{TEXT}", "https://x.cn/5.html")


def test_saved_page_without_a_page_is_a_reject(tmp_path):
    _, rejects = read(write(tmp_path / "a.mht", "MIME-Version: 1.0\nContent-Type: text/plain\n\nabc"))
    assert "no web page in the file" in rejects[0].reason


@pytest.mark.parametrize(
    ("module", "name", "content", "command"),
    [
        ("lxml", "a.html", PAGE, "pip install 'kaigong[html]'"),
        ("trafilatura", "a.html", PAGE, "pip install 'kaigong[html]'"),
        ("openpyxl", "a.xlsx", "PK\x03\x04", "pip install 'kaigong[xlsx]'"),
        ("warcio", "a.warc", "WARC/1.0\r\n", "pip install 'kaigong[warc]'"),
    ],
)
def test_missing_package_names_the_command(tmp_path, module, name, content, command):
    write(tmp_path / name, content)
    code = (
        f"import sys; sys.modules[{module!r}] = None\n"
        "from kaigong.pipeline.cli import main\n"
        f"sys.argv = ['kaigong', 'extract', {name!r}]; main()"
    )
    result = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result.returncode == 2
    assert command in result.stderr
    assert "Traceback" not in result.stderr

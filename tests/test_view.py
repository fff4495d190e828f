"""The review page without a browser: its data, its safety, its command and its server."""

import base64
import hashlib
import http.client
import json
import re
import threading
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml
from exportkit import invoke, record, write
from viewkit import HOSTILE, embedded, emoji_record, html_of, plain, served

from kaigong.pipeline.view.data import ROW, collect
from kaigong.pipeline.view.page import SCRIPTS
from kaigong.pipeline.view.server import CorrectionsFile
from kaigong.pipeline.vocabulary import sections
from kaigong.schemas.errors import ConfigError

VIEW = Path(__file__).resolve().parents[1] / "pipeline" / "view"
PROJECT = record().projects[0].id
DECISION = {"article_id": "a", "project_id": PROJECT, "decision": "accept", "time": "2024-05-20T08:00:00Z"}


# ---- data


def test_a_row_holds_what_the_table_of_projects_holds():
    (row,) = collect([record(sums=("2000000000.5",))]).rows
    cells = dict(zip(ROW, row, strict=True))
    assert (cells["name"], cells["stage"], cells["value"], cells["currency"]) == (
        "甲项目", "under_construction", "2000000000.5", "CNY",
    )  # fmt: skip
    assert cells["places"] == [["江苏省", "扬州市", "仪征市"]]
    assert (cells["owner"], cells["code"], cells["division"]) == ("甲公司", "C3985", "C39")
    assert cells["dates"] == {"construction_start": ["2024-03-01", "2024-03-31", "actual"]}
    assert json.loads(json.dumps(row)) == row  # sums are strings, never floats


def test_a_country_abroad_is_filtered_by_like_a_province():
    abroad = {"text": "墨西哥蒙特雷", "start": 0, "end": 6, "rule": "place.abroad"}
    row = collect([plain(place={**abroad, "province": None, "city": None, "county": None})]).rows[0]
    assert row[ROW.index("places")] == [["墨西哥", None, None]]


def test_a_text_stands_once_however_many_projects_it_tells_of():
    html = html_of(collect([emoji_record()]))
    assert html.count("另一个项目叫") == 1
    (line,) = embedded(html, "articles")
    assert len(line["projects"]) == 2 and len(embedded(html, "rows")) == 2


def test_articles_without_projects_are_left_out_and_counted():
    bare = record(id="b").model_copy(update={"projects": ()})
    data = collect([record(), bare])
    assert (len(data.heads), data.without) == (1, 1)


def test_texts_given_beside_the_records_are_used_only_if_they_fit():
    kept, said = emoji_record(), []
    text = kept.article.text
    bare = kept.model_copy(update={"article": kept.article.model_copy(update={"text": None})})
    fits = collect([bare], {"emoji": text}, said.append)
    assert json.loads(fits.lines[0])["article"]["text"] == text and fits.heads[0][-1] is True and not said
    other = collect([bare], {"emoji": text.replace("𠮷", "吉")}, said.append)
    assert "text" not in json.loads(other.lines[0])["article"] or other.heads[0][-1] is False
    assert said[0].startswith("emoji: the text is not the one that was extracted")


# ---- the page


class Elements(HTMLParser):
    """Counts elements and remembers attributes that could run or load something."""

    def __init__(self):
        super().__init__()
        self.counts, self.risky = {}, []

    def handle_starttag(self, tag, attrs):
        self.counts[tag] = self.counts.get(tag, 0) + 1
        self.risky += [(tag, name) for name, _ in attrs if name.startswith("on") or name in ("src", "href", "style")]


def elements(html):
    parser = Elements()
    parser.feed(html)
    return parser


def test_hostile_names_stay_data():
    hostile = record(id=HOSTILE, name=HOSTILE, title=HOSTILE, source=HOSTILE)
    html = html_of(collect([hostile]), reviewer=HOSTILE, served=HOSTILE)
    found = elements(html)
    assert found.counts == elements(html_of(collect([record()]))).counts
    assert not found.risky
    assert embedded(html, "rows")[0][ROW.index("name")] == HOSTILE
    assert embedded(html, "settings")["reviewer"] == HOSTILE
    assert embedded(html, "articles")[0]["projects"][0]["name"]["text"] == HOSTILE


def test_the_page_runs_only_its_own_scripts_and_loads_nothing():
    html = html_of(collect([record()]))
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)[1]
    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    assert len(scripts) == len(SCRIPTS)
    for script in scripts:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy and "connect-src 'none'" in policy and "unsafe-eval" not in policy
    assert "connect-src 'self'" in html_of(collect([record()]), served="x.jsonl")
    assert not elements(html).risky


def test_scripts_make_no_html_out_of_data():
    own = [VIEW / name for name in SCRIPTS if not name.startswith("vendor/")]
    assert own
    for path in own:
        text = path.read_text("utf-8")
        assert not re.search(r"(?:inner|outer|Adjacent)HTML|document\.write|\beval\b|new Function", text), path
        assert "</script" not in text and "<!--" not in text, path


def test_every_word_of_the_page_is_there_in_both_languages():
    words = yaml.safe_load((VIEW / "words.yaml").read_text("utf-8"))
    assert all(set(word) == {"en", "zh"} and all(word.values()) for word in words.values())
    code = "".join((VIEW / name).read_text("utf-8") for name in SCRIPTS if not name.startswith("vendor/"))
    code += (VIEW / "page.html").read_text("utf-8")
    used = set(re.findall(r'\bt\("(\w+)"', code)) | set(re.findall(r'data-w(?:-\w+)?="(\w+)"', code))
    assert used <= set(words)
    stems = set(re.findall(r"\bt\(`(\w+)\$", code))  # col_${name} and the like
    assert all(any(word.startswith(stem) for word in words) for stem in stems)
    spoken = used | {word for word in words if any(word.startswith(stem) for stem in stems)}
    tables = set(re.findall(r'"(\w+)"', code)) | set(re.findall(r"(?:data: \{ w: `)(\w+)_", code))
    unused = {w for w in words if w not in spoken and w not in tables and not w.startswith(("by_", "measure_"))}
    assert unused == set()


def test_vocabularies_are_those_of_the_exports():
    settings = embedded(html_of(collect([record()])), "settings")
    assert settings["vocabulary"]["Stage"] == sections()["Stage"]
    assert settings["divisions"] == {"C39": "计算机、通信和其他电子设备制造业"}


def test_echarts_is_as_its_makers_publish_it_and_its_licences_are_there():
    about = json.loads((VIEW / "vendor" / "about.json").read_text("utf-8"))
    assert hashlib.sha256((VIEW / "vendor" / about["file"]).read_bytes()).hexdigest() == about["sha256"]
    texts = {"LICENSE": "Apache License", "NOTICE": "Apache ECharts", "LICENSE-zrender": "BSD 3-Clause"}
    for name, words in texts.items():
        assert words in (VIEW / "vendor" / name).read_text("utf-8")


def test_the_same_records_give_the_same_page():
    assert html_of(collect([record(), emoji_record()])) == html_of(collect([record(), emoji_record()]))


# ---- the command


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_view_writes_a_page(folder):
    code, out, err = invoke("view", write("r.jsonl", record(), emoji_record()), "--lang", "en")
    assert (code, out) == (0, "")
    assert "3 projects in 2 articles → projects.html" in err and "1 of 2 articles without text" in err
    html = Path("projects.html").read_text("utf-8")
    assert embedded(html, "settings")["lang"] == "en" and embedded(html, "settings")["served"] is None


def test_view_takes_texts_of_articles(folder):
    kept = emoji_record()
    text = {"id": "emoji", "text": kept.article.text}
    Path("news.jsonl").write_text(json.dumps(text, ensure_ascii=False), "utf-8")
    bare = kept.model_copy(update={"article": kept.article.model_copy(update={"text": None})})
    code, out, err = invoke("view", write("r.jsonl", bare), "--against", "news.jsonl", "-o", "-")
    assert code == 0 and "without text" not in err
    assert embedded(out, "articles")[0]["article"]["text"] == kept.article.text


def test_view_reports_lines_that_are_no_records_and_shows_the_others(folder):
    code, _, err = invoke("view", write("r.jsonl", record(), "{}"), "-o", "p.html")
    assert code == 1 and "r.jsonl:2" in err
    assert len(embedded(Path("p.html").read_text("utf-8"), "rows")) == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--lang", "de"], "--lang de: expected en or zh"),
        (["--serve", "-o", "p.html"], "--serve and -o"),
        (["--corrections", "none.jsonl"], "none.jsonl: cannot be read"),
    ],
)
def test_view_says_what_is_wrong_with_its_options(folder, arguments, message):
    code, _, err = invoke("view", write("r.jsonl", record()), *arguments)
    assert code == 2 and message in err
    assert not Path("projects.html").exists()


def test_view_carries_decisions_made_before(folder):
    Path("c.jsonl").write_text(json.dumps(DECISION) + "\n", "utf-8")
    code, out, _ = invoke("view", write("r.jsonl", record()), "--corrections", "c.jsonl", "-o", "-")
    assert code == 0 and embedded(out, "settings")["corrections"] == [DECISION]


# ---- the server


def ask(server, method, path, body=None, **headers):
    connection = http.client.HTTPConnection(*server.server_address, timeout=5)
    try:
        headers = {"Host": server.authority, **{name.replace("_", "-"): value for name, value in headers.items()}}
        connection.request(method, path, body, {k: v for k, v in headers.items() if v is not None})
        answer = connection.getresponse()
        return answer.status, answer.read().decode("utf-8"), dict(answer.getheaders())
    finally:
        connection.close()


def send(server, decision, path=None, **headers):
    given = {"Origin": f"http://{server.authority}", "Content_Type": "application/json", **headers}
    body = decision if isinstance(decision, bytes) else json.dumps(decision).encode()
    return ask(server, "POST", path or f"/{server.token}/corrections", body, **given)


def test_the_page_is_answered_to_who_has_the_token_and_to_nobody_else(tmp_path):
    with served(tmp_path / "c.jsonl") as server:
        assert server.server_address[0] == "127.0.0.1" and len(server.token) >= 32
        status, body, headers = ask(server, "GET", f"/{server.token}/")
        assert (status, body, headers["Cache-Control"]) == (200, "<p>page</p>", "no-store")
        for path in ("/", "/wrong/", f"/{server.token}", f"/{server.token[:-1]}/", f"/{server.token}x/", "/%C3%A9/"):
            status, body, _ = ask(server, "GET", path)
            assert (status, "page" in body) == (404, False), path
        for path in (f"/{server.token}/../c.jsonl", f"/{server.token}/c.jsonl", f"/{server.token}/corrections"):
            assert ask(server, "GET", path)[0] == 404, path


def test_a_name_of_another_host_is_refused(tmp_path):
    with served(tmp_path / "c.jsonl") as server:
        port = server.server_address[1]
        for host in ("evil.example", f"evil.example:{port}", f"localhost:{port}", "127.0.0.1", ""):
            assert ask(server, "GET", f"/{server.token}/", Host=host)[0] == 404, host
        assert ask(server, "GET", f"/{server.token}/")[0] == 200


def test_decisions_are_appended_whole(tmp_path):
    path = tmp_path / "new" / "c.jsonl"
    with served(path) as server:
        assert send(server, DECISION)[0] == 204
        assert send(server, {**DECISION, "decision": "reject", "comment": "不是项目\n第二行"})[0] == 204
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert [row["decision"] for row in rows] == ["accept", "reject"] and rows[1]["comment"] == "不是项目\n第二行"


def test_many_decisions_at_once_do_not_mix(tmp_path):
    path = tmp_path / "c.jsonl"
    with served(path) as server:
        decisions = [{**DECISION, "comment": f"{i} " + "长" * 5000} for i in range(12)]
        threads = [threading.Thread(target=send, args=(server, decision)) for decision in decisions]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    comments = {json.loads(line)["comment"].split()[0] for line in path.read_text("utf-8").splitlines()}
    assert comments == {str(i) for i in range(12)}


def test_a_line_cut_by_a_crash_stays_alone(tmp_path):
    path = tmp_path / "c.jsonl"
    path.write_bytes(b'{"article_id": "a", "proj')
    with served(path) as server:
        assert send(server, DECISION)[0] == 204
    assert json.loads(path.read_text("utf-8").splitlines()[1])["decision"] == "accept"


@pytest.mark.parametrize(
    ("body", "headers", "status", "message"),
    [
        (DECISION, {"Origin": "http://evil.example"}, 404, ""),
        (DECISION, {"Origin": None}, 404, ""),
        (DECISION, {"Content_Type": "text/plain"}, 415, ""),
        (b"{", {}, 400, "Invalid JSON"),
        ({**DECISION, "decision": "maybe"}, {}, 400, "decision"),
        ({**DECISION, "decision": "correct", "slot": "amounts[0]"}, {}, 400, "value"),
        ({**DECISION, "extra": 1}, {}, 400, "extra"),
        (b"x" * ((1 << 20) + 1), {}, 413, ""),
    ],
    ids=["other origin", "no origin", "a form", "no json", "no decision", "no value", "unknown key", "too long"],
)
def test_what_is_no_decision_of_the_page_is_refused(tmp_path, body, headers, status, message):
    path = tmp_path / "c.jsonl"
    with served(path) as server:
        try:
            answered, text, _ = send(server, body, **headers)
        except (BrokenPipeError, ConnectionResetError):  # refused before all of the body was sent
            assert status == 413
        else:
            assert answered == status and message in text
        assert send(server, DECISION, "/wrong/corrections")[0] == 404
    assert path.read_bytes() == b""


def test_a_corrections_file_that_cannot_be_written_is_told_at_once(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(ConfigError, match="cannot be written"):
        CorrectionsFile(tmp_path / "file" / "c.jsonl").check()


def test_plain_records_differ_as_asked():
    made = plain(value="5", currency="USD", stage="signed", place={"province": "广东省", "city": None, "county": None})
    (row,) = collect([made]).rows
    cells = dict(zip(ROW, row, strict=True))
    assert (cells["value"], cells["currency"], cells["places"]) == ("5", "USD", [["广东省", None, None]])

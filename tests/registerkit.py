"""Small records for the register, made without extraction."""

import datetime
import hashlib

from kaigong.schemas.record import Record, project_id

PLACES = {
    "341125": ("安徽省", "滁州市", "定远县"),
    "341126": ("安徽省", "滁州市", "凤阳县"),
    "320904": ("江苏省", "盐城市", "大丰区"),
    "341502": ("安徽省", "六安市", "金安区"),
}


def record(article, name, published=None, source=None, text=None, duplicate_of=None, **project):
    """A record with one project; ``place`` a code of PLACES, ``total`` a sum in yuan, ``investor`` a name."""
    return records_of(article, [(name, project)], published, source, text, duplicate_of)


def records_of(article, projects, published=None, source=None, text=None, duplicate_of=None):
    """A record with several projects, each a name and what is known of it; names stand in a text of their own."""
    text = text or "。".join(name for name, _ in projects) + "。" * 20
    made = []
    for name, known in projects:
        start = text.index(name)
        span = {"text": name, "start": start, "end": start + len(name)}
        project = {"id": project_id(article, name, start), "name": span, "stage": known.get("stage")}
        if code := known.get("place"):
            province, city, county = PLACES[code]
            project["places"] = [{**span, "province": province, "city": city, "county": county, "adcode": code}]
        if total := known.get("total"):
            amount = {**span, "value": str(total), "currency": "CNY", "role": "total_investment", "status": "actual"}
            project["amounts"] = [amount]
        if investor := known.get("investor"):
            project["organisations"] = [{"text": investor, "start": 0, "end": len(investor), "role": "investor"}]
        made.append({**project, **{k: v for k, v in known.items() if k in ("metrics", "milestones", "phase_of")}})
    day = None if published is None else datetime.date.fromisoformat(published)
    article_info = {
        "id": article, "source": source, "published": day, "published_basis": None if day is None else "given",
        "sha256": hashlib.sha256(text.encode()).hexdigest(), "chars": len(text), "duplicate_of": duplicate_of,
    }  # fmt: skip
    return Record.model_validate({"schema": "kaigong/1", "article": article_info, "projects": made})

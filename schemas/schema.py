"""The JSON Schema of ``kaigong/1``, generated from the record models."""

import json
from typing import Any

from kaigong.schemas.record import Record

SCHEMA_FILE = "kaigong-1.schema.json"


def record_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of one record.

    It states types, vocabularies and patterns. What spans two fields (text against offsets, low against high) is
    checked by the models on top of it.
    """
    schema = Record.model_json_schema(mode="validation")
    schema["required"] = ["schema", *schema["required"]]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "kaigong/1", **schema}


def schema_text() -> str:
    """The schema as it stands in ``schemas/kaigong-1.schema.json``."""
    return json.dumps(record_schema(), ensure_ascii=False, indent=2) + "\n"

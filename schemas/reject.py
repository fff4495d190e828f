"""An article that gave no record, and why."""

from pydantic import BaseModel, ConfigDict, Field


class ArticleReject(BaseModel):
    """One input that became no record: where it stands, the stage that refused it, and the reason.

    ``article`` is its id where one was read; ``file`` and ``line`` say where it stands in the input, where known.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    stage: str = Field(min_length=1)
    reason: str = Field(min_length=1)
    article: str | None = None
    file: str | None = None
    line: int | None = None

    @property
    def place(self) -> str:
        """Where the fault is, for a message: ``file:line (id)`` with what is known of it."""
        where = self.file or ""
        if self.line is not None:
            where += f":{self.line}"
        if self.article is not None and self.article != self.file:
            where = f"{where} ({self.article})" if where else self.article
        return where or "input"

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}"

    def to_line(self) -> str:
        """The reject as one line of JSON, without the line break; what is no Unicode in it is escaped."""
        fields = self.model_dump()
        for name, value in fields.items():
            if isinstance(value, str):  # a file's name may hold any bytes
                fields[name] = value.encode("utf-8", "backslashreplace").decode("utf-8")
        return self.model_copy(update=fields).model_dump_json()

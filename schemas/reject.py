"""An article that gave no record, and why."""

from pydantic import BaseModel, ConfigDict, Field, field_validator


class ArticleReject(BaseModel):
    """One input that became no record: where it stands, the stage that refused it, and the reason.

    ``article`` is its id where one was read; ``file`` and ``line`` say where it stands in the input, where known.
    What is no Unicode in them is escaped.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    stage: str = Field(min_length=1)
    reason: str = Field(min_length=1)
    article: str | None = None
    file: str | None = None
    line: int | None = None

    @field_validator("reason", "article", "file", mode="before")
    @classmethod
    def _escape(cls, value: object) -> object:
        # A file's name may hold any bytes, and a reason may quote it, or a header that cannot be decoded.
        return value.encode("utf-8", "backslashreplace").decode("utf-8") if isinstance(value, str) else value

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
        """The reject as one line of JSON, without the line break."""
        return self.model_dump_json()

"""The command ``schema``."""

import typer


def schema() -> None:
    """Print the JSON Schema of the records."""
    from kaigong.schemas.schema import schema_text

    typer.echo(schema_text(), nl=False)

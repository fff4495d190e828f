"""The command ``explain``."""

from typing import Annotated

import typer

from kaigong.pipeline.commands.options import (
    FAILED,
    OK,
    IdKey,
    Inputs,
    Model,
    Published,
    PublishedKey,
    Rules,
    Segmenter,
    SourceKey,
    Tagger,
    TextKey,
    TitleKey,
    UrlKey,
    inputs_or_stdin,
    make_pipeline,
    read_options,
    say,
    usage_error,
)

_IDS_TOLD = 3


def explain(
    inputs: Inputs = None,
    only: Annotated[str | None, typer.Option("--id", metavar="ID", help="Only the article with this id.")] = None,
    mentions: Annotated[
        bool, typer.Option("--mentions", help="All mentions too, not only projects and targets.")
    ] = False,
    published: Published = None,
    text_key: TextKey = "text",
    id_key: IdKey = "id",
    title_key: TitleKey = "title",
    source_key: SourceKey = "source",
    published_key: PublishedKey = "published",
    url_key: UrlKey = "url",
    segmenter: Segmenter = "jieba",
    tagger: Tagger = "lac",
    model: Model = None,
    rules: Rules = None,
) -> None:
    """Say of every value why it is there: its words, its sentence, the rule and the stage that made it.

    INPUT is an article, a file of records as extract writes them or a folder of batch (sentences are shown if these
    kept the texts).
    """
    from kaigong.pipeline.explain import explain as run
    from kaigong.pipeline.explain import iter_explained
    from kaigong.pipeline.show import terminal
    from kaigong.schemas.reject import ArticleReject

    console = terminal()
    given = inputs_or_stdin(inputs)
    shown, rejects = 0, 0
    others: list[str] = []
    options = read_options(published, text_key, id_key, title_key, source_key, published_key, url_key)
    for result in iter_explained(make_pipeline(segmenter, tagger, model, True, rules), given, options, say):
        if isinstance(result, ArticleReject):
            rejects += 1
            say(str(result))
        elif only is None or result.article.id == only:
            if shown:
                console.rule()
            run(result, console, mentions=mentions)
            shown += 1
        elif len(others) < _IDS_TOLD:
            others.append(result.article.id)
    if only is not None and not shown:
        known = f"; ids there: {', '.join(others)}{', …' if len(others) == _IDS_TOLD else ''}" if others else ""
        usage_error(f"--id {only}: no such article in {', '.join(given)}{known}")
    raise typer.Exit(FAILED if rejects else OK)

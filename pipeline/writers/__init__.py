"""Writers of tables, one file a format; ``kaigong.pipeline.export`` picks one by its name."""

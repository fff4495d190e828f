"""The commands, one a module; ``kaigong.pipeline.cli`` puts them together."""

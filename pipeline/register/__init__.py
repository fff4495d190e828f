"""The register: one entry a project over many articles, kept in a DuckDB file that new articles update."""

"""The review page of ``kaigong view``: one self-contained HTML file, or the same page served to this machine alone.

``data`` makes of records what the page shows, ``page`` puts the page together, ``server`` serves it and takes
decisions. The page itself is plain HTML, CSS and JavaScript beside this file; ``words.yaml`` holds its words in both
languages.
"""

"""Records to and from the formats of annotation tools: marks on the text, and links between them."""

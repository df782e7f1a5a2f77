"""Rules about lists of words in the frontmatter: tags, categories, keywords, places, dates."""

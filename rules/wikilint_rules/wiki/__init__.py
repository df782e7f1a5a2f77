"""Rules about what was left of MediaWiki and HTML when a page was converted."""

from wikilint.testing import law_tests

test_rules = law_tests("wikilint_shouting", "fixtures")

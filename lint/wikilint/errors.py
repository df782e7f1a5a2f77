"""What a user can put right: one clear line on stderr, exit code 2."""


class UsageError(Exception):
    """A request that cannot be carried out as it stands; the message says what is wrong and what to do."""

"""The domain: plans, periods, people, ratings and the rules they obey."""

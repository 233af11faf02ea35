"""What of a draft gets past those who can block it, and is a dumb guess as good?

`setter` is the acceptance set of veto players and alternating offers, `spatial` KTAB's model of who prevails; `draft` puts both
over ranges beside their rivals; `scope` counts in the law what a text forbids; `files` reads what users write.
"""

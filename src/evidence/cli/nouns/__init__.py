"""What the database holds, one noun a file; `command` is the Click group of its verbs."""

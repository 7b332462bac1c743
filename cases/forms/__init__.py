"""What is typed about cases, checked before a service sees it."""

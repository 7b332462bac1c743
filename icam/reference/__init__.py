"""Reference data as the application is first filled with it; administrators edit the rows afterwards.

Each list is a tuple of frozen rows with a permanent code and a name in four languages. `confirmed` is False for what
no public source confirms: it is shown as "to be confirmed" until someone at the Office has looked at it.
"""

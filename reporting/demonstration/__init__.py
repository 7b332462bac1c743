"""The demonstration: an office that never was, with a year that is like the published one and odd paths of every kind.

Everything is invented. From one seed, one size and one day follows always the same office: `volumes` decides which
households there are and what is to become of them, `lives` dates every step, `published` deals the counted facts of
2023 so that its figures are the published ones, `records` turns lives into rows, `store` copies them in.
"""

"""Behind `launch.py`: what installs, starts, watches and stops everything, with the standard library alone."""

"""Files of persons and cases: read, understood, put together; nothing here knows the database.

1. `tables.read` makes a table of text out of the bytes of a CSV or XLSX file, or says why it cannot.
2. `columns` says which column of the file is which of ours.
3. `lines.parse` reads a row: values as the forms would take them, and a sentence for each that they would refuse.
4. `households.gather` puts the rows of one household together.
"""

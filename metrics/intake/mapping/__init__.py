"""Tables in anybody's own form → figures: what a table says of its cells is proposed, a person decides, the decision is kept.

`table` is a sheet as it stands. `layout` finds its parts, `words` tell what headings and names of rows are; `propose` makes a
`SheetMap` of them, the decision how one shape of table is read (`model`). `figures` reads a table by it: `amounts` its numbers,
`whose` its names, `when` its periods (as in `periods`), `quotes` the words of each figure, `totals` its sums, `aside` the rest.
`kept` writes a mapping as TOML and finds it again by the shape of the next file.
"""

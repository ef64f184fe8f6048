"""A question → its result: plan, SQL, rows, comparisons; parts of results, rankings, citations."""

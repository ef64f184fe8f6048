"""What the pages share: the view, filters and choices, blocks, charts, evidence, comparisons."""

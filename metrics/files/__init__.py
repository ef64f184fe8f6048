"""Results → files to download: CSV, Excel, Parquet, Word."""

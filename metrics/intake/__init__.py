"""How figures come in: articles and tables read, drafts checked, batches kept and taken back."""

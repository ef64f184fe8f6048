"""What a reader reads: the words for codes, numbers, periods, names and sentences, in two languages."""

// Placeholder: replaced with the first real file.

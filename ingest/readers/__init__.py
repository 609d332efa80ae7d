"""One reader a file format: each turns a source file into a policy document."""

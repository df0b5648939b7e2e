"""What is kept in the database. Every record says whose it is; a file of SQLite holds one side's alone."""

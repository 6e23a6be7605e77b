"""What is kept on disk: whole files, what git knows of them, and where a stop has to wait."""

"""Make documents of bytes: read each kind of file, detect languages, cut sentences."""

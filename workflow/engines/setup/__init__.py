"""What engines need on this machine: fetch, install and examine packages and models."""

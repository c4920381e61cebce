"""What a hundred times as many pages cost the readers of lists, searches and single pages."""

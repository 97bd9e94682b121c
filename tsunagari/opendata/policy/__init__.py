"""Pure writers: from what is published to rows, graphs, feeds and calendars."""

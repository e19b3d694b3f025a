"""Arguments to files: walking folders, patterns of names, what opens a URL, what newslint wrote itself."""

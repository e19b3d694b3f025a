"""Active rules over one article: asked, judged, settled among each other, and told."""

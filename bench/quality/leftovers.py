"""Pieces of pages, in wordings as sites have them. ``{title}`` is filled with another article's headline."""

from __future__ import annotations

GLUED = (
    "Advertisement Story continues below", "Article continues after advertisement", "[embedded content]",
    "Story continues below advertisement", "Click here to read more.", "(opens in new window)", "Scroll down for video",
    "Continue reading the main story", "Sign up for our free newsletter to get the news every day.",
    "Click to share on Twitter (Opens in new window)", "This advertisement has not loaded yet",
    "Subscribe now to read the full story.", "Follow us on Facebook and Twitter.", "Follow us on X for more stories.",
    "Media playback is not supported on this device", "Skip advertisement", "[/caption]", "Download our app for more.",
    "Please support our journalism with a donation.", "Listen to our podcast wherever you get your podcasts.",
    "We may earn a commission from links on this page.", "Click here to subscribe.", "Article continues below",
    "This story has been read 12 times. Click here to share it.", "Want more? Subscribe to our daily newsletter.",
)  # fmt: skip

LINES: dict[str, tuple[str, ...]] = {
    "teaser": ("READ MORE: {title}", "Also read: {title}", "Related: {title}", "READ NEXT: {title}", "WATCH: {title}", "See also: {title}", "» Don't miss: {title}"),
    "link list": ("Related Articles", "You May Also Like", "Most Read", "Trending Now", "More from this section", "Editor's Picks", "Recommended for you", "More stories like this"),
    "page control": ("Print this page", "Text size: A A A", "Listen to this article", "Save for later", "Copy link", "Bookmark this article"),
    "share": ("Share on Facebook", "Tweet this", "Share this story with friends", "Facebook Twitter WhatsApp Email", "42 Shares", "Share via Telegram"),
    "follow": ("Follow us on Instagram and Facebook", "Like us on Facebook", "Join our WhatsApp channel for breaking news", "Connect with us on LinkedIn", "Follow us on Google News"),
    "newsletter": ("Sign up for our weekly newsletter", "Get the day's news delivered to your inbox", "Enter your email address", "You can unsubscribe at any time.", "Subscribe to our newsletter for the latest"),
    "subscription": ("Subscribe to continue reading", "Already a subscriber? Log in", "This article is for subscribers only", "You have 3 free articles left this month", "Start your free trial today"),
    "donation": ("Support our journalism", "We rely on readers like you to fund our work.", "Please consider making a donation to our newsroom.", "Donate now", "Help us keep our reporting free for everyone."),
    "log-in": ("Log in", "Forgot your password?", "Create a free account", "Sign in with Google", "Remember me"),
    "comments": ("Leave a comment", "14 Comments", "Join the conversation", "Comments are closed.", "Be the first to comment", "Show comments", "Your email address will not be published."),
    "cookies": ("We use cookies to improve your experience on our site.", "Accept all cookies", "By continuing to use this site, you agree to our use of cookies.", "Privacy Policy", "Manage preferences"),
    "app": ("Download our app", "Get it on Google Play", "Turn on notifications", "Get breaking news alerts on your phone with our app", "Open in app"),
    "advert": ("Advertisement", "ADVERTISEMENT - CONTINUE READING BELOW", "Story continues below", "Skip ad", "Article continues after this ad"),
    "sponsored": ("Sponsored Content", "Paid post", "This content was paid for by an advertiser.", "Partner content", "Brought to you by Acme Seeds"),
    "affiliate": ("When you buy through links on our site, we may earn an affiliate commission.", "As an Amazon Associate we earn from qualifying purchases.", "Shop now", "Buy on Amazon"),
    "player": ("Media playback is not supported on this device", "Play video", "Now playing", "Loading the player...", "Close video", "Volume 90%"),
    "gallery": ("View gallery", "See more photos", "Image 3 of 12", "Next photo", "View slideshow", "Show caption"),
    "continue reading": ("Continue reading", "Read the full story", "Click here to read more", "Show more", "Page 1 of 3", "Read the rest of this story"),
    "click here": ("Click here to sign the petition.", "Tap here for more", "Visit our website for details.", "Click the link below to find out more.", "Learn more"),
    "navigation": ("Home > News > World", "Skip to main content", "Back to top", "Main menu", "« Previous", "Next article", "Search this site"),
    "tags": ("Tags: weather, fairs, rain", "Filed under: Weather", "Topics: Fairs", "Categories: News, Weather", "In this article: Weather, Oslo"),
    "box": ("Choose your location", "Today's forecast", "Local weather", "Currency converter", "Set your location"),
    "live blog": ("12 min ago", "Show key events only", "This live blog is closed", "Jump to", "Pinned post", "Live reporting"),
    "poll": ("Take our poll", "Vote now", "View results", "Total votes: 1,204", "This poll is closed", "Take the quiz"),
    "script": ("Please enable JavaScript to view this page.", "Loading...", "Error 404", "Please disable your ad blocker.", "undefined", "Your browser does not support the video tag."),
    "placeholder": ("[embedded content]", "View this post on Instagram", "Image caption", "This content is not available", "Embedded content from YouTube", "[video]"),
    "syndication": ("This article was originally published on Weather Daily.", "Republished with permission.", "This story first appeared in the Oslo Post.", "Read the original article on our site.", "The post {title} appeared first on Oslo Post."),
    "house promotion": ("Listen to our podcast", "Early bird tickets are on sale now", "Join our webinar on Friday", "Subscribe to our podcast on Spotify", "Register now"),
    "disclaimer": ("The views expressed in this article are the author's own.", "Disclaimer: This article is for informational purposes only.", "This is not investment advice.", "The opinions expressed here do not necessarily reflect the views of the paper."),
    "desk note": ("EMBARGOED UNTIL 6 P.M.", "-30-", "TK", "ATTN EDITORS: ADDS QUOTES", "###", "//ends"),
    "press release": ("FOR IMMEDIATE RELEASE", "Media contact: Jane Roe, 555 0100", "View original content", "Notes to editors:", "For media inquiries, please contact the press office."),
    "label or code": ("article-header.share-label", "Weather / Towns / Fairs", "- World News", "天氣新聞", "News » Oslo » Weather"),
}  # fmt: skip
"""Lines by class of boilerplate."""

"""Letters by e-mail: who gets one, what it says as text and as HTML, and how it leaves the house."""

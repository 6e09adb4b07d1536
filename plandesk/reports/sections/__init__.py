"""Each section is a function from its content and the theme to blocks."""

"""The help of the program: its pages, and the manual made of them."""

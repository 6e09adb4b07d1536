"""The page of packs: agenda, forms, preview, building."""

"""What parts organisations play, by what stands around them."""

"""Projects as an officer opens, saves and loses them."""

"""What Rolebook is held against: servers as their authors would write and run them."""

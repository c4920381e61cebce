"""What each list can be narrowed by. All fields that are given must hold."""

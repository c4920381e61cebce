"""How HTTP and the command line reach the rest."""

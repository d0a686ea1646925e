"""How the models that travel with the program are made: for developers, run by hand."""

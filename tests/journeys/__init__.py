"""Whole ways through Rolebook, each as a user goes it: real commands, real servers, real kills."""

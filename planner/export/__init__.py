"""Cases and plans as workbooks that people fill in and look at."""

"""What fills an installation: the sample library, role articles, exports of another one."""

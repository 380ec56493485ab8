"""Files that a council holds, brought into the case that is open, or a new one."""

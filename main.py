"""Start the planner: the window with no argument, a command with some."""

from ui import main

if __name__ == "__main__":
    main()

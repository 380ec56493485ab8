"""A module that takes a while to load, and says when it has begun to."""

import os
import time
from pathlib import Path

Path(os.environ["BEGUN"]).touch()
time.sleep(2.0)

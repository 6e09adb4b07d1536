import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # for writers.py
sys.path.insert(0, str(Path(__file__).parents[1] / "services"))  # for bad_workbooks.py

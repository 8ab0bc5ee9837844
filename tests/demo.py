"""The main job on the five documents, as an officer would run it: `make demo`."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
FOLDER = Path("demo")
DB = FOLDER / "viendan.db"
STEPS = (
    ("build", "data/documents"),
    ("documents",),
    ("who", "Chỉ thị 33/CT-TTg"),
    ("gaps", "82/NQ-HĐND"),
    ("graph", "82/NQ-HĐND", "-o", str(FOLDER / "graph.html")),
    ("report", "--html", str(FOLDER / "report.html")),
)


def main() -> int:
    (ROOT / FOLDER).mkdir(exist_ok=True)
    for step in STEPS:
        command, *rest = step
        words = [command, *rest, "--db", str(DB)]
        print("\n$ viendan " + " ".join(f'"{w}"' if " " in w else w for w in words), flush=True)
        done = subprocess.run([sys.executable, "-m", "viz.cli", *words], cwd=ROOT, check=False)
        if done.returncode:
            return done.returncode
    print(f"""
Đồ thị:  {(ROOT / FOLDER / "graph.html").as_uri()}
Báo cáo: {(ROOT / FOLDER / "report.html").as_uri()}
Tiếp tục (go on): source .venv/bin/activate, then
  viendan show "23-QĐ/TW" --db {DB}
  viendan check data/documents/phu-lien-chuong-trinh-hanh-dong-dan-van-2026.txt --db {DB}
  viendan serve --db {DB}""")
    return 0


if __name__ == "__main__":
    sys.exit(main())

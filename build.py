"""``python build.py …`` does what ``meetingsite build …`` does, from a fresh checkout."""

import sys
from pathlib import Path

if sys.version_info < (3, 11):
    sys.exit("错误：需要 Python 3.11 或更新的版本，这里是 " + sys.version.split()[0] + "。")

sys.path.insert(0, str(Path(__file__).resolve().parent / "src"))

if __name__ == "__main__":
    try:
        from meetingsite.cli import script
    except KeyboardInterrupt:
        sys.exit("已中断。没有发布，原来的网站没有动。")
    sys.exit(script())

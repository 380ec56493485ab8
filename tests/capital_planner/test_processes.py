"""Processes that share out work have loaded what they need, and use one thread."""

import ast
import os
import subprocess
import sys
from multiprocessing import forkserver
from pathlib import Path

import pytest

from capital_planner import processes
from capital_planner.processes import ONE_THREAD, loaded_once

ROOT = Path(processes.ROOT)
ASK = f"""
import os, signal, sys
sys.path.insert(0, {str(ROOT)!r})
from concurrent.futures import ProcessPoolExecutor
from capital_planner.processes import loaded_once
from tests.capital_planner.test_processes import told
if __name__ == "__main__":
    before, heard = dict(os.environ), signal.getsignal(signal.SIGINT)
    with ProcessPoolExecutor(1, loaded_once("capital_planner.needs")) as pool:
        print(pool.submit(told, "capital_planner.needs").result())
    assert dict(os.environ) == before
    assert signal.getsignal(signal.SIGINT) is heard
"""
STOPPED = """
import os, signal, time
from capital_planner.processes import loaded_once
os.setpgid(0, 0)
signal.signal(signal.SIGINT, signal.default_int_handler)
loaded_once("tests.capital_planner.loads_slowly")
while not os.path.exists(os.environ["BEGUN"]):
    time.sleep(0.1)
try:
    os.killpg(0, signal.SIGINT)
    time.sleep(60)
except KeyboardInterrupt:
    time.sleep(2.5)
"""


def told(module: str) -> tuple[bool, list[str | None]]:
    """Whether a module is there, and how many threads linear algebra may use."""
    return module in sys.modules, [os.environ.get(name) for name in ONE_THREAD]


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux")
def test_a_forked_process_has_the_module_wherever_it_is_started(tmp_path: Path) -> None:
    script = tmp_path / "ask.py"
    script.write_text(ASK)
    (tmp_path / "capital_planner.py").write_text("raise RuntimeError('not ours')")
    said = subprocess.run(  # noqa: S603 - our own words, with this interpreter
        [sys.executable, str(script)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert ast.literal_eval(said.stdout) == (True, ["1", "1", "1"])


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux")
def test_ctrl_c_while_they_load_is_answered_by_the_command_alone(
    tmp_path: Path,
) -> None:
    command = subprocess.Popen(  # noqa: S603 - our own command, to be stopped
        [sys.executable, "-c", STOPPED],
        cwd=ROOT,
        env=os.environ | {"BEGUN": str(tmp_path / "begun")},
        stderr=subprocess.PIPE,
        text=True,
    )
    said = command.communicate(timeout=60)[1]
    assert command.returncode == 0
    assert said == ""


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux")
def test_where_no_socket_can_be_made_each_process_is_new(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse() -> None:
        raise OSError

    monkeypatch.setattr(forkserver, "ensure_running", refuse)
    assert loaded_once("capital_planner.needs").get_start_method() == "spawn"


def test_elsewhere_each_process_is_new(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert loaded_once("capital_planner.needs").get_start_method() == "spawn"

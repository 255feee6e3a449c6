"""Lets schemathesis ask the real server, on SQLite in a temporary folder, with a token of an admin.

The first argument is the command line `tomada`. The questions are the same each time (a fixed seed), and bounded in number
and time. Whatever is found fails: a description that promises something else than the server does, or a server error.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
TOMADA = pathlib.Path(sys.argv[1]).resolve()
# An integration whose actions call nobody: no question leads out of this machine.
CATALOG = f"""
categories = ["examples"]
libraries = "{TOMADA.parent}"

[[integration]]
id = "hello"
version = "^0.1"
source = "{ROOT}/plugins/hello"
tier = "builtin"
"""
RULES = ["--config-file", ROOT / "xtask/schemathesis.toml"]
QUESTIONS = ["--seed", "1", "--max-examples", "8", "--phases", "examples,fuzzing"]
BOUNDS = ["--request-timeout", "10", "--no-shrink"]
LOOK = ["--no-color", "--output-sanitize", "true"]


def said(folder, *arguments):
    """What a command says as JSON."""
    command = [TOMADA, *arguments, "--json"]
    return json.loads(subprocess.run(command, cwd=folder, check=True, stdout=subprocess.PIPE).stdout)


def main():
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, "catalog.toml").write_text(CATALOG)
        said(folder, "lock")
        serve = [TOMADA, "serve", "--json", "--listen", "127.0.0.1:0"]
        server = subprocess.Popen(serve, cwd=folder, stdout=subprocess.PIPE)
        try:
            url = json.loads(server.stdout.readline())["url"]
            token = said(folder, "tokens", "--create", "questions", "--role", "admin")["secret"]
            ask = [pathlib.Path(sys.executable).parent / "schemathesis", *RULES, "run", f"{url}/openapi.json"]
            header = ["--header", f"Authorization: Bearer {token}"]
            return subprocess.run([*ask, *header, *QUESTIONS, *BOUNDS, *LOOK], cwd=folder).returncode
        finally:
            server.terminate()
            server.wait()


sys.exit(main())

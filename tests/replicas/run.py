#!/usr/bin/env python3
"""Three servers on one PostgreSQL behind nginx, while all goes wrong that can.

    cargo build --release && tests/replicas/run.py [QUESTIONS]

Reads without a pause through nginx, and checks every answer, while a large import runs, an importing
process, a server and the database's side of connections are killed, and the database is stopped for ten
seconds. Ends with 1 when a read failed or an answer was wrong; prints what it measured. Needs nginx and
PostgreSQL (`.ci/postgres` says where it looks); takes about two minutes.
"""
import http.client, json, os, shutil, signal, socket, subprocess, sys, tempfile, threading, time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
QBANK = os.environ.get("QBANK", os.path.join(ROOT, "target/release/qbank"))
COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
STOPPED = 10


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def ask(port, target, timeout=10):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    try:
        connection.request("GET", target)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def until(holds, what, patience=60):
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        try:
            if holds():
                return
        except (OSError, http.client.HTTPException):
            pass
        time.sleep(0.01)
    raise SystemExit(f"FAILED: {what} within {patience} s")


class Reader(threading.Thread):
    """Asks on and on, and holds every answer to what all servers must agree on."""

    totals = {}  # what each revision holds, once one answer has said so
    draws = {}  # the body of a draw by its seed and revision
    lock = threading.Lock()

    def __init__(self, port, seed):
        super().__init__(daemon=True)
        self.port, self.seed, self.asked, self.slowest = port, seed, 0, 0.0
        self.faults, self.going = [], True

    def run(self):
        while self.going:
            self.read(f"/v1/questions?limit=2&offset={self.asked % 30}", self.total)
            self.read(f"/v1/random?count=3&seed={self.seed}-{self.asked % 5}", self.draw)
            self.read("/v1/search?q=cache&limit=3", lambda answer: None)

    def read(self, target, check):
        begun = time.monotonic()
        try:
            status, body = ask(self.port, target)
        except (OSError, http.client.HTTPException) as error:
            self.faults.append(f"{target}: {error!r}")
            return
        self.asked += 1
        self.slowest = max(self.slowest, time.monotonic() - begun)
        # A search index that is being built for a large bank may say so.
        if status == 503 and target.startswith("/v1/search"):
            return
        if status != 200:
            self.faults.append(f"{target}: {status}")
            return
        wrong = check(json.loads(body))
        if wrong:
            self.faults.append(f"{target}: {wrong}")

    def total(self, answer):
        with self.lock:
            known = self.totals.setdefault(answer["revision"], answer["total"])
        if known != answer["total"]:
            return f"revision {answer['revision']} has {known} and {answer['total']} questions"

    def draw(self, answer):
        key = (answer["seed"], answer["revision"])
        ids = [question["id"] for question in answer["items"]]
        with self.lock:
            known = self.draws.setdefault(key, ids)
        if known != ids:
            return f"{key} gave {known} and {ids}"


class World:
    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="replicas-")
        os.chmod(self.folder, 0o755)
        self.cluster = os.path.join(self.folder, "postgres")
        self.processes, self.replicas, self.readers = [], [], []
        self.url = self.postgres("start")
        self.plain = dict(os.environ, DATABASE_URL=self.url)

    def postgres(self, what):
        script = os.path.join(ROOT, ".ci/postgres")
        done = subprocess.run([script, what, self.cluster], check=True, stdout=subprocess.PIPE, text=True)
        return done.stdout.strip()

    def sql(self, statement):
        done = subprocess.run(["psql", self.url, "-Atc", statement], check=True, stdout=subprocess.PIPE, text=True)
        return done.stdout.strip()

    def qbank(self, *arguments, **options):
        return subprocess.Popen([QBANK, *arguments], env=self.plain, cwd=self.folder,
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)

    def run(self, *arguments):
        status = self.qbank(*arguments).wait(300)
        assert status in (0, 1), f"qbank {' '.join(arguments)} ended with {status}"

    def replica(self, port):
        process = self.qbank("serve", "--listen", f"127.0.0.1:{port}")
        self.processes.append(process)
        return process

    def start(self):
        self.run("seed")
        self.ports = [free_port() for _ in range(3)]
        self.replicas = [self.replica(port) for port in self.ports]
        for port in self.ports:
            until(lambda: ask(port, "/readyz")[0] == 200, f"the server on {port} is ready")
        self.front = free_port()
        upstream = "\n".join(f"server 127.0.0.1:{port} max_fails=1 fail_timeout=1s;" for port in self.ports)
        configuration = os.path.join(self.folder, "nginx.conf")
        with open(configuration, "w") as file:
            file.write(f"""
                pid {self.folder}/nginx.pid; error_log {self.folder}/nginx.log; daemon off;
                worker_processes 1; events {{ worker_connections 1024; }}
                http {{
                    access_log off;
                    client_body_temp_path {self.folder}; proxy_temp_path {self.folder};
                    fastcgi_temp_path {self.folder}; uwsgi_temp_path {self.folder}; scgi_temp_path {self.folder};
                    upstream replicas {{ {upstream} keepalive 32; }}
                    server {{
                        listen 127.0.0.1:{self.front};
                        location / {{
                            proxy_pass http://replicas; proxy_http_version 1.1;
                            proxy_set_header Host $host; proxy_set_header Connection "";
                            proxy_next_upstream error timeout http_502 http_503;
                        }}
                    }}
                }}""")
        self.processes.append(subprocess.Popen([NGINX, "-c", configuration], stderr=subprocess.DEVNULL))
        until(lambda: ask(self.front, "/livez")[0] == 200, "nginx answers")
        self.readers = [Reader(self.front, seed) for seed in "abc"]
        for reader in self.readers:
            reader.start()

    def revision(self, port):
        return json.loads(ask(port, "/v1/questions?limit=1")[1])["revision"]

    def shown(self, revision, since):
        """Seconds from `since` until each server shows that revision."""
        lags = {}
        def look():
            for port in self.ports:
                if port not in lags and self.revision(port) >= revision:
                    lags[port] = time.monotonic() - since
            return len(lags) == len(self.ports)
        until(look, f"revision {revision} shows everywhere")
        return " ".join(f"{lag:.2f}" for lag in lags.values())

    def bank(self, name, count):
        path = os.path.join(self.folder, name)
        with open(path, "w") as file:
            for at in range(count):
                file.write(json.dumps({
                    "question": f"What does item {at} of {name} do with a cache of {at * 7 % 1000} entries?",
                    "answer": f"It keeps {at} of them, in order. " * 8, "category": "database",
                    "tags": [f"tag-{at % 50}"], "difficulty": ["easy", "medium", "hard"][at % 3],
                }) + "\n")
        return path

    def end(self):
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            process.wait()
        self.postgres("stop")
        shutil.rmtree(self.folder)


def say(text):
    print(text, flush=True)


def import_while_reading(world):
    path = world.bank("large.ndjson", COUNT)
    before = int(world.sql("SELECT revision FROM bank"))
    begun = time.monotonic()
    world.run("import", path)
    committed = time.monotonic()
    lags = world.shown(before + 1, committed)
    say(f"import of {COUNT}: {committed - begun:.1f} s; shown after {lags} s")


def small_changes(world):
    lags = []
    for at in range(10):
        revision = int(world.sql(f"UPDATE questions SET minutes = {at + 1} WHERE number = 1; SELECT revision FROM bank").split()[-1])
        lags.append(world.shown(revision, time.monotonic()))
    say(f"ten edits by hand, the slowest server: {max(float(lag) for line in lags for lag in line.split()):.2f} s")


def database_away(world):
    before = [world.revision(port) for port in world.ports]
    world.postgres("stop")
    begun = time.monotonic()
    until(lambda: all(json.loads(ask(port, "/readyz")[1])["status"] == "behind" for port in world.ports),
          "every server says that it is behind", STOPPED)
    noticed = time.monotonic() - begun
    time.sleep(max(0.0, STOPPED - noticed))
    assert [world.revision(port) for port in world.ports] == before
    assert all(ask(port, "/readyz")[0] == 200 for port in world.ports)
    metrics = ask(world.ports[0], "/metrics")[1].decode()
    behind = next(line for line in metrics.splitlines() if line.startswith("qbank_bank_behind_seconds"))
    world.postgres("again")
    back = time.monotonic()
    revision = int(world.sql("UPDATE questions SET minutes = 33 WHERE number = 1; SELECT revision FROM bank").split()[-1])
    lags = world.shown(revision, back)
    say(f"database away for {STOPPED} s: noticed after {noticed:.2f} s, {behind}; a change made then shown {lags} s after its return")


def kill_import(world):
    path = world.bank("killed.ndjson", COUNT)
    before = world.sql("SELECT revision, (SELECT count(*) FROM questions) FROM bank")
    importing = world.qbank("import", path)
    until(lambda: world.sql("SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'INSERT INTO questions%' AND state = 'active'") != "0",
          "the import writes", 120)
    importing.send_signal(signal.SIGKILL)
    importing.wait()
    until(lambda: world.sql("SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'INSERT INTO questions%'") == "0",
          "the killed import is gone", 30)
    assert world.sql("SELECT revision, (SELECT count(*) FROM questions) FROM bank") == before
    say("import killed while it wrote: nothing of it is there")


def kill_replica(world):
    victim = world.replicas[0]
    victim.send_signal(signal.SIGKILL)
    victim.wait()
    time.sleep(1)
    begun = time.monotonic()
    world.replicas[0] = world.replica(world.ports[0])
    until(lambda: ask(world.ports[0], "/readyz")[0] == 200, "the killed server is back")
    say(f"server killed; a new one is ready after {time.monotonic() - begun:.2f} s")


def kill_backends(world):
    world.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'qbank'")
    begun = time.monotonic()
    revision = int(world.sql("UPDATE questions SET minutes = 44 WHERE number = 1; SELECT revision FROM bank").split()[-1])
    say(f"the database's side of every connection killed; a change made then shown after {world.shown(revision, begun)} s")


def database_load(world):
    def commits():
        return int(world.sql("SELECT xact_commit FROM pg_stat_database WHERE datname = 'postgres'"))
    time.sleep(35)  # what loading has used is closed by then
    before, begun = commits(), time.monotonic()
    time.sleep(20)
    rest = (commits() - before) / (time.monotonic() - begun) / 3
    connections = world.sql("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'qbank'")
    before = commits()
    world.shown(int(world.sql("UPDATE questions SET minutes = 55 WHERE number = 1; SELECT revision FROM bank").split()[-1]), time.monotonic())
    time.sleep(1.5)
    say(f"database at rest: {rest:.2f} transactions a second and {int(connections) / 3:.1f} connections a server; "
        f"a small change: about {(commits() - before) / 3 - 2.5 * rest:.1f} transactions a server")


def main():
    world = World()
    try:
        world.start()
        for step in (import_while_reading, small_changes, database_away, kill_import, kill_replica, kill_backends):
            step(world)
        for reader in world.readers:
            reader.going = False
        for reader in world.readers:
            reader.join(20)
        faults = [fault for reader in world.readers for fault in reader.faults]
        asked = sum(reader.asked for reader in world.readers)
        slowest = max(reader.slowest for reader in world.readers)
        database_load(world)
        say(f"{asked} reads through nginx, the slowest {slowest:.2f} s; revisions seen: {sorted(Reader.totals.items())[:3]} ...")
        for fault in faults[:20]:
            say(f"FAULT {fault}")
        say("no failed read and no wrong answer" if not faults else f"FAILED: {len(faults)} faults")
        return 1 if faults else 0
    finally:
        world.end()


if __name__ == "__main__":
    sys.exit(main())

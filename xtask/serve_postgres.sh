#!/bin/sh
# PostgreSQL for the tests: a server in a temporary folder that listens on a Unix socket there and nowhere else. It says
# where it listens, and ends when its standard input does, so that it never outlives whoever started it.
# The first argument is the folder with initdb and postgres.
set -eu
bin=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap '' INT

# initdb and postgres refuse to run as root.
if [ "$(id -u)" = 0 ]; then
    user=$(id -un postgres 2>/dev/null || echo nobody)
    chown "$user" "$folder"
    as="setpriv --reuid=$user --regid=$(id -g "$user") --clear-groups"
else
    as=
fi

cd "$folder"
$as "$bin/initdb" --pgdata="$folder/data" --username=tomada --auth=trust --encoding=UTF8 --no-sync >"$folder/initdb.log"
# Nothing here needs to survive the machine.
$as "$bin/postgres" -D "$folder/data" -k "$folder" -c listen_addresses= -c fsync=off -c max_connections=400 \
    >"$folder/log" 2>&1 </dev/null &
server=$!
tries=0
until "$bin/pg_isready" --quiet --host="$folder"; do
    tries=$((tries + 1))
    if [ "$tries" = 200 ] || ! kill -0 "$server" 2>/dev/null; then
        cat "$folder/log" >&2
        exit 1
    fi
    sleep 0.1
done
echo "Listening at: postgres:///postgres?host=$folder&user=tomada" >&2
cat >/dev/null
# Immediate shutdown: https://www.postgresql.org/docs/current/server-shutdown.html
kill -QUIT "$server"
wait "$server" || true

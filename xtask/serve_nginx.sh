#!/bin/sh
# nginx for the benchmark: a service that answers at once with a small JSON, in a temporary folder, on a port of the
# loopback interface. It says where it listens, and ends when its standard input does, so that it never outlives whoever
# started it. The arguments are the program and the port.
set -eu
nginx=$1
port=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap '' INT

cat >"$folder/nginx.conf" <<CONFIG
daemon off;
worker_processes 1;
pid $folder/pid;
events { worker_connections 1024; }
http {
    access_log off;
    keepalive_requests 1000000000;
    client_body_temp_path $folder/body;
    proxy_temp_path $folder/proxy;
    fastcgi_temp_path $folder/fastcgi;
    uwsgi_temp_path $folder/uwsgi;
    scgi_temp_path $folder/scgi;
    server {
        listen 127.0.0.1:$port;
        location / {
            default_type application/json;
            return 200 '{"hello":"you"}';
        }
    }
}
CONFIG

"$nginx" -p "$folder" -c nginx.conf -e stderr >"$folder/log" 2>&1 </dev/null &
server=$!
tries=0
# It writes its number once it listens.
until [ -s "$folder/pid" ]; do
    tries=$((tries + 1))
    if [ "$tries" = 100 ] || ! kill -0 "$server" 2>/dev/null; then
        cat "$folder/log" >&2
        exit 1
    fi
    sleep 0.1
done
echo "Listening at: http://127.0.0.1:$port" >&2
cat >/dev/null
kill -TERM "$server"
wait "$server" || true

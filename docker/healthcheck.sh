#!/bin/bash
# Ends with 0 if a URL of the node in this container answers 200; /health/live unless another path is given. The image has neither curl nor
# a need for it: bash can speak enough HTTP.
set -u
path=${1:-/health/live}
port=${REPRISE_HTTP_PORT:-8080}

if ! exec 3<>"/dev/tcp/127.0.0.1/$port"; then
  echo "nothing listens on port $port"
  exit 1
fi
printf 'GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n' "$path" >&3
IFS= read -r -t 4 answer <&3 || answer="no answer"
answer=${answer%$'\r'}
echo "$path: $answer"
[[ $answer == "HTTP/1.1 200"* ]]

# scratch.sh DIRECTORY
#
# Removes DIRECTORY when standard input ends: its other end is a pipe that the process which uses the
# directory holds open. Servers below it (see supervise.sh) are given the time to end first.
trap : INT HUP QUIT TERM
read -r _
ticks=600
while [ "$ticks" -gt 0 ]; do
  live=
  for file in "$1"/*/server.pid; do
    [ -r "$file" ] && read -r supervisor _ <"$file" && kill -0 "$supervisor" 2>/dev/null && live=1
  done
  [ -n "$live" ] || break
  ticks=$((ticks - 1))
  sleep 0.1
done
rm -rf "$1"

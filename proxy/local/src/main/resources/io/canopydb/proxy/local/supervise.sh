# supervise.sh PIDFILE SIGNAL PATIENCE COMMAND...
#
# Runs COMMAND until it ends, until this script is sent TERM, or until standard input ends: its other
# end is a pipe that the process which wants the server holds open, so the server ends when that
# process does, however it does. Stopping is SIGNAL, and KILL after PATIENCE seconds.
# PIDFILE holds this script's process number and the server's, for as long as either may run.
pidfile=$1 signal=$2 patience=$3
shift 3

stop() {
  kill -s "$signal" "$server" 2>/dev/null
  ticks=$((patience * 10))
  while kill -0 "$server" 2>/dev/null; do
    [ "$ticks" -gt 0 ] || kill -s KILL "$server" 2>/dev/null
    ticks=$((ticks - 1))
    sleep 0.1
  done
}

exec 3<&0 </dev/null
# Caught, not ignored: the server must not inherit that.
trap : INT HUP QUIT
"$@" 3<&- &
server=$!
echo "$$ $server" >"$pidfile"
trap stop TERM

{
  read -r _
  stop
} <&3 &
watch=$!
exec 3<&-

while :; do
  wait "$server"
  status=$?
  kill -0 "$server" 2>/dev/null || break
done
kill "$watch" 2>/dev/null
rm -f "$pidfile"
exit "$status"

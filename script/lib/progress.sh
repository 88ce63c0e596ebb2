# One line that says how far a command is. To be sourced after setup.sh.

# with_progress TITLE COMMAND...: runs a command that prints lines such as "[12/80] Compiling …". On a
# terminal one line says which step it is at; elsewhere a line comes every half minute. All that the
# command printed is shown, on stderr, only if it fails.
with_progress() {
  local title=$1 log status=0 started=$SECONDS said=$SECONDS runs step shown=
  shift
  log=$(mktemp)
  "$@" >"$log" 2>&1 </dev/null &
  runs=$!
  while kill -0 "$runs" 2>/dev/null; do
    sleep 0.5
    step=$(tail -c 2000 "$log" | tr '\r' '\n' | sed -nE 's/^\[([0-9]+\/[0-9]+)\] (.*)$/\1: \2/p' | tail -1)
    if [ -t 2 ]; then
      printf '\r\033[K%.*s' "$(($(tput cols 2>/dev/null || echo 80) - 1))" \
        "$title, $((SECONDS - started)) s ${step:+($step)}" >&2
      shown=1
    elif [ $((SECONDS - said)) -ge 30 ]; then
      said=$SECONDS
      say "$title: $((SECONDS - started)) s${step:+, step $step}"
    fi
  done
  wait "$runs" || status=$?
  if [ -n "$shown" ]; then printf '\r\033[K' >&2; fi
  if [ "$status" -ne 0 ]; then cat "$log" >&2; fi
  rm -f "$log"
  return "$status"
}

# follow_tests TOTAL: passes on what swift test prints. On a terminal only what failed, what is said at the
# end, and one line that says how far it is; elsewhere everything, and a line each half minute.
follow_tests() {
  local total=$1 line how shown= ended=0 said=$SECONDS
  if [ -t 1 ]; then shown=$(($(tput cols 2>/dev/null || echo 80) - 1)); fi
  while IFS= read -r line; do
    how=
    case $line in
      \[[0-9]*/[0-9]*\]\ *) how="building: $line" ;;
      *" Test run with "*) ;;
      *" Test "*" passed after "* | *" Test "*" failed after "*)
        ended=$((ended + 1))
        how="$ended of about $total tests"
        ;;
    esac
    if [ -n "$shown" ]; then
      case $line in
        *" Test run with "* | *" failed after "*) printf '\r\033[K%s\n' "$line" ;;
        \[[0-9]*/[0-9]*\]\ * | *" Test "*" started." | *" Suite "* | *" passed after "*) ;;
        *) printf '\r\033[K%s\n' "$line" ;;
      esac
      if [ -n "$how" ]; then printf '\r\033[K%.*s' "$shown" "$how"; fi
      continue
    fi
    printf '%s\n' "$line"
    if [ -n "$how" ] && [ $((SECONDS - said)) -ge 30 ]; then
      said=$SECONDS
      say "$how"
    fi
  done
}

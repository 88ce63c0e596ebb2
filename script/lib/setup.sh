# What the scripts and .ci/run share. To be sourced, with `root` set to the project's folder.

say() { printf '%s: %s\n' "$(basename "$0")" "$*" >&2; }

# Runs a command and shows its output, on stderr, only if it fails.
quietly() {
  local log status=0
  log=$(mktemp)
  "$@" >"$log" 2>&1 </dev/null || status=$?
  if [ "$status" -ne 0 ]; then cat "$log" >&2; fi
  rm -f "$log"
  return "$status"
}

source "$root/script/lib/progress.sh"

is_installed() { dpkg -s "$1" 2>/dev/null | grep -q '^Status: install ok installed$'; }

# Installs the system libraries that the build needs, and a C++ compiler's headers if there are none.
ensure_packages() {
  if ! command -v swift >/dev/null; then
    say "needs Swift 6.2 or newer on the PATH: https://www.swift.org/install/linux/"
    exit 2
  fi
  if ! command -v dpkg >/dev/null; then
    # Not Debian: the build says what it misses.
    return
  fi
  local packages=(libyaml-dev libre2-dev libsqlite3-dev zlib1g-dev)
  if ! command -v g++ >/dev/null; then packages+=(g++); fi
  ensure_installed "${packages[@]}"
}

# ensure_installed PACKAGE...: installs those packages of Debian that are missing.
ensure_installed() {
  local package missing=()
  for package in "$@"; do
    is_installed "$package" || missing+=("$package")
  done
  if [ "${#missing[@]}" -eq 0 ]; then return; fi
  install_packages "${missing[@]}" || exit 2
}

# install_packages PACKAGE...: installs them with apt-get, or says what it needs.
install_packages() {
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
      say "needs these packages: apt-get install $*"
      return 1
    fi
    as_root=(sudo)
  fi
  say "installing $* with apt-get"
  quietly "${as_root[@]}" apt-get update || say "apt-get update failed, trying to install anyway"
  quietly "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install --yes --no-install-recommends "$@"
}

# ensure_tool NAME: installs the package that is called as the program NAME, unless the program is there.
# Fails where it can't be installed.
ensure_tool() {
  if command -v "$1" >/dev/null; then return; fi
  command -v dpkg >/dev/null && install_packages "$1"
}

# The commit that the sources are at; nothing if they are not those of a commit.
build_commit() {
  local commit
  commit=$(git -C "$root" rev-parse --verify --quiet HEAD 2>/dev/null) || return 0
  if [ -z "$(git -C "$root" status --porcelain -- Package.swift Sources script/lib/dist 2>/dev/null)" ]; then
    echo "$commit"
  fi
}

# ensure_binary [PRODUCT]: builds the release program plimsoll, or another one, at $binary, unless no
# source has changed since the last build. plimsoll is built without the packages for clusters.
ensure_binary() {
  local product=${1:-plimsoll} scratch="$root/.build" commit
  local options=(-c release --static-swift-stdlib)
  if [ "$product" = plimsoll ]; then
    scratch="$root/.build-without-clusters"
    options+=(-debug-info-format none)
  fi
  binary="$scratch/release/$product"
  # Folders count too: removing a file changes nothing else.
  local stamp="$scratch/release-built-$product" started
  if [ -x "$binary" ] && [ -e "$stamp" ] \
    && [ -z "$(find "$root/Package.swift" "$root/Sources" -newer "$stamp" -print -quit)" ]; then
    return
  fi
  say "building $product, because its sources are newer than the program (minutes the first time)"
  mkdir -p "$scratch"
  # Stamped with the time before the build: a source edited during it counts as newer.
  started=$(mktemp "$scratch/release-started.XXXXXX")
  # --version shows the build ID: four letters and the commit.
  commit=$(build_commit)
  if [ -n "$commit" ]; then options+=(-Xlinker "--build-id=0x504c494d$commit"); fi
  if ! (
    if [ "$product" = plimsoll ]; then export PLIMSOLL_WITHOUT_CLUSTERS=1; fi
    with_progress "building $product" swift build --package-path "$root" --scratch-path "$scratch" \
      --product "$product" "${options[@]}"
  ); then
    rm -f "$started"
    say "the build failed"
    exit 2
  fi
  mv "$started" "$stamp"
}

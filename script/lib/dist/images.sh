# The images. To be sourced after setup.sh.

# Programs that plimsoll runs, a shell for CI systems, and what these need; no package manager, no perl.
image_packages=(git ca-certificates openssh-client dash coreutils grep sed)
image_without='^(adduser|debconf|debianutils|dpkg|git-man|libaudit.*|libcap-ng.*|libdb.*|liberror-perl|libgdbm.*|libpam.*|libperl.*|libsemanage.*|libsepol.*|openssl|passwd|perl.*|tar)_'

# The packages and their versions, as in a system that has none yet.
list_image_packages() {
  apt-get -qq -o Dir::State::status=/dev/null -o APT::Install-Recommends=0 install --print-uris \
    "${image_packages[@]}" 2>/dev/null | awk '{ print $2 }' | grep -vE "$image_without" |
    sed -E 's/^([^_]+)_([^_]+)_.*$/\1=\2/; s/%3a/:/g'
}

# fetch_image_packages FOLDER: the packages, from the mirror of this system. Fails where apt can't.
fetch_image_packages() {
  local folder=$1 packages
  rm -rf "$folder"
  mkdir -p "$folder"
  # A new system knows of no packages until it is told to look.
  packages=$(list_image_packages) || { apt-get update && packages=$(list_image_packages); } || return
  (cd "$folder" && xargs apt-get -qq -o APT::Sandbox::User=root download <<<"$packages")
}

pack_images() {
  local product folder="$scratch/image-packages"
  say "fetching the packages of Debian for the images"
  if ! quietly fetch_image_packages "$folder"; then
    say "apt-get can't fetch the packages of Debian, so there are no images"
    return
  fi
  for product in plimsoll plimsoll-updater; do
    "$root/script/lib/dist/image" "$product" "$version" "$commit" "$SOURCE_DATE_EPOCH" \
      "$scratch/files-$product" "$folder" "$output/$product-$version-linux-$machine.spdx.json" \
      "$output/$product-$version-linux-$machine.oci.tar"
  done
}

# What goes into the packages of a program. To be sourced after setup.sh.

# lay_out PRODUCT BINARY FOLDER: the files of a program as they lie below /, made by the program itself.
lay_out() {
  local product=$1 binary=$2 folder=$3 doc="$3/usr/share/doc/$1"
  rm -rf "$folder"
  install -D -m 755 "$binary" "$folder/usr/bin/$product"
  mkdir -p "$doc" "$folder/usr/share/man/man1" "$folder/usr/share/bash-completion/completions" \
    "$folder/usr/share/zsh/vendor-completions" "$folder/usr/share/fish/vendor_completions.d"
  "$binary" man | gzip -9n >"$folder/usr/share/man/man1/$product.1.gz"
  "$binary" completion bash | sed "1{/^#!/d}" >"$folder/usr/share/bash-completion/completions/$product"
  "$binary" completion zsh >"$folder/usr/share/zsh/vendor-completions/_$product"
  "$binary" completion fish >"$folder/usr/share/fish/vendor_completions.d/$product.fish"
  "$root/script/lib/dist/bill" "$product" "$scratch" "$version" "$commit" "$SOURCE_DATE_EPOCH" \
    "$doc/licences" "$output/$product-$version-linux-$machine.spdx.json"
  find "$folder" -type f ! -path "$folder/usr/bin/*" -exec chmod 644 {} +
  find "$folder" -type d -exec chmod 755 {} +
  find "$folder" -exec touch --no-dereference --date "@$SOURCE_DATE_EPOCH" {} +
}

# pack_tar PRODUCT FOLDER: a tar.gz with one folder, to be unpacked anywhere or over /usr/local.
pack_tar() {
  local product=$1 folder=$2 name="$1-$version-linux-$machine"
  tar --create --sort=name --owner=0 --group=0 --numeric-owner --mtime "@$SOURCE_DATE_EPOCH" \
    --directory "$folder/usr" --transform "s,^\.,$name,S" --format=gnu . |
    gzip -9n >"$output/$name.tar.gz"
}

# pack_deb PRODUCT FOLDER: a package of Debian.
pack_deb() {
  local product=$1 folder="$2-deb" architecture depends about tags
  architecture=$(dpkg --print-architecture)
  case $product in
    plimsoll)
      depends="Recommends: git"
      about="checks Prow job configs
 Checks YAML, fields, jobs after defaults and presets, and the pods of jobs as
 Prow and Kubernetes do; finds all mistakes in one run and says how to fix them.
 It needs no cluster and no network."
      tags="embedded-library shared-library-lacks-prerequisites"
      ;;
    *)
      depends="Depends: ca-certificates, git, libc6 (>= 2.31)
Recommends: openssh-client"
      about="keeps ConfigMaps at what a Prow repository says
 A bot and a command that bring the files of a repository into ConfigMaps of
 clusters, as config_updater of Prow's plugins.yaml says."
      tags="embedded-library"
      ;;
  esac
  rm -rf "$folder"
  cp -a "$2" "$folder"
  mkdir -p "$folder/DEBIAN" "$folder/usr/share/lintian/overrides"
  deb_copyright >"$folder/usr/share/doc/$product/copyright"
  deb_changelog | gzip -9n >"$folder/usr/share/doc/$product/changelog.gz"
  deb_overrides "$product" "$tags" >"$folder/usr/share/lintian/overrides/$product"
  cat >"$folder/DEBIAN/control" <<CONTROL
Package: $product
Version: $version
Architecture: $architecture
Maintainer: $(deb_maintainer)
Installed-Size: $(du -k --apparent-size -s "$folder/usr" | cut -f1)
$depends
Section: devel
Priority: optional
Description: $about
CONTROL
  (cd "$folder" && find usr -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum >DEBIAN/md5sums)
  find "$folder" -type f ! -path "$folder/usr/bin/*" -exec chmod 644 {} +
  find "$folder" -type d -exec chmod 755 {} +
  find "$folder" -exec touch --no-dereference --date "@$SOURCE_DATE_EPOCH" {} +
  dpkg-deb --root-owner-group -Zgzip --build "$folder" "$output/${product}_${version}_$architecture.deb" >/dev/null
}

# Who hands the packages out; PLIMSOLL_MAINTAINER says so.
deb_maintainer() { echo "${PLIMSOLL_MAINTAINER:-Plimsoll <plimsoll@localhost.localdomain>}"; }

deb_copyright() {
  cat <<COPYRIGHT
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: plimsoll
Comment: The licences of what is linked into the program are in the folder licences.

Files: *
Copyright: $(date --utc --date "@$SOURCE_DATE_EPOCH" +%Y) the authors of Plimsoll
License: Apache-2.0
 On Debian systems, the full text of the Apache License 2.0 is in
 /usr/share/common-licenses/Apache-2.0.
COPYRIGHT
}

deb_changelog() {
  cat <<CHANGELOG
plimsoll ($version) stable; urgency=medium

  * Version $version; what has changed is in CHANGELOG.md of the sources.

 -- $(deb_maintainer)  $(LC_ALL=C date --utc --rfc-email --date "@$SOURCE_DATE_EPOCH")
CHANGELOG
}

# The programs bring what they need, so that they run on old systems: that is what these tags find.
deb_overrides() {
  local tag
  echo "# Made to run on systems that have none of these libraries, or old ones."
  for tag in $2; do echo "$1: $tag"; done
  if [ -z "${PLIMSOLL_MAINTAINER:-}" ]; then
    echo "# Nobody said who hands it out."
    echo "$1: bogus-mail-host"
    echo "$1: bogus-mail-host-in-debian-changelog"
  fi
}

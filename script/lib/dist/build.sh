# How the programs that are handed out are built. To be sourced after setup.sh.

scratch="$root/.build-dist"

# The packages at the versions that Package.resolved next to this file names, with one file of ArgumentParser replaced: it
# is all that needs Foundation in plimsoll.
fetch_packages() {
  local file="$scratch/checkouts/swift-argument-parser/Sources/ArgumentParser/Utilities/Foundation.swift"
  # At the root it is no part of the sources: a build without the packages for clusters writes a shorter one.
  cp "$root/script/lib/dist/Package.resolved" "$root/Package.resolved"
  quietly swift package --package-path "$root" --scratch-path "$scratch" \
    --only-use-versions-from-resolved-file resolve
  if [ ! -e "$file" ]; then
    say "swift-argument-parser has no Utilities/Foundation.swift: see what script/lib/dist/Foundation.swift stands for"
    exit 2
  fi
  # Written only where it differs: a newer file is compiled again.
  if ! cmp -s "$root/script/lib/dist/Foundation.swift" "$file"; then
    rm -f "$file"
    install -m 644 "$root/script/lib/dist/Foundation.swift" "$file"
  fi
}

# compile PRODUCT: compiles what the program is linked of. A section for each function lets the linker
# leave out what is never called, and keep one of those that are equal.
compile() {
  with_progress "$1" swift build --package-path "$root" --scratch-path "$scratch" \
    --only-use-versions-from-resolved-file -c release --static-swift-stdlib -debug-info-format none \
    -Xswiftc -Xfrontend -Xswiftc -function-sections \
    -Xcc -ffunction-sections -Xcc -fdata-sections --product "$1"
}

# How the programs that are handed out are linked. To be sourced after build.sh.

toolchain() { dirname "$(dirname "$(readlink -f "$(command -v swiftc)")")"; }

# system_library NAME: the static library of the system, such as libz.a.
system_library() {
  local path
  path=$(g++ -print-file-name="$1")
  if [ ! -e "$path" ]; then
    say "there is no $1: install the development package that has it"
    exit 2
  fi
  echo "$path"
}

# lean FROM TO: copies objects or libraries without what no program needs: tables for unwinding, which are a
# tenth of the program (only a C++ exception needs them, and one would end the program in any case), and the
# compiler's own hash of each object, which is another one in another folder.
lean() {
  "$(toolchain)/bin/llvm-objcopy" --remove-section .eh_frame --remove-section .swift_modhash "$1" "$2"
}

# Packages of which the linker takes only the files that something needs. Of all others it takes all, since a file
# may do no more than make a type conform to a protocol, which is found by its name while the program runs.
in_parts='/(AsyncAlgorithms|Algorithms|OrderedCollections|DequeModule|ContainersPreview|InternalCollectionsUtilities|RealModule)\.build/'

# gather PRODUCT FOLDER: writes what the program is linked of into the folder.
gather() {
  local product=$1 folder=$2 name part swift objects libraries
  swift="$(toolchain)/lib/swift_static/linux"
  objects="$scratch/release/$product.product/Objects.LinkFileList"
  rm -rf "$folder"
  mkdir -p "$folder"
  # In the order of the list, so that equal objects give equal programs.
  grep -vE "$in_parts" "$objects" >"$folder/whole.list"
  grep -E "$in_parts" "$objects" >"$folder/parts.list" || true
  for part in whole parts; do
    "$(toolchain)/bin/llvm-ar" qcD "$folder/all.a" "@$folder/$part.list"
    lean "$folder/all.a" "$folder/$part.a"
    rm "$folder/all.a"
  done
  # Some sources import all of Foundation, and use what FoundationEssentials has. The rest of it, with ICU, is
  # half as large as the program.
  "$(toolchain)/bin/swift-autolink-extract" "@$objects" -o "$folder/imported"
  grep -vxE -- '-l(Foundation|FoundationInternationalization|_FoundationICU|CoreFoundation)' \
    "$folder/imported" >"$folder/autolink"
  for name in "$swift"/*.a; do lean "$name" "$folder/$(basename "$name")"; done
  libraries=(libyaml.a libre2.a libz.a libsqlite3.a libstdc++.a)
  # The linker finds the libraries of this folder first: with a libc.a here, glibc would be linked in.
  if [ "$product" = plimsoll ]; then libraries+=(libc.a); fi
  for name in "${libraries[@]}"; do
    lean "$(system_library "$name")" "$folder/$name"
  done
}

# c_object FOLDER NAME: compiles a C file of script/lib/dist into the folder.
c_object() { "$(toolchain)/bin/clang" -c "$root/script/lib/dist/$2.c" -O2 -fPIC -o "$1/$2.o"; }

# stand_ins FOLDER: compiles what is linked in place of large parts of libraries that nothing here uses. A
# symbol of theirs counts before that of a library.
stand_ins() {
  local folder=$1
  c_object "$folder" no-backtraces
  c_object "$folder" no-character-names
  swiftc -module-name _StringProcessing -parse-as-library -Osize -wmo -c -swift-version 6 \
    -Xfrontend -disable-implicit-string-processing-module-import -Xfrontend -function-sections \
    "$root/script/lib/dist/StringProcessing.swift" -o "$folder/strings.o"
  lean "$folder/strings.o" "$folder/strings.o"
}

# link PRODUCT OUTPUT: plimsoll without any library of the system, plimsoll-updater with those of glibc
# alone, because the resolution of names loads more of them.
link() {
  local product=$1 output=$2 folder="$scratch/link-$1" options=()
  gather "$product" "$folder"
  stand_ins "$folder"
  case $product in
    plimsoll) options=(-static-pie -Wl,-z,pack-relative-relocs) ;;
    *)
      c_object "$folder" no-date-formatter
      c_object "$folder" old-glibc
      options=(
        -pie -static-libgcc "$folder/no-date-formatter.o" "$folder/old-glibc.o"
        -Wl,--no-as-needed -l:libpthread.so.0 -l:libdl.so.2 -Wl,--as-needed
      )
      ;;
  esac
  # Where code needs more of _StringProcessing than the stand-ins have, all of it comes in, too: hence muldefs.
  "$(toolchain)/bin/clang" -fuse-ld=lld -o "$output" \
    "$(toolchain)/lib/swift_static/linux/$(uname -m)/swiftrt.o" \
    -Wl,--whole-archive "$folder/whole.a" -Wl,--no-whole-archive "$folder/parts.a" -L "$folder" \
    -Wl,-z,muldefs "$folder"/no-{backtraces,character-names}.o "$folder/strings.o" "${options[@]}" \
    -Wl,--start-group "@$folder/autolink" -lswiftCore -ldispatch -lBlocksRuntime -Wl,--end-group \
    -lyaml -lre2 -lz -lsqlite3 -lstdc++ -lm -lpthread -ldl \
    -Wl,--gc-sections -Wl,--icf=all -Wl,-z,relro -Wl,-z,now -Wl,--strip-all \
    "-Wl,--defsym=main=${product//-/_}_main" \
    "-Wl,--build-id=${commit:+0x504c494d}${commit:-none}"
}

# needs_old_glibc PROGRAM: fails if a program asks for more than glibc 2.31 has.
needs_old_glibc() {
  local newest
  newest=$(objdump -T "$1" 2>/dev/null | grep -oE 'GLIBC_[0-9.]+' | sort -uV | tail -1) || true
  if [ "$(printf '%s\n' GLIBC_2.31 "${newest:-GLIBC_2.0}" | sort -V | tail -1)" != GLIBC_2.31 ]; then
    say "$1 needs $newest: add these to script/lib/dist/old-glibc.h"
    objdump -T "$1" | grep -E 'GLIBC_2\.(3[2-9]|[4-9][0-9])' >&2
    exit 2
  fi
}

# weight PROGRAM: its size and what the most of it is.
weight() {
  size --format=sysv --radix=10 "$1" | awk -v whole="$(stat -c %s "$1")" '
    $1 == ".text" { code += $2 }
    $1 ~ /^(\.rodata|\.data|swift5_)/ { data += $2 }
    $1 ~ /^\.rela/ { relocations += $2 }
    END { printf "%.1f MB: code %.1f, data and types %.1f, relocations %.1f\n", whole / 1e6, code / 1e6, data / 1e6, relocations / 1e6 }'
}

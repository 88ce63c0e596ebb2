# The version of the programs. To be sourced, with `root` set to the project's folder.

source_version() {
  sed -nE 's/.*static let number = "(.*)"$/\1/p' "$root/Sources/CommandSupport/ProgramVersion.swift"
}

# section VERSION: what CHANGELOG.md says of a version, without its heading.
section() {
  awk -v heading="## $1" '
    /^## / { shown = $0 == heading || index($0, heading " - ") == 1; next }
    shown { lines[++count] = $0; if ($0 != "") last = count }
    END { for (line = 1; line <= last; line++) if (lines[line] != "" || started) { started = 1; print lines[line] } }
  ' "$root/CHANGELOG.md"
}

#!/bin/sh
# Writes the flight software to the board that this pod has claimed.
set -eu
exec board flash --image "$1" --verify

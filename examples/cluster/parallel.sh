#!/bin/sh
# Solves the problems in IN in as many shards, with GNU parallel, and joins them.
#
#   parallel.sh IN OUT SHARDS [options of optnet batch]
#
# Options of parallel itself go into PARALLEL, for example
#   PARALLEL="--jobs 4 --sshloginfile machines.txt --workdir ." parallel.sh problems.npz results.npz 64
# where IN and OUT are in a folder that all machines share, and optnet is installed on each.
set -eu
in=$1 out=$2 shards=$3
shift 3
seq 0 $((shards - 1)) |
  parallel --halt now,fail=1 --retries 3 \
    optnet batch "$in" --out "$out" --shard "{}/$shards" --threads 1 --quiet --accept-unsolved "$@"
exec optnet merge --out "$out"

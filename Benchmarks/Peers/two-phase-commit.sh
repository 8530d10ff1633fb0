#!/bin/sh
# Two-phase commit of N managers in Spin's language, searched exactly and with hash compaction.
# usage: two-phase-commit.sh [N]      needs spin and a C compiler
set -eu
managers=${1:-7}
command -v spin >/dev/null || { echo "spin isn't installed: apt-get install spin" >&2; exit 3; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
{
  echo "#define N $managers"
  # manager: 0 working, 1 prepared, 2 committed, 3 aborted; decision: 0 none, 1 commit, 2 abort
  for i in $(seq 0 $((managers - 1))); do
    echo "unsigned manager$i : 2; bit sent$i; bit known$i;"
  done
  echo "unsigned decision : 2;"
  echo "active proctype system() { do"
  printf ":: d_step { decision == 0"
  for i in $(seq 0 $((managers - 1))); do printf " && known%s" "$i"; done
  echo " -> decision = 1 }"
  echo ":: d_step { decision == 0 -> decision = 2 }"
  for i in $(seq 0 $((managers - 1))); do
    echo ":: d_step { decision == 0 && sent$i -> known$i = 1 }"
    echo ":: d_step { manager$i == 0 -> manager$i = 1; sent$i = 1 }"
    echo ":: d_step { manager$i == 0 -> manager$i = 3 }"
    echo ":: d_step { decision == 1 -> manager$i = 2 }"
    echo ":: d_step { decision == 2 -> manager$i = 3 }"
  done
  echo "od }"
} >model.pml
spin -a model.pml
for mode in "" "-DHC4"; do
  cc -O3 -DSAFETY -DNOREDUCE -DMEMLIM=16000 $mode -o pan pan.c
  echo "spin ${mode:-exact}:"
  ( time -p ./pan -m10000000 -w26 ) 2>&1 |
    grep -E "states, stored|transitions \(|errors|total actual|^user|^real" || true
done

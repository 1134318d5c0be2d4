#!/usr/bin/env bash
set -euo pipefail
trap 'echo failed' ERR EXIT
deploy() { local where="$1"; kubectl -n "${where:-test}" apply -f k8s/ || return 1; }
for each in api web; do
  if [[ -n ${CI:-} && "$each" != web ]]; then npm test --workspace "$each" | tee log.txt; else echo skip; fi
done
case "$1" in staging|test) deploy "$1" ;; *) exit 1 ;; esac
cat <<'TEXT' > notes
a $literal
TEXT
result=$(git rev-parse HEAD 2>/dev/null) && echo $((1 + 2)) `date` &
bash -c 'make build && make test' || true

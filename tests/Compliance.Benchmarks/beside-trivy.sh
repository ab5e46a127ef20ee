#!/bin/bash
# Layer pass and whole audit beside Trivy on the same OCI layout, alternating, raw figures of each run. CPU seconds are user + system.
# The audit is the published program with nothing switched off: reports, signing, history. Trivy hashes no file.
# usage: beside-trivy.sh LAYOUT TRIVY CACHE [RUNS=3]
#   LAYOUT  folder in the OCI image layout   TRIVY  its executable   CACHE  cache folder with an (empty) Java database, copied for each run
set -euo pipefail
layout=$1 trivy=$2 cache=$3 runs=${4:-3}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
scratch=$(mktemp -d); trap 'rm -rf "$scratch"' EXIT
dotnet build "$here" -c Release -v q --nologo >/dev/null
bench="$here/bin/Release/net10.0/Compliance.Benchmarks.dll"
dotnet publish "$here/../../src/Compliance.Service" -c Release -p:ReadyFor=linux-x64 -o "$scratch/program" -v q --nologo >/dev/null
compliance="$scratch/program/compliance"
# Nothing may leave the machine: proxies point at a dead port.
export HTTP_PROXY=http://127.0.0.1:9 HTTPS_PROXY=http://127.0.0.1:9 http_proxy=http://127.0.0.1:9 https_proxy=http://127.0.0.1:9
measure() { # name, command: exit codes 0 to 2 are verdicts
  local name=$1 code=0; shift
  /usr/bin/time -q -a -o "$scratch/$name" -f '%U %S %e %M' "$@" >"$scratch/out" 2>&1 || code=$?
  [ "$code" -le 2 ] || { cat "$scratch/out"; exit 1; }
  tail -1 "$scratch/$name" | awk -v s="$name" -v r="$run" '{printf "%-6s run %d  cpu %6.2f s  wall %6.2f s  peak %4.0f MiB\n", s, r, $1+$2, $3, $4/1024}'
}
for run in $(seq 1 "$runs"); do
  rm -rf "$scratch/cache" "$scratch/run.asice"; cp -r "$cache" "$scratch/cache"
  measure trivy "$trivy" image --cache-dir "$scratch/cache" --quiet --skip-db-update --skip-java-db-update --offline-scan \
    --format cyclonedx -o "$scratch/sbom.json" --input "$layout"
  measure layers dotnet "$bench" layers "oci:$layout"
  measure audit "$compliance" audit "oci:$layout" --data "$scratch/data" --out "$scratch/run.asice"
  measure verify "$compliance" verify "$scratch/run.asice" --trust-anchor "$scratch/data/identity/anchor.pem"
done
ratio() { # name, bound of CPU, bound of peak memory
  awk -v n="$1" -v c="$2" -v m="$3" 'FNR==1{side++} {cpu[side]+=$1+$2; peak[side]=$4>peak[side]?$4:peak[side]}
    END{printf "%s: ratio of CPU %.2f (at most %s), of peak memory %.2f (at most %s)\n", n, cpu[1]/cpu[2], c, peak[1]/peak[2], m}' "$scratch/$1" "$scratch/trivy"
}
ratio layers 0.45 1.25
ratio audit 0.60 1.25
uptime

#!/bin/bash
# Layer pass beside Trivy on the same OCI layout, alternating, raw figures of each run. CPU seconds are user + system.
# usage: beside-trivy.sh LAYOUT TRIVY CACHE [RUNS=3]
#   LAYOUT  folder in the OCI image layout   TRIVY  its executable   CACHE  cache folder with an (empty) Java database, copied for each run
set -euo pipefail
layout=$1 trivy=$2 cache=$3 runs=${4:-3}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
dotnet build "$here" -c Release -v q --nologo >/dev/null
bench="$here/bin/Release/net10.0/Compliance.Benchmarks.dll"
scratch=$(mktemp -d); trap 'rm -rf "$scratch"' EXIT
# Nothing may leave the machine: proxies point at a dead port.
export HTTP_PROXY=http://127.0.0.1:9 HTTPS_PROXY=http://127.0.0.1:9 http_proxy=http://127.0.0.1:9 https_proxy=http://127.0.0.1:9
for run in $(seq 1 "$runs"); do
  rm -rf "$scratch/cache"; cp -r "$cache" "$scratch/cache"
  /usr/bin/time -a -o "$scratch/trivy" -f '%U %S %e %M' "$trivy" image --cache-dir "$scratch/cache" --quiet --skip-db-update --skip-java-db-update --offline-scan \
    --format cyclonedx -o "$scratch/sbom.json" --input "$layout"
  /usr/bin/time -a -o "$scratch/ours" -f '%U %S %e %M' dotnet "$bench" layers "oci:$layout" >"$scratch/out"
  for side in trivy ours; do
    tail -1 "$scratch/$side" | awk -v s="$side" -v r="$run" '{printf "%-6s run %d  cpu %6.2f s  wall %6.2f s  peak %4.0f MiB\n", s, r, $1+$2, $3, $4/1024}'
  done
done
awk 'FNR==1{side++} {cpu[side]+=$1+$2; peak[side]=$4>peak[side]?$4:peak[side]} END{printf "ratio of CPU %.2f, of peak memory %.2f (goal at most 0.45 and 1.25)\n", cpu[1]/cpu[2], peak[1]/peak[2]}' "$scratch/ours" "$scratch/trivy"
uptime

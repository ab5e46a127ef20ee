#!/bin/bash
# Verification of Sigstore bundles beside sigstore-js on the same four public bundles, alternating in one run; figures of each round, then the ratios of medians.
# usage: beside-sigstore-js.sh PEER [ROUNDS=3] [SECONDS=3]
#   PEER  folder with bench-verify.cjs, bench-data and package.json (npm install is run in a copy where node_modules is missing)
# Bar: at most 0.35 of the peer's CPU on each bundle. Exit 0 when it holds.
set -euo pipefail
peer=$(cd "$1" && pwd) rounds=${2:-3} seconds=${3:-3}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
scratch=$(mktemp -d); trap 'rm -rf "$scratch"' EXIT
cp -r "$peer"/*.cjs "$peer"/*.json "$peer"/bench-data "$scratch"/; chmod -R u+w "$scratch"
if [ -d "$peer/node_modules" ]; then ln -s "$peer/node_modules" "$scratch/node_modules"; else (cd "$scratch" && npm install --no-audit --no-fund --silent); fi
dotnet build "$here" -c Release -v q --nologo >/dev/null
bench="$here/bin/Release/net10.0/Compliance.Benchmarks.dll"
for round in $(seq 1 "$rounds"); do
  (cd "$scratch" && node bench-verify.cjs "$seconds") >"$scratch/peer.$round"
  dotnet "$bench" sigstore "$scratch" "$seconds" >"$scratch/ours.$round"
  echo "round $round"; sed 's/^/  /' "$scratch/ours.$round"; grep 'shared trust root' "$scratch/peer.$round" | sed 's/^/  sigstore-js /'
done
node - "$scratch" "$rounds" <<'JS'
const fs = require('fs'), [scratch, rounds] = process.argv.slice(2);
const ours = {}, peer = {};
const add = (table, key, value) => (table[key] ??= []).push(value);
for (let round = 1; round <= rounds; round++) {
  for (const match of fs.readFileSync(`${scratch}/ours.${round}`, 'utf8').matchAll(/^(\S+)\s+\S+ bundles\/s\s+([\d.]+) CPU-ms/gm)) add(ours, match[1], Number(match[2]));
  for (const match of fs.readFileSync(`${scratch}/peer.${round}`, 'utf8').matchAll(/; ([\d.]+) CPU-ms each .*?\)\s+(\S+).*\[shared trust root\]/gm)) add(peer, match[2], Number(match[1]));
}
const median = list => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
if (Object.keys(ours).length !== 4) throw new Error('not four bundles');
let good = true;
for (const name of Object.keys(ours)) {
  if (!peer[name]) throw new Error(`no figure of the peer for ${name}`);
  const ratio = median(ours[name]) / median(peer[name]);
  good &&= ratio <= 0.35;
  console.log(`${name.padEnd(30)} ${median(ours[name]).toFixed(2).padStart(6)} of ${median(peer[name]).toFixed(2).padStart(6)} CPU-ms = ${ratio.toFixed(2)}   bar 0.35   ${ratio <= 0.35 ? 'holds' : 'MISSED'}`);
}
process.exit(good ? 0 : 1);
JS
echo "node $(node --version), dotnet $(dotnet --version), sigstore-js: @sigstore/verify $(node -p "require('$scratch/node_modules/@sigstore/verify/package.json').version")"
uptime

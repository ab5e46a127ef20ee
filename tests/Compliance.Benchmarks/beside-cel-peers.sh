#!/bin/bash
# CEL engine beside the evaluators of npm on the same facts, alternating in one run; raw figures of each round, then the ratios of the best.
# usage: beside-cel-peers.sh PEERS [ROUNDS=3] [SECONDS=2]
#   PEERS  folder with bench.mjs and its package.json (npm install is run where node_modules is missing)
# Bars: at least 5 times @marcbachmann/cel-js on every expression; compiling at least as fast as @bufbuild/cel. Exit 0 when both hold.
set -euo pipefail
peers=$(cd "$1" && pwd) rounds=${2:-3} seconds=${3:-2}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
scratch=$(mktemp -d); trap 'rm -rf "$scratch"' EXIT
cp "$peers"/*.mjs "$peers"/package*.json "$scratch"/
if [ -d "$peers/node_modules" ]; then ln -s "$peers/node_modules" "$scratch/node_modules"; else (cd "$scratch" && npm install --no-audit --no-fund --silent); fi
dotnet build "$here" -c Release -v q --nologo >/dev/null
bench="$here/bin/Release/net10.0/Compliance.Benchmarks.dll"
for round in $(seq 1 "$rounds"); do
  (cd "$scratch" && node bench.mjs "$seconds") >"$scratch/peers.$round"
  dotnet "$bench" cel "$seconds" >"$scratch/ours.$round"
  echo "round $round"; sed 's/^/  /' "$scratch/ours.$round"; grep -E "all|filter|exists|compiles" "$scratch/peers.$round" | sed 's/^/  /'
done
node - "$scratch" "$rounds" <<'JS'
const fs = require('fs'), [scratch, rounds] = process.argv.slice(2);
const ours = {}, peers = {};
const best = (table, key, value) => { table[key] = Math.max(table[key] ?? 0, value); };
for (let round = 1; round <= rounds; round++) {
  for (const line of fs.readFileSync(`${scratch}/ours.${round}`, 'utf8').split('\n')) {
    const match = /^(\S+)\s+([\d,]+) (?:evaluations|compiles)\/s/.exec(line.trim());
    if (match) best(ours, match[1], Number(match[2].replaceAll(',', '')));
  }
  const text = fs.readFileSync(`${scratch}/peers.${round}`, 'utf8');
  const table = text.slice(text.indexOf('evaluations/s'), text.indexOf('CPU microseconds')).split('\n').filter(line => line.startsWith('│'));
  const heads = table[0].split('│').slice(2, -1).map(cell => cell.trim().replaceAll("'", ''));
  for (const line of table.slice(1)) {
    const cells = line.split('│').slice(1, -1).map(cell => cell.trim().replaceAll("'", ''));
    cells.slice(1).forEach((cell, index) => best(peers, `${cells[0]} ${heads[index]}`, Number(cell) || 0));
  }
  for (const match of text.slice(text.indexOf('compiles/s')).matchAll(/'?([@\w/-]+)'?: (\d+)/g)) best(peers, `compile ${match[1]}`, Number(match[2]));
}
let good = true;
const say = (what, ratio, bar) => { good &&= ratio >= bar; console.log(`${what.padEnd(48)} ${ratio.toFixed(1).padStart(7)} x   bar ${bar} x   ${ratio >= bar ? 'holds' : 'MISSED'}`); };
for (const name of Object.keys(ours).filter(name => name !== 'compile')) say(`${name} / @marcbachmann/cel-js`, ours[name] / peers[`${name} @marcbachmann/cel-js`], 5);
say('parse, check and compile / @bufbuild/cel', ours.compile / peers['compile @bufbuild/cel'], 1);
process.exit(good ? 0 : 1);
JS
uptime

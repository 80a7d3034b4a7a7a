process.env['POWERTOOLS_LOG_LEVEL'] ??= 'SILENT';
process.env['POWERTOOLS_METRICS_DISABLED'] ??= 'true';
process.env['AWS_REGION'] ??= 'us-east-1';
const { runHistory } = await import('./histories/history.ts');
const from = Number(process.argv[2] ?? 1),
  count = Number(process.argv[3] ?? 10);
const t0 = performance.now();
let steps = 0;
let bad = 0;
const kinds: Record<string, number> = {};
for (let seed = from; seed < from + count; seed++) {
  const h = await runHistory({ seed });
  steps += h.steps;
  if (h.violations.length) {
    bad++;
    if (bad < 8) {
      console.log('seed', seed, h.faults.length, 'faults', h.steps, 'steps');
      for (const v of h.violations.slice(0, 4)) console.log('   ', v.invariant, '|', v.message);
    }
  }
  for (const v of h.violations) {
    const k = v.invariant + ': ' + v.message.replace(/\w*[0-9]\w*/g, '#');
    kinds[k] = (kinds[k] ?? 0) + 1;
  }
}
const ms = performance.now() - t0;
const cpu = process.cpuUsage();
console.log({
  count,
  bad,
  steps,
  perMinuteWall: Math.round((count / ms) * 60000),
  perMinuteCpu: Math.round((count / ((cpu.user + cpu.system) / 1000)) * 60000),
});
console.log(kinds);

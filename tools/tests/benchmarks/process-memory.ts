import { execFileSync } from 'node:child_process';

/**
 * The memory of a process and all that it started, in megabytes: resident sizes as `ps` tells them,
 * so pages that processes share count for each of them.
 */
export function memoryOfTree(rootPid: number): number {
  const rows = execFileSync('ps', ['-eo', 'pid=,ppid=,rss='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((row) => row.trim().split(/\s+/).map(Number) as [number, number, number]);
  const tree = new Set([rootPid]);
  // A child may stand above its parent in the list: look until nothing is new.
  for (let size = 0; size !== tree.size;) {
    size = tree.size;
    for (const [pid, parent] of rows) if (tree.has(parent)) tree.add(pid);
  }
  const kilobytes = rows.filter(([pid]) => tree.has(pid)).reduce((sum, [, , rss]) => sum + rss, 0);
  return Math.round(kilobytes / 1024);
}

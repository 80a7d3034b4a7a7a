import { execFileSync } from 'node:child_process';

interface Process {
  readonly pid: number;
  readonly kilobytes: number;
}

/**
 * The memory of a process and its descendants, in megabytes: resident sizes as `ps` reports them,
 * so pages that processes share count for each of them.
 */
export function memoryOfTree(rootPid: number): number {
  return Math.round(processTree(rootPid).reduce((sum, { kilobytes }) => sum + kilobytes, 0) / 1024);
}

/** A process and its descendants. */
export function processTree(rootPid: number): readonly Process[] {
  const rows = execFileSync('ps', ['-eo', 'pid=,ppid=,rss='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((row) => row.trim().split(/\s+/).map(Number) as [number, number, number]);
  const tree = new Set([rootPid]);
  // A child may precede its parent in the list: repeat until there is no new one.
  for (let size = 0; size !== tree.size;) {
    size = tree.size;
    for (const [pid, parent] of rows) if (tree.has(parent)) tree.add(pid);
  }
  return rows.filter(([pid]) => tree.has(pid)).map(([pid, , kilobytes]) => ({ pid, kilobytes }));
}

import { readFileSync } from 'node:fs';
import { processTree } from '../harness/process-memory.ts';

// USER_HZ, which Linux fixes for programs: https://man7.org/linux/man-pages/man7/time.7.html
const TICKS_PER_SECOND = 100;

/** The CPU seconds of a process and its descendants so far; NaN where there is no /proc. */
export const processorSeconds = (rootPid: number): number =>
  processTree(rootPid).reduce((sum, { pid }) => sum + secondsOf(pid), 0);

/** User and system time are the 14th and 15th fields: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
function secondsOf(pid: number): number {
  try {
    const afterName = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1) ?? '';
    const fields = afterName.split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  } catch {
    return process.platform === 'linux' ? 0 : Number.NaN;
  }
}

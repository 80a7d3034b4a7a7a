import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

/**
 * Runs a program of `src/reports` in a process of its own. What it loads, such as checks and modules of services, does not
 * stay in the memory of the local cloud, and its work does not delay requests.
 *
 * @param input sent to its standard input as JSON
 * @returns the JSON that it wrote
 * @throws Error with its error output if it fails
 */
export async function runReport<Result>(program: string, input: unknown): Promise<Result> {
  const path = fileURLToPath(new URL(`../reports/${program}`, import.meta.url));
  const child = spawn(process.execPath, [path], { stdio: 'pipe' });
  child.stdin.end(JSON.stringify(input));
  const [output, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  if (code !== 0) throw new Error(`${program} failed: ${errors}`);
  return JSON.parse(output) as Result;
}

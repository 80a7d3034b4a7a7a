import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PythonUnavailable } from './python-unavailable.ts';
import type { RunProgram } from './run-program.ts';

interface Dependencies {
  /** What it is for, as a sentence begins: `The emulated AWS`. */
  readonly purpose: string;
  /** `[3, 10]`: what the packages ask for. */
  readonly oldest: readonly [major: number, minor: number];
  /** The virtual environment's folder, which is made. */
  readonly folder: string;
  /** The file that pins every package. */
  readonly requirements: string;
  readonly run: RunProgram;
}

const INSTALL_SECONDS = 180;

/**
 * Installs pinned packages of PyPI into a virtual environment, unless what is pinned is there already.
 *
 * @returns the path of the environment's Python
 * @throws PythonUnavailable where Python is missing or too old, or the packages cannot be fetched
 */
export function pythonEnvironment(deps: Dependencies): string {
  const { folder, requirements, run } = deps;
  const python = join(folder, 'bin', 'python');
  const installed = join(folder, 'installed-requirements.txt');
  if (isSame(installed, requirements) && run(python, ['--version'], 10).status === 0) return python;

  requirePython(deps);
  // Whatever an interrupted or older installation left is in the way of this one.
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true });
  const made = run('python3', ['-m', 'venv', folder], INSTALL_SECONDS);
  if (made.status !== 0)
    throw new PythonUnavailable(
      `python3 cannot make a virtual environment (Debian and Ubuntu: apt install python3-venv).\n${lastLines(made.output)}`,
    );
  const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements];
  const fetched = run(python, install, INSTALL_SECONDS);
  if (fetched.status !== 0)
    throw new PythonUnavailable(
      `pip cannot install ${requirements}: is PyPI reachable? A mirror is named by PIP_INDEX_URL.\n${lastLines(fetched.output)}`,
    );
  copyFileSync(requirements, installed);
  return python;
}

function requirePython({ purpose, oldest, run }: Dependencies): void {
  const { status, output } = run('python3', ['--version'], 10);
  const wanted = `${purpose} needs Python ${oldest.join('.')} or newer`;
  if (status !== 0) throw new PythonUnavailable(`${wanted} as "python3": install it.`);
  const [, major, minor] = /Python (\d+)\.(\d+)/.exec(output) ?? [];
  const isNewEnough =
    Number(major) > oldest[0] || (Number(major) === oldest[0] && Number(minor) >= oldest[1]);
  if (!isNewEnough)
    throw new PythonUnavailable(`${wanted}; "python3" is ${output.trim() || 'of unknown version'}.`);
}

const isSame = (one: string, other: string): boolean =>
  existsSync(one) && readFileSync(one, 'utf8') === readFileSync(other, 'utf8');

const lastLines = (output: string): string => output.trim().split('\n').slice(-3).join('\n');

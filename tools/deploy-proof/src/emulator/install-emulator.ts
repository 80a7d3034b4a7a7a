import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EmulatorUnavailable } from './emulator-unavailable.ts';

/** Runs a program to its end; `status` is null where there is no such program, or it did not end in time. */
export type RunProgram = (
  program: string,
  args: readonly string[],
  timeoutSeconds: number,
) => { readonly status: number | null; readonly output: string };

interface Needs {
  /** The virtual environment's folder, which is made. */
  readonly folder: string;
  /** The file that pins every package. */
  readonly requirements: string;
  readonly run: RunProgram;
}

// What ministack asks for: https://pypi.org/project/ministack/
const OLDEST_PYTHON = [3, 10] as const;
const INSTALL_SECONDS = 180;

/**
 * Installs the emulator into its virtual environment, unless what is pinned is there already.
 *
 * @returns the path of the environment's Python
 * @throws EmulatorUnavailable where Python is missing or too old, or the packages cannot be fetched
 */
export function installEmulator({ folder, requirements, run }: Needs): string {
  const python = join(folder, 'bin', 'python');
  const installed = join(folder, 'installed-requirements.txt');
  if (isSame(installed, requirements) && run(python, ['--version'], 10).status === 0) return python;

  requirePython(run);
  // Whatever an interrupted or older installation left is in the way of this one.
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true });
  const made = run('python3', ['-m', 'venv', folder], INSTALL_SECONDS);
  if (made.status !== 0)
    throw new EmulatorUnavailable(
      `python3 cannot make a virtual environment (Debian and Ubuntu: apt install python3-venv).\n${lastLines(made.output)}`,
    );
  const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements];
  const fetched = run(python, install, INSTALL_SECONDS);
  if (fetched.status !== 0)
    throw new EmulatorUnavailable(
      `pip cannot install the emulator: is PyPI reachable? A mirror is named by PIP_INDEX_URL.\n${lastLines(fetched.output)}`,
    );
  copyFileSync(requirements, installed);
  return python;
}

function requirePython(run: RunProgram): void {
  const { status, output } = run('python3', ['--version'], 10);
  const oldest = OLDEST_PYTHON.join('.');
  if (status !== 0)
    throw new EmulatorUnavailable(
      `The emulated AWS needs Python ${oldest} or newer as "python3": install it.`,
    );
  const [, major, minor] = /Python (\d+)\.(\d+)/.exec(output) ?? [];
  const isNewEnough =
    Number(major) > OLDEST_PYTHON[0] ||
    (Number(major) === OLDEST_PYTHON[0] && Number(minor) >= OLDEST_PYTHON[1]);
  if (!isNewEnough)
    throw new EmulatorUnavailable(
      `The emulated AWS needs Python ${oldest} or newer; "python3" is ${output.trim() || 'of unknown version'}.`,
    );
}

const isSame = (one: string, other: string): boolean =>
  existsSync(one) && readFileSync(one, 'utf8') === readFileSync(other, 'utf8');

const lastLines = (output: string): string => output.trim().split('\n').slice(-3).join('\n');

import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { RunProgram } from './run-program.ts';
import { CommandError, ExitCode } from '../cli/command-error.ts';

interface Dependencies {
  /** The subject of its error messages: `The emulated AWS`. */
  readonly purpose: string;
  /** The oldest version that the packages support: `[3, 10]`. */
  readonly oldest: readonly [major: number, minor: number];
  /** The folder of the virtual environment, which is created. */
  readonly folder: string;
  /** The file that pins every package with the hashes of its files. */
  readonly requirements: string;
  readonly run: RunProgram;
}

const INSTALL_SECONDS = 180;

/**
 * Installs PyPI packages that are pinned by hash into a virtual environment, unless the same pins are installed already.
 *
 * @returns the path of the environment's Python
 * @throws CommandError with exit code 69 when Python is missing or too old, or the packages cannot be installed
 */
export function pythonEnvironment(deps: Dependencies): string {
  const { folder, requirements, run } = deps;
  const python = join(folder, 'bin', 'python');
  const installed = join(folder, 'installed-requirements.txt');
  if (isSame(installed, requirements) && run(python, ['--version'], 10).status === 0) return python;

  requirePython(deps);
  // Remove the rest of an interrupted or older installation.
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true });
  const created = run('python3', ['-m', 'venv', folder], INSTALL_SECONDS);
  if (created.status !== 0)
    throw unavailable(
      `python3 cannot create a virtual environment (Debian and Ubuntu: apt install python3-venv).\n${lastLines(created.output)}`,
    );
  const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check']
    // Refuses a file that is not the one that was pinned, and a package that is not in the list.
    .concat(['--require-hashes', '-r', requirements]);
  const installation = run(python, install, INSTALL_SECONDS);
  if (installation.status !== 0)
    throw unavailable(
      `pip cannot install ${requirements}. Check that PyPI is reachable, or set PIP_INDEX_URL to a mirror.\n${lastLines(installation.output)}`,
    );
  copyFileSync(requirements, installed);
  return python;
}

function requirePython({ purpose, oldest, run }: Dependencies): void {
  const { status, output } = run('python3', ['--version'], 10);
  const wanted = `${purpose} needs Python ${oldest.join('.')} or newer`;
  if (status !== 0) throw unavailable(`${wanted}. Install it as "python3".`);
  const [, major, minor] = /Python (\d+)\.(\d+)/.exec(output) ?? [];
  const isNewEnough =
    Number(major) > oldest[0] || (Number(major) === oldest[0] && Number(minor) >= oldest[1]);
  if (!isNewEnough) throw unavailable(`${wanted}; "python3" is ${output.trim() || 'of unknown version'}.`);
}

/** Exit code 69: the check could not run, so CI may skip it. */
const unavailable = (message: string): CommandError =>
  new CommandError(message, { exitCode: ExitCode.unavailable });

const isSame = (one: string, other: string): boolean =>
  existsSync(one) && readFileSync(one, 'utf8') === readFileSync(other, 'utf8');

const lastLines = (output: string): string => output.trim().split('\n').slice(-3).join('\n');

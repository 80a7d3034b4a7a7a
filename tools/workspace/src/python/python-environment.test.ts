import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { pythonEnvironment } from './python-environment.ts';
import type { RunProgram } from './run-program.ts';
import { ExitCode } from '../cli/command-error.ts';

describe('pythonEnvironment', () => {
  let home: string;
  let commands: string[];
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'python-environment-'));
    writeFileSync(join(home, 'requirements.txt'), 'ministack==1.0.0\n');
    commands = [];
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  /** A machine whose `venv` creates the folder; `answers` are exit codes by a part of the command. */
  const machine =
    (answers: Record<string, number | null> = {}, version = 'Python 3.12.1'): RunProgram =>
    (program, args) => {
      const command = [program, ...args].join(' ');
      commands.push(command);
      const [, status = 0] = Object.entries(answers).find(([words]) => command.includes(words)) ?? [];
      if (command.includes('-m venv') && status === 0) mkdirSync(join(home, 'venv'), { recursive: true });
      return { status, output: command.includes('--version') ? version : 'first\nsecond\nthird\nfourth' };
    };
  const install = (run: RunProgram) =>
    pythonEnvironment({
      purpose: 'The check',
      oldest: [3, 10],
      folder: join(home, 'venv'),
      requirements: join(home, 'requirements.txt'),
      run,
    });

  it('installs the pinned packages once', () => {
    const python = join(home, 'venv/bin/python');
    expect(install(machine())).toBe(python);
    expect(commands.at(-1)).toContain(
      `pip install --quiet --disable-pip-version-check --require-hashes -r ${home}`,
    );

    commands = [];
    expect(install(machine())).toBe(python);
    expect(commands).toEqual([`${python} --version`]);
  });

  it('reinstalls when the pins change or the environment is broken', () => {
    install(machine());
    writeFileSync(join(home, 'venv/leftover'), '');
    writeFileSync(join(home, 'requirements.txt'), 'ministack==2.0.0\n');
    install(machine());
    expect(existsSync(join(home, 'venv/leftover'))).toBe(false);

    commands = [];
    install(machine({ [join(home, 'venv/bin/python --version')]: 127 }));
    expect(commands.at(-1)).toContain('pip install');
  });

  it.each([
    [
      'Python is missing',
      machine({ 'python3 --version': null }),
      /The check needs Python 3\.10 or newer\. Install it as "python3"/,
    ],
    ['Python is old', machine({}, 'Python 3.9.18'), /"python3" is Python 3\.9\.18/],
    ['venv is missing', machine({ '-m venv': 1 }), /apt install python3-venv\)\.\nsecond\nthird\nfourth/],
    ['PyPI is not reachable', machine({ 'pip install': 1 }), /Check that PyPI is reachable/],
  ])('throws when %s', (_what, run, message) => {
    const attempt = () => install(run);
    expect(attempt).toThrow(expect.objectContaining({ exitCode: ExitCode.unavailable }));
    expect(attempt).toThrow(message);
  });

  it('repeats an interrupted installation', () => {
    expect(() => install(machine({ 'pip install': 1 }))).toThrow('PyPI is reachable');
    commands = [];
    install(machine());
    expect(commands.at(-1)).toContain('pip install');
  });
});

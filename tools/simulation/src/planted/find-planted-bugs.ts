import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandError } from '../../../workspace/src/cli/command-error.ts';
import { writeSection } from '../../../workspace/src/docs/write-section.ts';
import { reliabilityPage, workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';
import type { Measured } from '../run-in-processes.ts';
import { plantedBugs, type PlantedBug } from './planted-bugs.ts';
import { plantedPage, type Finding } from './planted-page.ts';

interface Options {
  /** At most, for each bug. */
  readonly histories: number;
  readonly isReported: boolean;
}

/**
 * Plants one bug after the other in a copy of the workspace, and runs histories there until one violates an invariant.
 *
 * @throws CommandError when more than one bug is not found
 */
export async function findPlantedBugs({ histories, isReported }: Options): Promise<void> {
  const copy = copyWorkspace();
  const findings: Finding[] = [];
  try {
    for (const bug of plantedBugs) {
      const finding = await findBug(bug, copy, histories);
      findings.push(finding);
      console.log(
        `${finding.seed === undefined ? 'MISSED' : 'found '} ${bug.name} (${finding.histories} histories)`,
      );
      console.log(finding.output.replaceAll(/^/gm, '    '));
      if (isReported) await writeSection(reliabilityPage, 'planted', plantedPage(findings, histories));
    }
  } finally {
    rmSync(copy, { recursive: true });
  }
  const found = findings.filter(({ seed }) => seed !== undefined).length;
  console.log(`${found} of ${findings.length} planted bugs were found.`);
  if (found < findings.length - 1)
    throw new CommandError(
      'More than one planted bug was not found. Run more histories, or add an invariant.',
    );
}

function copyWorkspace(): string {
  const copy = mkdtempSync(join(tmpdir(), 'tradewind-planted-'));
  const filter = (source: string) => !/\/(dist|\.serverless|\.layers|\.local|node_modules)$/.test(source);
  for (const folder of [
    'libs',
    'services',
    'tools/simulation',
    'tools/local-cloud',
    'tools/workspace',
    'package.json',
  ])
    cpSync(join(workspaceRoot, folder), join(copy, folder), { recursive: true, filter });
  symlinkSync(join(workspaceRoot, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

async function findBug(bug: PlantedBug, copy: string, histories: number): Promise<Finding> {
  const file = join(copy, bug.file);
  const original = readFileSync(file, 'utf8');
  writeFileSync(
    file,
    original.replace(bug.find, () => bug.replace),
  );
  try {
    const [first = '{}', ...rest] = (await runUntilFailure(copy, histories)).split('\n');
    const { summary } = JSON.parse(first) as Measured;
    const failure = summary.failures[0];
    return {
      bug,
      seed: failure?.seed,
      invariant: failure?.violations[0]?.invariant,
      histories: summary.histories,
      output: rest.join('\n').trim(),
    };
  } finally {
    writeFileSync(file, original);
  }
}

function runUntilFailure(copy: string, histories: number): Promise<string> {
  const main = join(copy, 'tools/simulation/src/main.ts');
  const args = [main, '--json', '--first-failure', '--histories', String(histories)];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.on('close', (code) =>
      code === 0 ? resolve(output) : reject(new Error(`The simulation ended with exit code ${code}.`)),
    );
  });
}

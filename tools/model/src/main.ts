import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { CommandError } from '../../workspace/src/cli/command-error.ts';
import { parseWholeNumber } from '../../workspace/src/cli/arguments.ts';
import { runCommand } from '../../workspace/src/cli/run-command.ts';
import { workspaceRoot } from '../../workspace/src/layout/workspace-folders.ts';
import { plantedBugs } from './planted/index.ts';
import { checkBug, checkScenario, toMarkdown } from './report.ts';
import { cancellation, lastUnit, sameProducts } from './system/scenarios.ts';

const PAGE = join(workspaceRoot, 'docs/reliability.md');

/** Replaces the text between two markers of the page. */
async function write(section: string, text: string): Promise<void> {
  const page = readFileSync(PAGE, 'utf8');
  const [begin, end] = [`<!-- ${section}:begin -->`, `<!-- ${section}:end -->`];
  const [before, rest = ''] = page.split(begin);
  const [, after] = rest.split(end);
  if (after === undefined) throw new Error(`docs/reliability.md has no section ${section}.`);
  const changed = `${before}${begin}\n\n${text}\n\n${end}${after}`;
  writeFileSync(PAGE, await format(changed, { parser: 'markdown', printWidth: 120, proseWrap: 'preserve' }));
}

await runCommand({
  synopsis: 'npm run -s model --',
  description:
    'Checks the model of the placement and cancellation sagas exhaustively, and that it finds planted bugs.',
  options: {
    faults: { type: 'string', placeholder: 'COUNT', description: 'faults in each scenario (default: 1)' },
    write: { type: 'boolean', description: 'write the result to docs/reliability.md' },
  },
  async run({ options }) {
    const faults = parseWholeNumber('faults', options.faults ?? '1', 0);
    const scenarios = [lastUnit, cancellation, sameProducts].map((scenario) => {
      const checked = checkScenario(scenario(faults));
      console.log(
        `${checked.name}: ${checked.exploration.states} states, ${checked.exploration.violation?.message ?? 'no violation'}`,
      );
      for (const step of checked.exploration.violation?.trace ?? []) console.log(`  ${step}`);
      return checked;
    });
    const bugs = plantedBugs.map(checkBug);
    const missed = bugs.filter(({ exploration }) => !exploration.violation);
    console.log(`${bugs.length - missed.length} of ${bugs.length} planted bugs found`);
    for (const { description } of missed) console.log(`  not found: ${description}`);
    if (options.write) await write('model', toMarkdown(scenarios, bugs));
    const isClean = missed.length === 0 && scenarios.every(({ exploration }) => !exploration.violation);
    if (!isClean) throw new CommandError('The model violates a property, or does not find a planted bug.');
  },
});

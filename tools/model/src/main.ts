import { CommandError } from '../../workspace/src/cli/command-error.ts';
import { parseWholeNumber } from '../../workspace/src/cli/arguments.ts';
import { runCommand } from '../../workspace/src/cli/run-command.ts';
import { writeSection } from '../../workspace/src/docs/write-section.ts';
import { reliabilityPage } from '../../workspace/src/layout/workspace-folders.ts';
import { plantedBugs } from './planted/index.ts';
import { checkBug, checkScenario, toMarkdown } from './report.ts';
import { cancellation, lastUnit, sameProducts } from './system/scenarios.ts';

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
    if (options.write) await writeSection(reliabilityPage, 'model', toMarkdown(scenarios, bugs));
    const isClean = missed.length === 0 && scenarios.every(({ exploration }) => !exploration.violation);
    if (!isClean) throw new CommandError('The model violates a property, or does not find a planted bug.');
  },
});

import { runCommand } from '../../workspace/src/cli/run-command.ts';
import { mutantsCommand } from './mutants.ts';

await runCommand(mutantsCommand);

import './quiet.ts';
import { runCommand } from '../../workspace/src/cli/run-command.ts';
import { simulateCommand } from './simulate.ts';

await runCommand(simulateCommand);

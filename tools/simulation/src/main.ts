import './quiet.ts';
import { runSimulation } from './simulate.ts';

process.exitCode = await runSimulation(process.argv.slice(2));

import { basename, join } from 'node:path';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { colorsFor } from '../../../workspace/src/cli/colors.ts';
import { clientSettings } from '../aws/client-settings.ts';
import { readArguments } from '../../../workspace/src/cli/arguments.ts';
import { runCommand } from '../../../workspace/src/cli/run-command.ts';
import { serviceFolder, workspaceRoot } from '../../../workspace/src/services/service-folder.ts';
import { pause, print } from './deploying/at-work.ts';
import { showCloudWatchLogs } from './logs/cloudwatch-logs.ts';
import { showLocalLogs } from './logs/local-logs.ts';
import { levelOf, milliseconds, type LogLine, type LogOptions } from './logs/log-options.ts';
import { shownLine } from './logs/shown-line.ts';
import { serviceFolders } from '../../../workspace/src/templates/service-package.ts';

/** Where `npm start` keeps what it remembers. */
const localState = process.env['STATE_FOLDER'] ?? join(workspaceRoot, '.local');

/**
 * `npx nx logs [NAME] [--stage X] [--region Y] [--function F] [--level L] [--event E] [--correlation-id ID]
 * [--filter PATTERN] [--since 10m] [--follow] [--json] [--all]`: of one service, or without NAME of all of them in order
 * of time. The stage `local` is what runs under `npm start`.
 */
async function main(args: readonly string[]): Promise<void> {
  const { service, place, options } = readArguments(args, {
    function: { type: 'string' },
    level: { type: 'string' },
    event: { type: 'string' },
    'correlation-id': { type: 'string' },
    filter: { type: 'string' },
    since: { type: 'string' },
    follow: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    all: { type: 'boolean', default: false },
  });
  const folders =
    service === undefined ? serviceFolders(join(workspaceRoot, 'services')) : [serviceFolder(service)];
  const services = folders.map((folder) => basename(folder));
  const correlationId = options['correlation-id'];
  const wanted: LogOptions = {
    functionName: options.function,
    level: levelOf(options.level),
    event: options.event,
    correlationId,
    filter: options.filter,
    // Whoever looks for one purchase seldom knows when it was.
    sinceMilliseconds: milliseconds(options.since ?? (correlationId === undefined ? '10m' : '1d')),
    isFollowed: options.follow,
  };
  const showing = { isJson: options.json, isAll: options.all, colors: colorsFor(process.stdout) };
  const show = (line: LogLine) => {
    const shown = shownLine(line, showing);
    if (shown !== undefined) print(shown);
  };
  // Whoever follows ends it with Ctrl-C.
  const deps = { show, pause, now: Date.now, isOver: () => false };
  const { stage, region } = place;
  if (stage === 'local') return showLocalLogs(services, join(localState, 'logs'), wanted, deps);
  const client = new CloudWatchLogsClient(clientSettings(region));
  return showCloudWatchLogs({ services, stage }, wanted, { client, ...deps });
}

await runCommand(main);

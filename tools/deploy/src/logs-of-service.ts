import { basename, join } from 'node:path';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { clientSettings } from './aws/client-settings.ts';
import { readArguments } from './command/arguments.ts';
import { runCommand } from './command/run-command.ts';
import { serviceFolder, workspaceRoot } from './command/workspace.ts';
import { pause, print } from './deploying/at-work.ts';
import { showCloudWatchLogs } from './logs/cloudwatch-logs.ts';
import { showLocalLogs } from './logs/local-logs.ts';
import { milliseconds, type LogOptions } from './logs/log-options.ts';

/**
 * `npx nx logs NAME [--stage X] [--region Y] [--function F] [--filter PATTERN] [--since 10m] [--follow]`; the stage
 * `local` is what runs under `npm start`.
 */
async function main(args: readonly string[]): Promise<void> {
  const {
    service: argument,
    place,
    options,
  } = readArguments(args, {
    function: { type: 'string' },
    filter: { type: 'string' },
    since: { type: 'string', default: '10m' },
    follow: { type: 'boolean', default: false },
  });
  const service = basename(serviceFolder(argument));
  const wanted: LogOptions = {
    functionName: options.function,
    filter: options.filter,
    sinceMilliseconds: milliseconds(options.since),
    isFollowed: options.follow,
  };
  const isOver = () => false; // Whoever follows ends it with Ctrl-C.
  if (place.stage === 'local')
    return showLocalLogs(service, join(workspaceRoot, '.local/logs'), wanted, { print, pause, isOver });
  const client = new CloudWatchLogsClient(clientSettings(place.region));
  const { stage } = place;
  return showCloudWatchLogs({ service, stage }, wanted, { client, print, pause, now: Date.now, isOver });
}

await runCommand(main);

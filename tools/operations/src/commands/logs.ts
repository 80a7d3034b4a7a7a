import { basename, join } from 'node:path';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { colorsFor } from '../../../workspace/src/cli/colors.ts';
import { pause, print } from '../../../workspace/src/cli/command-runtime.ts';
import { runCommand } from '../../../workspace/src/cli/run-command.ts';
import {
  serviceFolder,
  serviceFolders,
  workspaceRoot,
} from '../../../workspace/src/layout/workspace-folders.ts';
import { clientSettings } from '../aws/client-settings.ts';
import { showCloudWatchLogs } from '../logs/cloudwatch-logs.ts';
import { formatLine } from '../logs/format-line.ts';
import { showLocalLogs } from '../logs/local-logs.ts';
import { parseDuration, parseLevel, type LogLine, type LogOptions } from '../logs/log-options.ts';

/** Where `npm start` keeps its state. */
const localState = process.env['STATE_FOLDER'] ?? join(workspaceRoot, '.local');

await runCommand({
  synopsis: 'npm run -s logs -- [SERVICE]',
  description:
    'Prints the logs of one service, or of all services ordered by time. The stage "local" is the running "npm start".',
  options: {
    function: { type: 'string', placeholder: 'FUNCTION', description: 'lines of one function' },
    level: { type: 'string', placeholder: 'LEVEL', description: 'lines of this level or higher' },
    event: { type: 'string', placeholder: 'EVENT', description: 'lines of one log event' },
    'correlation-id': {
      type: 'string',
      placeholder: 'ID',
      description: 'lines with this correlation ID, of the last day unless --since is given',
    },
    filter: {
      type: 'string',
      placeholder: 'PATTERN',
      description: 'CloudWatch Logs filter pattern for JSON',
    },
    since: { type: 'string', placeholder: 'DURATION', description: 'how far back to read (default: 10m)' },
    follow: { type: 'boolean', default: false, description: 'keep printing new lines' },
    json: { type: 'boolean', default: false, description: 'print the original JSON' },
    all: { type: 'boolean', default: false, description: 'include lines that are not JSON' },
  },
  async run({ service, place, options }) {
    const folders =
      service === undefined ? serviceFolders(join(workspaceRoot, 'services')) : [serviceFolder(service)];
    const services = folders.map((folder) => basename(folder));
    const correlationId = options['correlation-id'];
    const logOptions: LogOptions = {
      functionName: options.function,
      level: parseLevel(options.level),
      event: options.event,
      correlationId,
      filter: options.filter,
      // The time of a single order is rarely known.
      sinceMilliseconds: parseDuration(options.since ?? (correlationId === undefined ? '10m' : '1d')),
      isFollowed: options.follow,
    };
    const format = { isJson: options.json, isAll: options.all, colors: colorsFor(process.stdout) };
    const show = (line: LogLine) => {
      const text = formatLine(line, format);
      if (text !== undefined) print(text);
    };
    // --follow ends with Ctrl-C.
    const deps = { show, pause, now: Date.now, isOver: () => false };
    const { stage, region } = place;
    if (stage === 'local') return showLocalLogs(services, join(localState, 'logs'), logOptions, deps);
    const client = new CloudWatchLogsClient(clientSettings(region));
    return showCloudWatchLogs({ services, stage }, logOptions, { client, ...deps });
  },
});

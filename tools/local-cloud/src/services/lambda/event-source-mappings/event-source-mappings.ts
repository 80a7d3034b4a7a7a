import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { AccessControl } from '../../../contract/access-control.ts';
import type { TableStreams } from '../../../contract/table-streams.ts';
import type { Queues } from '../../../contract/queues.ts';
import type { LocalService } from '../../../contract/local-service.ts';
import type { Principal } from '../../../contract/principal.ts';
import type { FunctionInvoker } from '../../../contract/function-invoker.ts';
import { openCheckpoints } from './checkpoints.ts';
import { mappingResource } from './mapping-resource.ts';
import { isQueue, type MappingSettings } from './mapping-settings.ts';
import { mappingRole } from './mapping-role.ts';
import { toMappingView, type MappingView } from './mapping-view.ts';
import type { RunningMapping } from './mapping.ts';
import { startQueueMapping } from './queue-mapping.ts';
import { startStreamMapping } from './stream-mapping.ts';

interface Dependencies {
  /** The state folder of the local cloud; stream positions are in its `event-source-mappings`. */
  readonly stateFolder: string;
  readonly queues: Queues;
  readonly streams: TableStreams;
  readonly publish: (topicArn: string, message: string, trace?: string) => Promise<void>;
  readonly invoker: Pick<FunctionInvoker, 'invoke'>;
  readonly access: Pick<AccessControl, 'check' | 'allows'>;
  /** Returns the principal of a function, or undefined for an unknown function. */
  readonly principalOf: (functionArnOrName: string) => Principal | undefined;
  readonly log: (line: string) => void;
}

export interface EventSourceMappings extends LocalService {
  /** All deployed mappings, for the Lambda API. */
  list(): readonly MappingView[];
}

/**
 * Creates the event source mappings, which invoke functions with messages of queues and records of streams.
 *
 * @throws CorruptState where the stored positions cannot be read.
 */
export function createEventSourceMappings(deps: Dependencies): EventSourceMappings {
  const { stateFolder, queues, streams, publish, invoker, log } = deps;
  const folder = join(stateFolder, 'event-source-mappings');
  mkdirSync(folder, { recursive: true });
  const checkpoints = openCheckpoints({ file: join(folder, 'checkpoints.sqlite') });
  const wanted = new Map<string, MappingSettings>();
  const running = new Map<string, RunningMapping>();
  let isStarted = false;

  async function sendToDestination(destinationArn: string, message: string, trace?: string) {
    if (!isQueue(destinationArn)) return publish(destinationArn, message, trace);
    const queue = queues.find(destinationArn);
    if (queue === undefined) throw new Error(`The queue ${destinationArn} does not exist.`);
    return queue.send(message, trace);
  }

  async function run(settings: MappingSettings): Promise<RunningMapping> {
    const role = mappingRole(settings, deps);
    role.mayDoItsWork();
    const asFunction: Pick<FunctionInvoker, 'invoke'> = {
      async invoke(...call) {
        role.read();
        return invoker.invoke(...call);
      },
    };
    if (!isQueue(settings.sourceArn)) {
      const sendAsFunction = async (destinationArn: string, message: string, trace?: string) => {
        role.sendFailure(destinationArn);
        return sendToDestination(destinationArn, message, trace);
      };
      return startStreamMapping({
        settings,
        streams,
        checkpoints,
        invoker: asFunction,
        sendToDestination: sendAsFunction,
        log,
      });
    }
    const queue = queues.find(settings.sourceArn);
    if (queue === undefined) throw new Error('The queue does not exist.');
    return startQueueMapping({ settings, queue, invoker: asFunction, log });
  }

  async function launch(settings: MappingSettings) {
    await running.get(settings.id)?.stop();
    running.delete(settings.id);
    if (!settings.isEnabled) return;
    try {
      running.set(settings.id, await run(settings));
    } catch (error) {
      log(
        `lambda: ${settings.sourceArn} will not call ${settings.functionName}: ${(error as Error).message}`,
      );
    }
  }

  return {
    name: 'event-source-mappings',
    signingNames: [],
    resources: {
      'AWS::Lambda::EventSourceMapping': mappingResource({
        async accept(settings) {
          const isNews = !isDeepStrictEqual(wanted.get(settings.id), settings);
          wanted.set(settings.id, settings);
          // Retry a mapping that was denied before: its role may have changed.
          if (isStarted && (isNews || !running.has(settings.id))) await launch(settings);
        },
        async end(mappingId) {
          wanted.delete(mappingId);
          await running.get(mappingId)?.stop();
          running.delete(mappingId);
        },
      }),
    },
    list: () => [...wanted.values()].map(toMappingView),
    async start() {
      isStarted = true;
      await Promise.all([...wanted.values()].map(launch));
    },
    async stop() {
      await Promise.all([...running.values()].map((mapping) => mapping.stop()));
      checkpoints.close();
    },
    async isIdle() {
      const idle = await Promise.all([...running.values()].map((mapping) => mapping.isIdle()));
      return idle.every(Boolean);
    },
  };
}

import { isPreview } from '../../../../serverless-conventions/src/preview-stage.ts';
import { s3Buckets } from '../../aws/buckets.ts';
import { dynamoDbTables } from '../../aws/tables.ts';
import type { ParameterStore } from '../../aws/parameter-store.ts';
import type { Stacks } from '../../aws/stacks.ts';
import type { Place } from '../../../../workspace/src/cli/arguments.ts';
import { print } from '../../../../workspace/src/cli/command-runtime.ts';
import { serviceLock, type LockLimits } from '../ledger/lock-options.ts';
import { stageLedger } from '../ledger/ledger.ts';
import { stackNameOf } from '../../../../workspace/src/services/service-package.ts';
import { emptyBuckets, deleteStageParameters } from './clear-stage.ts';
import { unprotectDeletedTables } from './protected-resources.ts';
import { removeService } from './remove-service.ts';

/** Removes a service from a stage by its name, without its sources or package. */
export async function removeFromStage(
  name: string,
  place: Place,
  { limits, parameters, stacks }: { limits: LockLimits; parameters: ParameterStore; stacks: Stacks },
): Promise<'removed' | 'skipped'> {
  const target = { name, stage: place.stage, stackName: stackNameOf(name, place.stage) };
  return removeService(target, {
    ledger: stageLedger(place.stage, parameters),
    locked: serviceLock(name, place, limits, parameters),
    isThere: async (signal) => (await stacks.settled(target.stackName, signal)) !== undefined,
    removeStack: async (signal) => {
      const retained = await unprotectDeletedTables(target, { stacks, tables: dynamoDbTables(place.region) });
      await emptyBuckets(target, { stacks, buckets: s3Buckets(place.region), print });
      await stacks.remove(target.stackName, signal);
      retained.forEach(print);
    },
    clear: async () => {
      if (isPreview(place.stage)) await deleteStageParameters(target, { parameters, print });
    },
    now: () => new Date(),
    print,
  });
}

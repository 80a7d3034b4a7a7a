import { basename } from 'node:path';
import { ssmParameterStore } from '../../aws/ssm-parameter-store.ts';
import { readableError } from '../../../../workspace/src/cli/run-command.ts';
import { regionOf, stageOf } from '../../../../workspace/src/cli/stage.ts';
import { stageLedger, type LedgerEntry } from '../ledger/ledger.ts';
import { serviceFolders } from '../../../../workspace/src/templates/service-package.ts';

/**
 * What the ledger alone can say, without packages: who was never deployed, and whose deploy did not succeed.
 *
 * @returns the stage of this run, and what asks for names of services
 */
export function lackingInStage(servicesFolder: string) {
  const stage = stageOf(undefined);
  return {
    stage,
    async lacking() {
      const services = serviceFolders(servicesFolder).map((folder) => basename(folder));
      try {
        return lackingOf(
          services,
          await stageLedger(stage, ssmParameterStore(regionOf(undefined))).readAll(),
        );
      } catch (cause) {
        throw new Error(readableError(cause), { cause });
      }
    },
  };
}

/** @returns those of the services that are not there, or nobody knows in which version */
export const lackingOf = (services: readonly string[], ledger: ReadonlyMap<string, LedgerEntry>): string[] =>
  services.filter((name) => !ledger.get(name)?.deployed || ledger.get(name)?.unfinished !== undefined);

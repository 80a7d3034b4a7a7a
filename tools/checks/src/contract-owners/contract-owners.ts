import { readCodeOwners } from '../../../serverless-conventions/src/alarms/code-owner.ts';

/** A contract of libs/contracts, and the services whose contract it is. */
export interface OwnedContract {
  /** From the workspace's root: `libs/contracts/src/events/order-placed.schema.ts`. */
  readonly file: string;
  /** The services that publish it or, if none does, accept it. */
  readonly services: readonly string[];
}

/**
 * A contract belongs to the service that publishes the event or accepts the command, so the owners of that service review
 * its changes.
 *
 * @param codeowners  content of CODEOWNERS
 * @returns for each contract with other owners, what CODEOWNERS must say
 */
export function contractOwnerViolations(codeowners: string, contracts: readonly OwnedContract[]): string[] {
  return contracts.flatMap(({ file, services }) => {
    if (services.length === 0)
      return [`${file}: no service publishes or accepts this contract. Delete it, or package its service.`];
    const wanted = [
      ...new Set(services.flatMap((service) => readCodeOwners(codeowners, `services/${service}/`))),
    ];
    const actual = readCodeOwners(codeowners, file);
    if (wanted.join(' ') === actual.join(' ')) return [];
    return [
      `${file} belongs to ${services.join(' and ')}, but its owner is ${actual.join(' ') || 'missing'}. ` +
        `Add this line to the end of .github/CODEOWNERS: /${file} ${wanted.join(' ')}`,
    ];
  });
}

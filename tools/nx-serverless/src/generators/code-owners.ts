const OWNER_COLUMN = 24;

/**
 * Adds the owner of a service to CODEOWNERS, in alphabetical order.
 *
 * @param text     of `.github/CODEOWNERS`
 * @param service  name of the service's folder
 * @param owner    a team or a person, with the at sign
 */
export function addCodeOwner(text: string, service: string, owner: string): string {
  const folder = `/services/${service}/`;
  const entry = `${folder.padEnd(OWNER_COLUMN - 1)} ${owner}`;
  const lines = text.trimEnd().split('\n');
  const ofServices = lines.flatMap((line, index) => (line.startsWith('/services/') ? [index] : []));
  const next = ofServices.find((index) => lines[index]! > folder);
  const after = ofServices.at(-1);
  const at = next ?? (after === undefined ? lines.length : after + 1);
  return `${lines.toSpliced(at, 0, entry).join('\n')}\n`;
}

/**
 * Adds the owner of an event contract to CODEOWNERS, as the last line: the owner of all libraries does not apply to it.
 *
 * @param file  from the workspace's root
 */
export const addContractOwner = (text: string, file: string, owner: string): string =>
  `${text.trimEnd()}\n/${file} ${owner}\n`;

import type { ShippedPackage } from './shipped-package.ts';

/** At the root of the workspace. */
export const NOTICES_FILE = 'THIRD-PARTY-NOTICES';

const HEADER = `THIRD-PARTY NOTICES

The deployed functions, tasks and layers of Tradewind contain code of the packages below.
Written by "npm run notices"; "npm run checks -- supply-chain" compares it with the bundles.`;

const RULE = '-'.repeat(80);

/**
 * Formats the license notice of the shipped packages: each text once, with the packages that have it. It contains no
 * versions, so that an update changes it only when a license changes.
 */
export function toNotices(packages: readonly ShippedPackage[]): string {
  const names = new Map<string, Set<string>>();
  for (const shipped of packages) {
    const notice = toNotice(shipped);
    names.set(notice, (names.get(notice) ?? new Set()).add(shipped.name));
  }
  const sections = [...names].map(([notice, users]) => `${[...users].join('\n')}\n\n${notice}`);
  return `${[HEADER, ...sections].join(`\n\n${RULE}\n\n`)}\n`;
}

function toNotice({ license, texts, author, homepage }: ShippedPackage): string {
  const declared = `License: ${license ?? 'unknown'}`;
  if (texts.length > 0) return [declared, ...texts].join('\n\n');
  const source = [author, homepage].filter((part) => part !== undefined).join(', ');
  return `${declared} (the package has no license file)${source === '' ? '' : `\n${source}`}`;
}

import type { StoredParameters, StoredVersion } from '../parameters/stored-parameters.ts';

/** Parameters that live as long as the test; remembers which were set as secrets. */
export function inMemoryParameters(
  initial: Readonly<Record<string, readonly string[]>> = {},
  { encrypted = [] as readonly string[] } = {},
) {
  const versions = new Map<string, StoredVersion[]>();
  const secrets = new Set<string>(encrypted);
  const add = (name: string, value: string): number => {
    const kept = versions.get(name) ?? [];
    const version = kept.length + 1;
    versions.set(name, [
      ...kept,
      { value, version, isEncrypted: secrets.has(name), changedAt: new Date(Date.UTC(2030, 0, version, 12)) },
    ]);
    return version;
  };
  for (const [name, values] of Object.entries(initial)) for (const value of values) add(name, value);
  const stored: StoredParameters = {
    async current(names) {
      return new Map(
        names.flatMap((name) => (versions.has(name) ? [[name, versions.get(name)!.at(-1)!]] : [])),
      );
    },
    async history(name) {
      return (versions.get(name) ?? []).toReversed();
    },
    async set(name, value, { isSecret }) {
      if (isSecret) secrets.add(name);
      return add(name, value);
    },
  };
  return { ...stored, secrets };
}

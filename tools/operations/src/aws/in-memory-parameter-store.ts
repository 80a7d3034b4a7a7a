import type { ParameterStore } from './parameter-store.ts';

/** A fake for tests. */
export function inMemoryParameterStore(
  initial: Readonly<Record<string, string>> = {},
): ParameterStore & { readonly values: Map<string, string> } {
  const values = new Map(Object.entries(initial));
  return {
    values,
    get: async (name) => values.get(name),
    getAll: async (names) => new Map([...values].filter(([name]) => names.includes(name))),
    below: async (path) => new Map([...values].filter(([name]) => name.startsWith(`${path}/`))),
    put: async (name, value) => void values.set(name, value),
    async create(name, value) {
      if (values.has(name)) return false;
      values.set(name, value);
      return true;
    },
    remove: async (name) => void values.delete(name),
  };
}

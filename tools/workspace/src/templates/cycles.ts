import { TemplateError } from './template-error.ts';

/**
 * @param dependencies  by key, the keys that it depends on
 * @throws TemplateError with the first cycle
 */
export function refuseCycles(dependencies: ReadonlyMap<string, ReadonlySet<string>>): void {
  const finished = new Set<string>();
  const trail: string[] = [];
  const visit = (key: string): void => {
    if (finished.has(key)) return;
    const start = trail.indexOf(key);
    if (start >= 0)
      throw new TemplateError(`Circular dependency: ${[...trail.slice(start), key].join(' → ')}.`);
    trail.push(key);
    for (const dependency of dependencies.get(key) ?? []) visit(dependency);
    trail.pop();
    finished.add(key);
  };
  for (const key of dependencies.keys()) visit(key);
}

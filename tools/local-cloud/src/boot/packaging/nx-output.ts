import { stripVTControlCharacters } from 'node:util';

/** Called with the steps of each service. Between two steps it may wait for a free worker of Nx. */
export interface PackagingObserver {
  onBegin(service: string, activity: 'building' | 'packaging'): void;
  /** `unchanged`: Nx found the package in its cache. */
  onEnd(service: string, result: 'built' | 'packaged' | 'unchanged'): void;
}

export interface NxFailure {
  /** The failed projects. */
  readonly projects: readonly string[];
  /** What their failed tasks printed; everything if Nx names no failed task. */
  readonly text: string;
}

export interface NxOutput {
  /** @returns what takes the chunks of one stream */
  reader(): (chunk: string) => void;
  failure(): NxFailure;
}

const taskLine = /^> nx run ([^:\s]+):(\w+)(.*)$/;
const fromCache = /\[[^\]]*cache[^\]]*\]\s*$/;
const projectLine = /^([\w-]+): (.*)$/;
/** The last line of `nx build` and `nx package`. */
const endLine = /^(Built|Packaged) ([\w-]+)\b/;
const activities: Readonly<Record<string, 'building' | 'packaging'>> = {
  build: 'building',
  package: 'packaging',
};
const results = { Built: 'built', Packaged: 'packaged' } as const;
const failedTask = /^- ([\w-]+):(\w+)$/;

/**
 * Reads the output of `nx run-many -t package --output-style=stream`, which names each task when it starts and puts the
 * project before each line that the task prints.
 */
export function readNxOutput({ onBegin, onEnd }: PackagingObserver): NxOutput {
  const lines: string[] = [];
  const printed = new Map<string, string[]>();

  const readTask = (project: string, target: string, details: string) => {
    const isCached = fromCache.test(details);
    if (isCached && target === 'package') onEnd(project, 'unchanged');
    if (isCached) return;
    printed.set(project, printed.get(project) ?? []);
    const activity = activities[target];
    if (activity !== undefined) onBegin(project, activity);
  };
  const readPrinted = (project: string, text: string) => {
    printed.get(project)?.push(text);
    const [, end, name] = endLine.exec(text) ?? [];
    if (end !== undefined && name === project) onEnd(project, results[end as keyof typeof results]);
  };
  const read = (line: string) => {
    lines.push(line);
    const [, taskOf, target = '', details = ''] = taskLine.exec(line) ?? [];
    if (taskOf !== undefined) readTask(taskOf, target, details);
    const [, project, text = ''] = projectLine.exec(line) ?? [];
    if (project !== undefined && printed.has(project)) readPrinted(project, text);
  };

  return {
    reader() {
      let rest = '';
      return (chunk) => {
        const found = `${rest}${chunk}`.split('\n');
        rest = found.pop()!;
        for (const line of found) read(stripVTControlCharacters(line).trimEnd());
      };
    },
    failure() {
      const from = lines.findIndex((line) => line.startsWith('Failed tasks:'));
      const listed =
        from === -1 ? [] : lines.slice(from + 1).flatMap((line) => failedTask.exec(line)?.[1] ?? []);
      const projects = [...new Set(listed)];
      const text = projects
        .flatMap((project) => [
          `${project}:`,
          ...(printed.get(project) ?? []).map((line) => `  ${line}`.trimEnd()),
        ])
        .join('\n');
      return { projects, text: text === '' ? lines.join('\n').trim() : text };
    },
  };
}

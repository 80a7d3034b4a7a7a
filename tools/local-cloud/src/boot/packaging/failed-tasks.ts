/**
 * Extracts the output of the failed tasks from the output of Nx.
 * @param output of `nx run-many --output-style=static`
 * @returns the whole output if it names no failed task
 */
export function failedTasks(output: string): string {
  const listed = /^Failed tasks:\s+((?:- \S+\s+)+)/m.exec(output)?.[1] ?? '';
  const failed = [...listed.matchAll(/- (\S+)/g)].map(([, task]) => task);
  const sections = output.split(/^(?=> nx run )/m).filter((section) => failed.includes(taskOf(section)));
  const text = sections.map((section) => section.split(/^ NX {3}/m)[0]?.trimEnd()).join('\n\n');
  return text === '' ? output : text;
}

const taskOf = (section: string): string | undefined => /^> nx run (\S+)/.exec(section)?.[1];
